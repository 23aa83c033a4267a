import type { AlarmMeans, FreightFix } from '@opentocc/contract';
import { alarmWords, type FollowEvent, type TripAlarm, type TruckFix } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import type { AlarmBook } from './alarm-book.ts';
import { type AlarmRow, type PlaceRow, SYSTEM, type TripRow } from './model.ts';
import { FIRST_MEANS, MEANS_ORDER } from './rules.ts';
import type { TrackingStore } from './store.ts';
import { isLeft, type Tracked } from './trip-book.ts';
import { MEANS_WORDS } from './words.ts';

export interface RecordingDeps {
  readonly store: TrackingStore;
  readonly alarms: AlarmBook;
  readonly clock: Clock;
  /** After the commit: alarms as they are now, and trips of which something was said. */
  readonly committed: (alarms: readonly AlarmRow[], said: readonly Said[]) => void;
}

/** What was said of a trip, and is on record. */
export interface Said {
  readonly tracked: Tracked;
  readonly events: readonly FollowEvent[];
}

/** Writes states of trips, where they were, and what became of their alarms, in one transaction. */
export function createRecording({ store, alarms, clock, committed }: RecordingDeps) {
  return async (changed: readonly Tracked[]): Promise<void> => {
    const now_ms = clock.now();
    const said = changed.map((tracked) => ({ tracked, events: [...tracked.events] }));
    const rows = changed.map((tracked) => rowOf(tracked, now_ms));
    const written = await store.transaction(async (tx) => {
      const queries = store.of(tx);
      await queries.saveTrips(rows);
      await queries.addPlaces(changed.flatMap(placesOf));
      const touched = new Map<number, AlarmRow>();
      for (const { tracked, events } of said)
        for (const event of events) {
          const row = await apply(tx, tracked, event);
          if (row) touched.set(row.id, row);
        }
      return [...touched.values()];
    });
    for (const tracked of changed) {
      tracked.stored_ms = now_ms;
      tracked.dirty = false;
      tracked.events = [];
    }
    committed(written, said);
  };

  async function apply(tx: Db, tracked: Tracked, event: FollowEvent): Promise<AlarmRow | undefined> {
    if (event.kind === 'raised') return raise(tx, tracked, event.alarm);
    if (event.kind === 'ended') return endOf(tx, tracked, event);
    return undefined;
  }

  async function raise(tx: Db, { facts, plan }: Tracked, alarm: TripAlarm): Promise<AlarmRow> {
    const means = meansOf(alarm);
    const standing = await store.of(tx).holdStanding(facts.id, alarm.kind);
    const by = { ...SYSTEM, at_ms: clock.now() };
    const seen = {
      ...{ words: alarmWords(alarm), facts: alarm.facts, fixes: alarm.fixes.map(shownFix) },
      ...{ stage: alarm.stage, ended_ms: null },
    };
    if (standing === undefined)
      return alarms.add(tx, { ...seen, ...whoseOf(facts, plan.plate), ...whatOf(alarm), means }, by);
    return alarms.change(tx, standing, by, (draft) => {
      draft.set(seen);
      const isGraver = MEANS_ORDER.indexOf(means) > MEANS_ORDER.indexOf(standing.means);
      if (isGraver) draft.stage(means, alarmWords(alarm));
      else draft.note('again', alarmWords(alarm));
    });
  }

  async function endOf(
    tx: Db,
    { facts }: Tracked,
    { alarm, at_ms }: { readonly alarm: TripAlarm; readonly at_ms: number },
  ): Promise<AlarmRow | undefined> {
    const standing = await store.of(tx).holdStanding(facts.id, alarm.kind);
    if (standing === undefined || standing.ended_ms !== null) return undefined;
    return alarms.change(tx, standing, { ...SYSTEM, at_ms: clock.now() }, (draft) => draft.end(at_ms));
  }
}

const whoseOf = ({ id, truck, drivers, firm }: Tracked['facts'], plate: string) => ({
  ...{ trip: id, plate, truck, driver: drivers[0] ?? '', firm },
});
const whatOf = ({ kind, began_ms, raised_ms }: TripAlarm) => ({ kind, began_ms, raised_ms });

/** Of a stay the regime says by what the driver is spoken to. */
function meansOf({ kind, facts }: TripAlarm): AlarmMeans {
  const { means } = facts;
  return typeof means === 'string' && Object.hasOwn(MEANS_WORDS, means)
    ? (means as AlarmMeans)
    : FIRST_MEANS[kind];
}

const shownFix = ({ at_ms, lon, lat, speed_kmh }: TruckFix): FreightFix => ({ at_ms, lon, lat, speed_kmh });

function rowOf(tracked: Tracked, now_ms: number): TripRow {
  const { facts, plan, state } = tracked;
  const isOver = isLeft({ state }, now_ms);
  return {
    trip: facts.id,
    plate: plan.plate,
    truck: facts.truck,
    driver: facts.drivers[0] ?? '',
    firm: facts.firm,
    class: plan.class,
    direction: plan.direction,
    stage: state.stage,
    began_ms: tracked.began_ms,
    over_ms: isOver ? (state.last?.at_ms ?? now_ms) : null,
    state,
    taken_ms: tracked.taken_ms,
    ticked_ms: tracked.ticked_ms,
    stored_ms: now_ms,
  };
}

const placesOf = ({ facts, state }: Tracked): PlaceRow[] => [
  ...state.crossings.map(({ port, at_ms }) => ({ trip: facts.id, place: port, from_ms: at_ms })),
  ...state.stays.flatMap(({ code, from_ms }) =>
    code === null ? [] : [{ trip: facts.id, place: code, from_ms }],
  ),
];
