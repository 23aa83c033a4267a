import type { WarningNotice } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import type { Outbox } from './ports.ts';
import type { WarningStore } from './store.ts';

/** How far back receipts are looked for that were missed: longer than an outbox tries. */
const LOOK_BACK_MS = 7 * DAY_MS;
/** Keys of one question. */
const AT_ONCE = 1_000;

interface MessageBecame {
  readonly key: string;
  readonly state: WarningNotice['state'];
  readonly at_ms: number;
  readonly about: { readonly module: string };
}

interface Deps {
  readonly store: WarningStore;
  readonly outbox: Pick<Outbox, 'standingOf'>;
  readonly clock: Clock;
}

/**
 * What became of the messages about warnings. The outbox knows best and is asked each time; what it said last is stored
 * with the warning, since it forgets messages long before warnings are forgotten.
 */
export function createReceipts({ store, outbox, clock }: Deps) {
  return {
    /** What the outbox says as it happens. */
    async messageBecame({ key, state, at_ms, about }: MessageBecame): Promise<void> {
      if (about.module === 'warnings') await store.setMessageState(key, state, at_ms);
    },

    /** Receipts that came while nobody listened: between a kill and this start. */
    async catchUp(): Promise<void> {
      const waiting = await store.listUnsettled(clock.now() - LOOK_BACK_MS);
      for (let i = 0; i < waiting.length; i += AT_ONCE)
        for (const { key, state, at_ms } of await outbox.standingOf(waiting.slice(i, i + AT_ONCE)))
          await store.setMessageState(key, state, at_ms);
    },

    /** Messages about a warning as they stand now. */
    async listNotices(warning: number): Promise<WarningNotice[]> {
      const kept = await store.listNotices(warning);
      const standing = await outbox.standingOf(kept.map(({ key }) => key));
      const byKey = new Map(standing.map((one) => [one.key, one]));
      return kept.map((notice) => {
        const now = byKey.get(notice.key);
        return now
          ? { ...notice, state: now.state, state_ms: now.at_ms, maybe_twice: now.maybe_twice }
          : { ...notice, maybe_twice: false };
      });
    },
  };
}
