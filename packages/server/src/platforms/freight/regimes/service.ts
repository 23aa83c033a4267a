import type { FreightRegimeEntry, FreightRegimeEvent } from '@opentocc/contract';
import type { Accounts } from '../../../base/accounts/index.ts';
import type { AuditSink } from '../../../base/audit/index.ts';
import type { Outbox } from '../../../base/messages/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import type { Clock } from '../../../kit/clock.ts';
import { createAnnouncing } from './announcing.ts';
import { RegimeRecord } from './book.ts';
import { createDrafts } from './drafts.ts';
import { regimesErrors } from './errors.ts';
import type { DrillRow } from './model.ts';
import { createNotices } from './notices.ts';
import { createPortStates } from './port-states.ts';
import type { RegimeTrips } from './ports.ts';
import { Previews } from './previews.ts';
import { createRecorder } from './recorded.ts';
import { entryOf, eventOf } from './shown.ts';
import type { RegimeStore } from './store.ts';
import { createSwitches } from './switches.ts';

export interface RegimesDeps {
  readonly store: RegimeStore;
  readonly clock: Clock;
  readonly audit: AuditSink;
  readonly messages: Outbox;
  readonly accounts: Pick<Accounts, 'actorsWith' | 'answeringUnits'>;
  readonly onError: (error: unknown) => void;
}

/** What regimes are, from a draft to its end. Trips are handed in by the module that has them. */
export function createRegimes(deps: RegimesDeps) {
  const { store, clock, accounts, onError } = deps;
  let trips: RegimeTrips | null = null;
  const audited = createRecorder(deps.audit);
  const record = new RegimeRecord(deps);
  const within = { store, record, clock, audited };
  const drafts = createDrafts(within);
  const notices = createNotices({ ...deps, record });
  const switches = createSwitches({ store, record, clock, trips: () => trips });
  let informing: Promise<void> | null = null;
  /** One at a time, so that an event is on record once. */
  const inform = (): Promise<void> => {
    informing ??= notices.whenDue().finally(() => {
      informing = null;
    });
    return informing;
  };
  const onCommitted = () => void inform().catch(onError);
  const announcing = createAnnouncing({ ...within, drafts, onCommitted });
  const ports = createPortStates(within);
  const previews = new Previews({
    ...{ record, clock, trips: () => trips, units: accounts.answeringUnits },
  });

  function get(code: string, version: number): FreightRegimeEntry {
    const { snapshot } = record;
    const found = snapshot.planned.find(({ row }) => row.code === code && row.version === version);
    if (!found) throw regimesErrors.unknown({ code, version });
    return entryOf(found, snapshot, clock.now());
  }

  /** The same record on the clock of a past, of which nobody is informed any more. */
  function openPast(past: Clock) {
    const then = { ...within, clock: past };
    const pastDrafts = createDrafts(then);
    return {
      ...{ record, drafts: pastDrafts, ports: createPortStates(then) },
      announcing: createAnnouncing({ ...then, drafts: pastDrafts, onCommitted: () => undefined }),
    };
  }

  return {
    ...{ record, drafts, inform, openPast, switches, announcing, ports, previews, get },
    use: (next: RegimeTrips) => {
      trips = next;
    },
    list() {
      const [now_ms, { snapshot }] = [clock.now(), record];
      return { now_ms, regimes: snapshot.planned.map((one) => entryOf(one, snapshot, now_ms)) };
    },
    async eventsOf(code: string, version: number): Promise<FreightRegimeEvent[]> {
      get(code, version);
      return (await store.eventsOf(code, version)).map(eventOf);
    },
    listDrills: store.listDrills,
    /** Tries a draft as `preview` does, with the messages that it would send, and puts that on record without any effect. */
    async drill(acting: Acting, id: number, reason: string): Promise<DrillRow> {
      const draft = await drafts.find(id);
      const preview = await previews.make(acting, draft);
      const messages = await notices.drill(id, clock.now(), draft.regime);
      const row = await store.addDrill({
        ...{ draft: id, regime: draft.regime, at_ms: clock.now(), by: acting.session.account },
        ...{ reason, preview, messages },
      });
      await audited(acting, 'drill', `freight-regime-draft:${id}`, { drill: row.id, reason, messages });
      return row;
    },
  };
}

export type Regimes = ReturnType<typeof createRegimes>;
