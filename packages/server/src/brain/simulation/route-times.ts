import type { FollowedRoute, RunOutcome } from './model.ts';

export interface RoutePlaces {
  /** Row of each link of the city in the columns of a run. */
  readonly row: ReadonlyMap<number, number>;
  readonly link_length_m: ArrayLike<number>;
  /** By link of the city. */
  readonly free_flow_kmh: ArrayLike<number>;
  readonly horizon_min: number;
}

/** Slowest that is driven where vehicles only stood, m/s: a time of travel is never without end. */
const LEAST_MPS = 0.3;

/**
 * Time to drive a route for who sets out at the beginning of each minute, s: link by link at the speed of the minute in
 * which it is entered (free flow where nobody drove; the last minute for what lies beyond the horizon).
 */
export function routeTimes(run: RunOutcome, { links }: FollowedRoute, places: RoutePlaces): number[] {
  const { row, link_length_m, free_flow_kmh, horizon_min } = places;
  const count = row.size;
  return Array.from({ length: horizon_min }, (_, begin) => {
    let at_s = begin * 60;
    for (const link of links) {
      const minute = Math.min(horizon_min - 1, Math.floor(at_s / 60));
      const at = minute * count + (row.get(link) ?? 0);
      const [driven_m, spent_s] = [run.driven_m[at], run.spent_s[at]];
      const speed_mps = spent_s > 0 ? driven_m / spent_s : free_flow_kmh[link] / 3.6;
      at_s += link_length_m[link] / Math.max(LEAST_MPS, speed_mps);
    }
    return at_s - begin * 60;
  });
}
