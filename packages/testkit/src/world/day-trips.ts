import type { RoadNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import type { CityLife } from '../city-life/index.ts';
import { createRandom, type Random } from '../random.ts';
import type { Destinations } from './destinations.ts';
import { TRIP_PURPOSES, type Zone } from './model.ts';
import { tripShare } from './trip-profiles.ts';
import type { ZoneMap } from './zones.ts';

export const QUARTER_MS = 15 * MINUTE_MS;
export const QUARTERS = 96;
/** Part of an hour before the day that is driven so that its streets are not empty, quarters. */
export const WARM_UP_QUARTERS = 3;

/** Trips of a day of the world, one row each, by departure. */
export interface DayTrips {
  readonly count: number;
  /** From the begin of the world's day, s; negative in the warm-up. */
  readonly depart_s: Float64Array;
  readonly origin_link: Uint32Array;
  /** Index in the {@link Destinations}. */
  readonly destination: Uint16Array;
  readonly from_zone: Uint16Array;
  readonly to_zone: Uint16Array;
  readonly purpose: Uint8Array;
}

export interface DayTripsInput {
  readonly network: RoadNetwork;
  readonly zones: ZoneMap;
  readonly destinations: Destinations;
  readonly life: CityLife;
  readonly seed: number;
  /** 04:00 in Asia/Shanghai, UTC ms. */
  readonly start_ms: number;
  /** Of a weekday. */
  readonly trips: number;
}

/** Distance over which a destination loses its draw, m, by purpose. Assumed, 2026-11-27. */
const DECAY_M = [2900, 2900, 1800, 6000, 8000];

/** Draws the trips of a day: a pure function of its input. */
export function dayTrips(input: DayTripsInput): DayTrips {
  const random = createRandom(input.seed * 7919 + Math.floor(input.start_ms / 86_400_000));
  const counts = countsOf(input);
  const count = counts.reduce((sum, n) => sum + n, 0);
  const rows = emptyRows(count);
  const draw = createTripDraw(input, random);
  let row = 0;
  for (let quarter = -WARM_UP_QUARTERS; quarter < QUARTERS; quarter++) {
    const first = row;
    for (let purpose = 0; purpose < TRIP_PURPOSES.length; purpose++) {
      const n = counts[(quarter + WARM_UP_QUARTERS) * TRIP_PURPOSES.length + purpose];
      for (let k = 0; k < n; k++) draw(rows, row++, purpose);
    }
    shuffle(rows, first, row, random);
    for (let k = first; k < row; k++) rows.depart_s[k] = (quarter + random.next()) * (QUARTER_MS / 1000);
    rows.depart_s.subarray(first, row).sort();
  }
  return rows;
}

/** Trips by quarter and purpose, whole ones; what is left of one goes to the next. */
function countsOf({ life, start_ms, trips }: DayTripsInput): number[] {
  const counts: number[] = [];
  const left = new Float64Array(TRIP_PURPOSES.length);
  for (let quarter = -WARM_UP_QUARTERS; quarter < QUARTERS; quarter++) {
    const at_ms = start_ms + quarter * QUARTER_MS;
    const { kind, start_ms: midnight_ms } = life.dayAt(at_ms);
    for (let purpose = 0; purpose < TRIP_PURPOSES.length; purpose++) {
      left[purpose] += trips * tripShare(kind, purpose, Math.floor((at_ms - midnight_ms) / QUARTER_MS));
      const n = Math.floor(left[purpose]);
      counts.push(n);
      left[purpose] -= n;
    }
  }
  return counts;
}

function emptyRows(count: number) {
  return {
    count,
    depart_s: new Float64Array(count),
    origin_link: new Uint32Array(count),
    destination: new Uint16Array(count),
    from_zone: new Uint16Array(count),
    to_zone: new Uint16Array(count),
    purpose: new Uint8Array(count),
  };
}

type Rows = ReturnType<typeof emptyRows>;

/** Mixes the purposes of one quarter: they were drawn one after the other. */
function shuffle(rows: Rows, first: number, end: number, random: Random): void {
  const { depart_s: _depart, count: _count, ...columns } = rows;
  const all = Object.values(columns);
  for (let k = end - 1; k > first; k--) {
    const other = first + random.below(k - first + 1);
    for (const column of all) {
      const value = column[k];
      column[k] = column[other];
      column[other] = value;
    }
  }
}

/** What draws a trip of a purpose to begin and to end in a zone. */
const ENDS: readonly { readonly begins: (zone: Zone) => number; readonly ends: (zone: Zone) => number }[] = [
  { begins: ({ population }) => population, ends: ({ jobs }) => jobs },
  { begins: ({ jobs }) => jobs, ends: ({ population }) => population },
  { begins: (zone) => zone.population + zone.jobs, ends: (zone) => zone.population + 1.6 * zone.jobs },
  { begins: (zone) => zone.population + zone.jobs, ends: ({ hubs }) => hubs },
  { begins: ({ jobs, ports }) => jobs / 40_000 + ports, ends: ({ ports }) => ports },
];

/** Every other trip to a hub or a port is one from it. */
const RETURNS = TRIP_PURPOSES.map((purpose) => purpose === 'hub' || purpose === 'freight');

function createTripDraw(input: DayTripsInput, random: Random) {
  const { network, zones, destinations } = input;
  const begin = ENDS.map(({ begins }) => cumulated(zones.zones.map(begins)));
  const end = ENDS.map((_, purpose) =>
    zones.zones.map((_, from) => cumulated(drawsFrom(zones, purpose, from))),
  );
  const originOf = zones.links.map((links) =>
    cumulated([...links].map((link) => network.link_length_m[link])),
  );
  return (rows: Rows, row: number, purpose: number): void => {
    let from = pick(begin[purpose], random.next());
    let to = pick(end[purpose][from], random.next());
    if (RETURNS[purpose] && random.next() < 0.5) [from, to] = [to, from];
    rows.from_zone[row] = from;
    rows.to_zone[row] = to;
    rows.purpose[row] = purpose;
    rows.origin_link[row] = zones.links[from][pick(originOf[from], random.next())];
    const own = destinations.of_zone[to];
    rows.destination[row] = own[random.below(own.length)];
  };
}

/** Gravity: the draw of each zone falls with its distance (Wilson 1967, constrained at the origin). */
function drawsFrom({ zones, x_m, y_m }: ZoneMap, purpose: number, from: number): number[] {
  return zones.map((zone, to) => {
    const away_m = Math.hypot(x_m[to] - x_m[from], y_m[to] - y_m[from]);
    return ENDS[purpose].ends(zone) * Math.exp(-away_m / DECAY_M[purpose]) * (to === from ? OWN_ZONE : 1);
  });
}

/** Trips within a zone are walked more often than driven. */
const OWN_ZONE = 0.35;

function cumulated(weights: readonly number[]): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  weights.forEach((weight, i) => {
    sum += weight;
    sums[i] = sum;
  });
  return sums;
}

/** Index in which a share of the whole sum falls. */
function pick(sums: Float64Array, share: number): number {
  const wanted = share * sums[sums.length - 1];
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The trips that depart from an instant on. */
export function tripsFrom(trips: DayTrips, from_s: number): DayTrips {
  let first = 0;
  while (first < trips.count && trips.depart_s[first] < from_s) first++;
  if (first === 0) return trips;
  const { count, ...columns } = trips;
  const rest = Object.entries(columns).map(([name, column]) => [name, column.subarray(first)]);
  return { ...(Object.fromEntries(rest) as Omit<DayTrips, 'count'>), count: count - first };
}
