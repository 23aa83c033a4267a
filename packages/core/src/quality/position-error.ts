import { quantileOf, ROAD_BOUNDS_M } from './classes.ts';

/** Median of |x| times this is the standard deviation of a normal x. */
const SIGMA_OF_MEDIAN = 1.4826;
/** With fewer fixes nothing is said. */
const LEAST_FIXES = 200;
/** When more of them lie on no road at all, something else is wrong than the receiver: a datum, or the map. */
const MOST_ELSEWHERE = 0.2;

/**
 * Standard deviation on each axis of a source's positions, m, by the median of how far moving fixes lie beside the
 * nearest road that leads their way (Newson and Krumm 2009, section 4.1: the median absolute deviation, which a share of
 * fixes off the map does not move). Half of the roads' widths is in it, and it falls short where roads lie closer to each
 * other than the error. @returns null for fewer than {@link LEAST_FIXES} fixes, or when too many lie on no road.
 * @param road number of fixes by class of distance, see {@link ROAD_BOUNDS_M}.
 */
export function estimatePositionError_m(road: readonly number[]): number | null {
  const fixes = road.reduce((sum, count) => sum + count, 0);
  const median_m = quantileOf(ROAD_BOUNDS_M, road, 0.5);
  if (median_m === null || fixes < LEAST_FIXES || road[ROAD_BOUNDS_M.length] > MOST_ELSEWHERE * fixes)
    return null;
  return SIGMA_OF_MEDIAN * median_m;
}
