import type { ScoreDetail, ScoreSeries, StudyForecast } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import { addSums, type ErrorSums, errorsOf, NO_ERRORS, sumErrors } from './error-sums.ts';
import { type PerceivedSpeeds, perceivedTail_m } from './perceived-tail.ts';

/** Share of the length of a road that perception must know of. Assumed, 2026-11-27. */
export const LEAST_KNOWN = 0.7;
/** Windows of the way towards the incident that must be known: fewer are no score. Assumed, 2026-11-27. */
export const LEAST_WINDOWS = 6;
/** As in what was predicted: slower than this counts as this. */
const LEAST_SPEED_KMH = 2;
const HORIZONS_MIN = [15, 30, 45, 60] as const;
const WEEK_MS = 7 * 86_400_000;

/** What perception knew at an instant; null when nothing is stored of it. */
export type PastOf = (at_ms: number, links: readonly number[]) => Promise<PerceivedSpeeds | null>;

export interface Scorable {
  readonly network: RoadNetwork;
  readonly base_ms: number;
  readonly forecast: StudyForecast;
  /** Links of the area, along which the queue is followed. */
  readonly links: readonly number[];
}

/** Sums of errors by horizon: what the errors of several studies are computed from. */
export interface HorizonSums {
  readonly to_min: number;
  readonly travel: ErrorSums;
  readonly tail: ErrorSums;
}

export interface Scored {
  readonly detail: ScoreDetail;
  readonly sums: readonly HorizonSums[];
}

/** Holds what was predicted against what perception saw. @returns null where it saw too little */
export async function scoreStudy(study: Scorable, pastOf: PastOf): Promise<Scored | null> {
  const seen = await observe(study, pastOf);
  const { step_min, roads, tail } = study.forecast;
  const series = roads.map(({ links, mean_s, low_s, high_s }) => ({
    ...{ predicted: mean_s, low: low_s, high: high_s },
    ...observedSeries(seen, (speeds) => travelTime_s(study.network, links, speeds)),
  }));
  const queue = {
    ...{ predicted: tail.mean_m, low: tail.low_m, high: tail.high_m },
    ...observedSeries(seen, (speeds) =>
      wholeOrNull(perceivedTail_m(study.network, study.forecast.place, speeds)),
    ),
  };
  if (series.length === 0 || knownIn(series[0]) < LEAST_WINDOWS) return null;
  const sums = HORIZONS_MIN.map((to_min, i) => {
    const steps = [(HORIZONS_MIN[i - 1] ?? 0) / step_min, to_min / step_min] as const;
    const travel = series.map((one) => sumErrors(one, ...steps, true)).reduce(addSums, NO_ERRORS);
    return { to_min, travel, tail: sumErrors(queue, ...steps, false) };
  });
  return { sums, detail: detailOf(study, series, queue, sums) };
}

function detailOf(
  { forecast }: Scorable,
  series: readonly ScoreSeries[],
  tail: ScoreSeries,
  sums: readonly HorizonSums[],
): ScoreDetail {
  return {
    step_min: forecast.step_min,
    by_horizon: sums.map(({ to_min, ...both }) => ({
      ...{ to_min, travel: errorsOf(both.travel), tail: errorsOf(both.tail) },
    })),
    roads: forecast.roads.map(({ name, links, length_m }, i) => ({
      ...{ name, links, length_m, series: series[i] },
    })),
    tail,
  };
}

/** States of the roads at the base instant, in each step, and a week before each step. */
interface Observed {
  readonly base: PerceivedSpeeds | null;
  readonly steps: readonly (PerceivedSpeeds | null)[];
  readonly last_week: readonly (PerceivedSpeeds | null)[];
}

async function observe({ base_ms, forecast, links }: Scorable, pastOf: PastOf): Promise<Observed> {
  const { step_min, tail, roads } = forecast;
  const asked = [...new Set([...links, ...roads.flatMap((road) => road.links)])];
  const ends = tail.mean_m.map((_, step) => base_ms + (step + 1) * step_min * MINUTE_MS);
  const steps: (PerceivedSpeeds | null)[] = [];
  const last_week: (PerceivedSpeeds | null)[] = [];
  // One after the other: a score is in no hurry, and the history has others to answer.
  for (const end_ms of ends) {
    steps.push(await pastOf(end_ms, asked));
    last_week.push(await pastOf(end_ms - WEEK_MS, asked));
  }
  return { base: await pastOf(base_ms, asked), steps, last_week };
}

function observedSeries(
  { base, steps, last_week }: Observed,
  of: (speeds: PerceivedSpeeds) => number | null,
) {
  const value = (speeds: PerceivedSpeeds | null) => (speeds ? of(speeds) : null);
  return { observed: steps.map(value), persistence: value(base), last_week: last_week.map(value) };
}

/** Time over some links, those that nobody reported from at the pace of the others; null where too few are known. */
function travelTime_s(
  { link_length_m }: RoadNetwork,
  links: readonly number[],
  speeds: PerceivedSpeeds,
): number | null {
  let [whole_m, known_m, known_s] = [0, 0, 0];
  for (const link of links) {
    const length_m = link_length_m[link];
    const speed_kmh = speeds.speed_kmh(link);
    whole_m += length_m;
    if (Number.isNaN(speed_kmh)) continue;
    known_m += length_m;
    known_s += (length_m * 3.6) / Math.max(LEAST_SPEED_KMH, speed_kmh);
  }
  if (known_m <= 0 || known_m < LEAST_KNOWN * whole_m) return null;
  return Math.round((known_s * whole_m * 10) / known_m) / 10;
}

const knownIn = ({ observed }: ScoreSeries): number => observed.filter((value) => value !== null).length;
const wholeOrNull = (value: number | null): number | null => (value === null ? null : Math.round(value));
