import { DAY_MS } from '@opentocc/core/time';
import type { Accounts } from '../../../base/accounts/index.ts';
import type { Outbox } from '../../../base/messages/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { TripStore } from './store.ts';

export interface InformingDeps {
  readonly db: Db;
  readonly store: Pick<TripStore, 'listToTell'>;
  readonly clock: Clock;
  readonly messages: Outbox;
  readonly accounts: Pick<Accounts, 'actorsWith'>;
}

/**
 * Tells the people of a firm what became of its trips without their doing: a place became free, none did, a regime ended it.
 * Events of the last day are gone through again after a restart; the key of a message keeps it from being sent twice.
 */
export function createInforming({ db, store, clock, messages, accounts }: InformingDeps) {
  let after = 0;
  return async (): Promise<void> => {
    const events = await store.listToTell(after, clock.now() - DAY_MS);
    if (events.length === 0) return;
    const people = await accounts.actorsWith('trips:declare');
    await db.transaction().execute(async (tx) => {
      for (const { id, trip, firm, text } of events)
        for (const { principal } of people.filter(({ units }) => units?.includes(firm)))
          await messages.queue(tx, {
            ...{ key: `trips/${id}/${principal}`, channel: 'screen', to: principal, drill: false },
            ...{ subject: { zh: `车次 ${trip}`, en: `Trip ${trip}` }, text },
            about: { module: 'freight-trips', id: trip, opens: `/freight/trips/${trip}` },
          });
    });
    after = events[events.length - 1].id;
  };
}
