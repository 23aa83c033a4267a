import type { DeclaredTrip } from '@opentocc/contract';
import { type PlannedStop, type TripPlan, watchOf } from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import type { Topic } from '../../../kit/topic.ts';
import type { BookedVisit, PermitUses, Trip, TripChange, TripSpan, TripsDoor } from './door.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { TripRow } from './model.ts';
import type { Permits } from './permits.ts';
import type { TripRegimes } from './ports.ts';
import type { TripRoll } from './roll.ts';
import type { TripStore } from './store.ts';

interface DoorDeps {
  readonly roll: TripRoll;
  readonly store: TripStore;
  readonly clock: Clock;
  readonly regimes: TripRegimes;
  readonly lifecycle: Lifecycle;
  readonly permits: Permits;
  readonly uses: PermitUses;
  readonly changes: Topic<TripChange>;
  readonly shown: (row: TripRow) => DeclaredTrip;
  readonly find: (id: string) => Promise<TripRow | undefined>;
}

const MOST = 20_000;

/** What modules beside trips use of them. */
export function createDoor(deps: DoorDeps): TripsDoor {
  const { roll, store, clock, regimes, lifecycle, permits, uses, changes, shown, find } = deps;
  const search = async (
    by: { truck?: string; driver?: string; firm?: string; place?: string },
    span: TripSpan,
  ) => {
    const rows = await store.list({ firms: null, ...by, ...span, offset: 0, limit: MOST });
    return rows.map((row) => roll.find(row.id) ?? row).reverse();
  };
  return {
    open: () => roll.open(),
    find: (id) => roll.find(id),
    get: find,
    planOf(id) {
      const row = roll.find(id);
      return row?.ended_ms === null ? planOf(row, regimes) : undefined;
    },
    openOfTruck: (truck) => roll.openOf(`truck ${truck}`).sort(byProgress)[0],
    ofTruck: (truck, span) => search({ truck }, span),
    ofDriver: (driver, span) => search({ driver }, span),
    ofFirm: (firm, span) => search({ firm }, span),
    ofPlace: (place, span) => search({ place }, span),
    between: (span) => search({}, span),
    openTrips: () =>
      roll
        .open()
        .map(({ trip, state }) => ({ trip, stage: state === 'under_way' ? 'under_way' : 'planned' })),
    changes,
    noteDriven: lifecycle.noteDriven,
    end: lifecycle.end,
    checkPermit: permits.check,
    uses,
    permitTrust: () => permits.trust(clock.now()),
    bookedAt: (place, from_ms, to_ms) => bookedAt(roll.open(), place, from_ms, to_ms),
    shown: async (trips) => Promise.all(trips.map(async ({ id }) => shown(await require(find, id)))),
  };
}

async function require(find: DoorDeps['find'], id: string): Promise<TripRow> {
  const row = await find(id);
  if (!row) throw new Error(`trip ${id} was there a moment ago`);
  return row;
}

/** What is under way stands before what is planned; of each the first. */
const byProgress = (a: Trip, b: Trip): number => progress(a) - progress(b);
const progress = ({ state }: Trip): number => (state === 'under_way' ? 0 : 1);

/** A trip as the follower needs it. */
function planOf({ id, plate, terminal, class: of, trip }: TripRow, regimes: TripRegimes): TripPlan {
  const { direction, declared } = trip;
  const portOf = (way: 'in' | 'out') => declared.crossings.find((one) => one.direction === way)?.port ?? null;
  return {
    ...{ trip: id, plate, terminal, class: of, direction, ports: { in: portOf('in'), out: portOf('out') } },
    stops: declared.stops.flatMap(({ kind, code }): PlannedStop[] =>
      kind === null || code === null ? [] : [{ code, kind, must: kind === 'site' || kind === 'transfer' }],
    ),
    route: null,
    watch: watchOf(trip, regimes.book()),
  };
}

function bookedAt(open: readonly TripRow[], place: string, from_ms: number, to_ms: number): BookedVisit[] {
  const meets = (one: { from_ms: number; to_ms: number }) => one.from_ms < to_ms && from_ms < one.to_ms;
  return open
    .filter(({ state }) => state !== 'waiting')
    .flatMap((trip) => [
      ...trip.trip.declared.crossings
        .filter(({ port }) => port === place)
        .map(({ at_ms }) => ({ trip, from_ms: at_ms, to_ms: at_ms + 1 })),
      ...trip.trip.declared.stops
        .filter(({ code }) => code === place)
        .map((stop) => ({ trip, from_ms: stop.from_ms, to_ms: stop.to_ms })),
    ])
    .filter(meets)
    .sort((a, b) => a.from_ms - b.from_ms);
}
