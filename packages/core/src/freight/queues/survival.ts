/** One truck that waited: to the end, or for as long as it was seen to. */
export interface WaitSample {
  readonly wait_s: number;
  /** False where it waits still, fell silent or turned away: it would have waited longer (censored). */
  readonly crossed: boolean;
}

/** A quantile of the wait with its 95 % interval. Null above: too many wait still for a bound. */
export interface MeasuredWait {
  readonly low_s: number;
  readonly mid_s: number | null;
  readonly high_s: number | null;
  readonly crossed: number;
  readonly censored: number;
}

const Z = 1.959963984540054;
/** Products of shares reach a half only within this. */
const ROUNDING = 1e-12;

/**
 * How long trucks wait, with those counted that wait still. The estimator of Kaplan and Meier (1958), the variance of
 * Greenwood on the scale log(−log S), and the interval of Brookmeyer and Crowley (1982), which turns both round. O(n log n).
 *
 * Rejected: the median of those that crossed, which is least where the queue is worst, since whoever waits longest has not
 * crossed yet. It holds where trucks turn away for other reasons than the queue; where they do not, the true wait is longer.
 *
 * @param p which quantile, 0…1: 0.5 is the median
 * @returns null where nobody crossed, of which nothing can be said
 */
export function measuredWait(samples: readonly WaitSample[], p = 0.5): MeasuredWait | null {
  const crossed = samples.filter((one) => one.crossed).length;
  if (crossed === 0) return null;
  const curve = survivalCurve(samples);
  const firstBelow = (of: 'low' | 'mid' | 'high') =>
    curve.find((point) => point[of] <= 1 - p + ROUNDING)?.wait_s ?? null;
  return {
    ...{ low_s: firstBelow('low') ?? curve[0].wait_s, mid_s: firstBelow('mid'), high_s: firstBelow('high') },
    ...{ crossed, censored: samples.length - crossed },
  };
}

interface CurvePoint {
  readonly wait_s: number;
  /** Share of trucks that wait for longer, with its interval. */
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** One point for each wait after which somebody crossed, the shortest first. */
function survivalCurve(samples: readonly WaitSample[]): CurvePoint[] {
  const sorted = [...samples].sort((a, b) => a.wait_s - b.wait_s);
  const curve: CurvePoint[] = [];
  let [left, survival, greenwood] = [sorted.length, 1, 0];
  for (let i = 0; i < sorted.length; ) {
    const { wait_s } = sorted[i];
    let [events, all] = [0, 0];
    for (; sorted[i]?.wait_s === wait_s; i++, all++) events += Number(sorted[i].crossed);
    if (events > 0) {
      survival *= 1 - events / left;
      greenwood += events === left ? 0 : events / (left * (left - events));
      curve.push({ wait_s, mid: survival, ...boundsOf(survival, greenwood) });
    }
    left -= all;
  }
  return curve;
}

/** 95 % interval of a survival, on the scale on which it is closest to normal. */
function boundsOf(survival: number, greenwood: number): { readonly low: number; readonly high: number } {
  if (survival <= 0) return { low: 0, high: 0 };
  if (survival >= 1) return { low: 1, high: 1 };
  const log = Math.log(survival);
  const spread = (Z * Math.sqrt(greenwood)) / Math.abs(log);
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}
