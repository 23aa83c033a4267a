/** Upper bounds of the classes of delay, s; the last class is open. */
export const DELAY_BOUNDS_S = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 120, 300, 900, 3600] as const;
/** Upper bounds of the classes of distance to the road, m; the last class is open. */
export const ROAD_BOUNDS_M = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60] as const;

/** A value falls into the first class whose bound it does not exceed. @returns 0 … bounds.length. */
export function classOf(bounds: readonly number[], value: number): number {
  let at = 0;
  while (at < bounds.length && value > bounds[at]) at++;
  return at;
}

/** Empty counts for the classes of `bounds`. */
export function emptyClasses(bounds: readonly number[]): number[] {
  return new Array<number>(bounds.length + 1).fill(0);
}

/**
 * The value that a share of what was counted does not exceed, interpolated within its class; null when nothing was
 * counted. The open class answers its lower bound.
 */
export function quantileOf(
  bounds: readonly number[],
  counts: readonly number[],
  share: number,
): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = total * share;
  let lower = 0;
  for (const [i, upper] of bounds.entries()) {
    if (left <= counts[i] && counts[i] > 0) return lower + ((upper - lower) * left) / counts[i];
    left -= counts[i];
    lower = upper;
  }
  return lower;
}

/** Share of what was counted in the classes up to `bound`, which must be one of `bounds`; null without counts. */
export function shareWithin(
  bounds: readonly number[],
  counts: readonly number[],
  bound: number,
): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const classes = bounds.indexOf(bound) + 1;
  return counts.slice(0, classes).reduce((sum, count) => sum + count, 0) / total;
}

/** A fix is in time within this, s; one of {@link DELAY_BOUNDS_S}. Assumed on 2026-11-01: no standard states one. */
export const TIMELY_S = 30;
