import type { DeclaredDrivenLine, FollowedTripSheet, FreightFix } from '@opentocc/contract';
import { type DeclaredDriven, declaredAgainstDriven, portName, type TripState } from '@opentocc/core/freight';
import {
  type DeclaredTripFacts,
  type FilingPort,
  type NamedPlace,
  namesOf,
  type TripsPort,
} from './doors.ts';
import { trackingErrors } from './errors.ts';
import { both, type Firms, reaches } from './model.ts';
import { shownTrip } from './shown.ts';
import type { TrackingStore } from './store.ts';
import { planOfRow, type Tracked, type TripBook } from './trip-book.ts';

/** Most points of a trace that a screen is sent. */
const MOST_POINTS = 2000;
const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

export interface TripSheetDeps {
  readonly store: TrackingStore;
  readonly book: TripBook;
  readonly trips: Pick<TripsPort, 'get'>;
  readonly filing: FilingPort;
  readonly now: () => number;
  /** Where a truck was; nothing where its plate is on no roster. */
  readonly traceOf: (
    plate: string,
    from_ms: number,
    to_ms: number,
  ) => Promise<{ readonly points: readonly FreightFix[]; readonly truncated: boolean }>;
}

/** One trip with all that was declared and all that was driven. */
export function createTripSheet({ store, book, trips, filing, now, traceOf }: TripSheetDeps) {
  /** As it is followed, or as it was when it ended. */
  async function findFollowed(trip: string): Promise<Tracked | undefined> {
    const tracked = book.find(trip);
    if (tracked) return tracked;
    const [row, facts] = await Promise.all([store.findTrip(trip), trips.get(trip)]);
    if (!row || !facts) return undefined;
    return {
      ...{ facts, plan: planOfRow(row), state: row.state },
      ...{ from_ms: row.began_ms, began_ms: row.began_ms, taken_ms: row.taken_ms, dirty: false, events: [] },
      ...{ ticked_ms: row.ticked_ms, stored_ms: row.stored_ms },
    };
  }

  return async (firms: Firms, id: string): Promise<FollowedTripSheet> => {
    const tracked = await findFollowed(id);
    if (!tracked || !reaches(firms, tracked.facts)) throw trackingErrors.unknown_trip({ id });
    const { facts, plan, state } = tracked;
    const places = new Map(filing.places().map((place) => [place.code, place]));
    const [from_ms, to_ms] = spanOf(tracked, now());
    const { points, truncated } = await traceOf(facts.plate, from_ms, to_ms);
    const trace = thinned(points);
    const firm = filing.firm(facts.firm);
    const alarms = await store.listAlarms({ trip: id, firms }, 0, 100);
    return {
      ...shownTrip(
        tracked,
        alarms.filter(({ state: standing }) => standing !== 'closed'),
      ),
      firm_name: firm ? namesOf(firm) : both(facts.firm),
      driver_name: filing.driver(facts.drivers[0] ?? '')?.name ?? '',
      lines: declaredAgainstDriven(facts.trip, state).map((line) => shownLine(line, places)),
      off_route: state.off_route.map((span) => ({ ...span })),
      route: routeOf(facts, filing),
      ...{ trace, trace_truncated: truncated || trace.length < points.length },
      places: placesOf(facts, state, places),
      return_by_ms: plan.watch.return_by_ms,
    };
  };
}

function spanOf({ began_ms, state }: Tracked, now_ms: number): [number, number] {
  const to_ms = state.stage === 'over' ? (state.last?.at_ms ?? now_ms) + 1 : now_ms;
  const from_ms = Math.max(began_ms - HOUR_MS, to_ms - WEEK_MS);
  return [Math.min(from_ms, to_ms - 1), to_ms];
}

/** Every nth point, and the last. */
function thinned(points: readonly FreightFix[]): FreightFix[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}

type Places = ReadonlyMap<string, NamedPlace>;

const nameOf = (code: string | null, places: Places) => {
  if (code === null) return { zh: '未备案地点', en: 'no place on file' };
  const place = places.get(code);
  return place ? namesOf(place) : portName(code);
};

const shownLine = (line: DeclaredDriven, places: Places): DeclaredDrivenLine =>
  line.what === 'crossing' ? shownCrossing(line, places) : shownStop(line, places);

function shownCrossing(
  { declared, driven, late_min }: Extract<DeclaredDriven, { what: 'crossing' }>,
  places: Places,
): DeclaredDrivenLine {
  const { port: place, direction } = declared ?? driven ?? { port: null, direction: null };
  return {
    ...{
      what: 'crossing',
      place,
      place_name: nameOf(driven?.port ?? place, places),
      kind: 'port',
      direction,
    },
    ...{ declared_from_ms: declared?.at_ms ?? null, declared_to_ms: null },
    ...{ driven_from_ms: driven?.at_ms ?? null, driven_to_ms: null },
    ...{ inferred: driven?.seen === false, late_min },
  };
}

function shownStop(
  { declared, driven, late_min }: Extract<DeclaredDriven, { what: 'stop' }>,
  places: Places,
): DeclaredDrivenLine {
  const { code: place, kind } = declared ?? driven ?? { code: null, kind: null };
  return {
    ...{ what: 'stop', place, place_name: nameOf(place, places), kind, direction: null, inferred: false },
    ...{ declared_from_ms: declared?.from_ms ?? null, declared_to_ms: declared?.to_ms ?? null },
    ...{ driven_from_ms: driven?.from_ms ?? null, driven_to_ms: driven?.to_ms ?? null },
    late_min,
  };
}

function routeOf({ trip }: DeclaredTripFacts, filing: FilingPort): FollowedTripSheet['route'] {
  const code = trip.declared.route;
  const route = code === null ? undefined : filing.route(code);
  if (code === null || !route) return null;
  return {
    code,
    name: namesOf(route),
    points: route.points.map(([lon, lat]): [number, number] => [lon, lat]),
  };
}

function placesOf(
  { trip }: DeclaredTripFacts,
  state: TripState,
  places: Places,
): FollowedTripSheet['places'] {
  const codes = new Set([
    ...trip.declared.crossings.map(({ port }) => port),
    ...trip.declared.stops.flatMap(({ code }) => code ?? []),
    ...state.crossings.map(({ port }) => port),
    ...state.stays.flatMap(({ code }) => code ?? []),
  ]);
  return [...codes].flatMap((code) => {
    const place = places.get(code);
    return place ? [{ code, name: namesOf(place), kind: place.kind, lon: place.lon, lat: place.lat }] : [];
  });
}
