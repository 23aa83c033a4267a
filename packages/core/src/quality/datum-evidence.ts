import { type ChinaDatum, toWgs84 } from '../geo/index.ts';
import type { RoadProbe } from './road-probe.ts';

export const CHINA_DATUMS = ['WGS-84', 'GCJ-02', 'BD-09'] as const satisfies readonly ChinaDatum[];
/** A fix this near to a road that leads its way lies on it, m: lanes, receiver noise and drawing together. */
export const ON_ROAD_M = 20;
/** Bit of a probe's answer for a place elsewhere: how often a place that nobody claims lies on a road. */
export const ELSEWHERE_BIT = 1 << CHINA_DATUMS.length;
/** As far as GCJ-02 is from WGS-84 in the south of China, m. */
const ELSEWHERE_M = 600;

/**
 * Asks a raw place under each datum whether it lies on a road that leads its way, and once at a place as far away as a
 * wrong datum would put it, in a direction that no datum shifts to.
 * @param turn any number that changes from call to call; it turns the place elsewhere.
 * @returns bit i is set when the place lies on a road if read as {@link CHINA_DATUMS}[i]; {@link ELSEWHERE_BIT}.
 */
export function probeDatums(
  probe: RoadProbe,
  lon: number,
  lat: number,
  course_deg: number,
  turn: number,
): number {
  let bits = 0;
  for (const [i, datum] of CHINA_DATUMS.entries()) {
    const [wgs_lon, wgs_lat] = toWgs84(datum, lon, lat);
    if (probe.distance_m(wgs_lon, wgs_lat, course_deg, ON_ROAD_M) <= ON_ROAD_M) bits |= 1 << i;
  }
  const { lon_m, lat_m } = probe.plane;
  const angle = turn * 2.399963; // the golden angle: directions spread evenly however many are asked
  const elsewhere_lon = lon + (ELSEWHERE_M * Math.cos(angle)) / lon_m;
  const elsewhere_lat = lat + (ELSEWHERE_M * Math.sin(angle)) / lat_m;
  if (probe.distance_m(elsewhere_lon, elsewhere_lat, course_deg, ON_ROAD_M) <= ON_ROAD_M)
    bits |= ELSEWHERE_BIT;
  return bits;
}

/** Answers of {@link probeDatums} counted: how many there were and how many had each bit. */
export interface DatumTally {
  samples: number;
  /** By position in {@link CHINA_DATUMS}. */
  readonly on_road: [number, number, number];
  elsewhere: number;
  /** [i][j]: on a road as i and not as j. */
  readonly only: [number[], number[], number[]];
}

export function emptyDatumTally(): DatumTally {
  return {
    samples: 0,
    on_road: [0, 0, 0],
    elsewhere: 0,
    only: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  };
}

export function countDatums(tally: DatumTally, bits: number): void {
  tally.samples++;
  if (bits & ELSEWHERE_BIT) tally.elsewhere++;
  for (let i = 0; i < 3; i++) {
    if ((bits & (1 << i)) === 0) continue;
    tally.on_road[i]++;
    for (let j = 0; j < 3; j++) if ((bits & (1 << j)) === 0) tally.only[i][j]++;
  }
}

/** Adds `more` to `to`. */
export function addDatums(to: DatumTally, more: DatumTally): void {
  to.samples += more.samples;
  to.elsewhere += more.elsewhere;
  for (let i = 0; i < 3; i++) {
    to.on_road[i] += more.on_road[i];
    for (let j = 0; j < 3; j++) to.only[i][j] += more.only[i][j];
  }
}

export type DatumVerdict =
  | { readonly kind: 'as_declared' }
  /** Fixes lie on the roads when read as another datum than declared. */
  | { readonly kind: 'other'; readonly datum: ChinaDatum }
  /** Fixes lie on the roads under no datum: shifted otherwise, or not on this network. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** Odds of 4 to 1 a deciding sample, 10 net of them: Wald's bound for one false accusation in a million looks. */
const NET_DECIDING = 10;
const MOST_ON_ROAD_DECLARED = 0.5;
const LEAST_ON_ROAD = 0.7;
/** What lies on roads no oftener than places elsewhere do is not explained by a datum. */
const LEAST_ABOVE_ELSEWHERE = 0.25;
const LEAST_SAMPLES = 12;
const LEAST_SAMPLES_NONE = 40;

/**
 * Judges a tally by a sequential sign test on the samples that decide between the declared datum and another: those on
 * a road under exactly one of the two (Wald 1945, with p ≤ 0.2 against p ≥ 0.8: each counts ln 4, and 10 net reach
 * ln 10⁶). The test alone would sooner or later accuse fixes that lie on no mapped road at all, a port yard say,
 * where both are hit by chance; so the accused datum must also hold 70 % of the fixes on roads, the declared one at most
 * 50 %, and places elsewhere clearly fewer. Whoever lies on roads as declared is never accused.
 */
export function judgeDatum(tally: DatumTally, declared: ChinaDatum): DatumVerdict {
  const { samples, on_road, only, elsewhere } = tally;
  if (samples < LEAST_SAMPLES) return { kind: 'unknown' };
  const own = CHINA_DATUMS.indexOf(declared);
  const share = (i: number) => on_road[i] / samples;
  if (share(own) >= LEAST_ON_ROAD) return { kind: 'as_declared' };
  const [best] = [0, 1, 2].filter((i) => i !== own).sort((a, b) => on_road[b] - on_road[a]);
  const net = only[best][own] - only[own][best];
  const explained =
    share(best) >= LEAST_ON_ROAD && share(best) - elsewhere / samples >= LEAST_ABOVE_ELSEWHERE;
  if (explained && net >= NET_DECIDING && share(own) <= MOST_ON_ROAD_DECLARED)
    return { kind: 'other', datum: CHINA_DATUMS[best] };
  const lost = [0, 1, 2].every((i) => share(i) <= MOST_ON_ROAD_DECLARED);
  return { kind: lost && samples >= LEAST_SAMPLES_NONE ? 'none' : 'unknown' };
}
