import type { ScoreBeside, ScoreErrors, ScoreSeries, ScoreVerdict } from '@opentocc/contract';

/** Sums of absolute errors of two methods over the same values. */
interface BesideSums {
  readonly values: number;
  readonly baseline: number;
  readonly twin: number;
}

/** What errors are computed from; sums of several studies are their sums. */
export interface ErrorSums {
  readonly values: number;
  /** Predicted less observed. */
  readonly signed: number;
  readonly absolute: number;
  readonly inside: number;
  readonly persistence: BesideSums;
  readonly last_week: BesideSums;
}

const NO_BESIDE: BesideSums = { values: 0, baseline: 0, twin: 0 };
export const NO_ERRORS: ErrorSums = {
  ...{ values: 0, signed: 0, absolute: 0, inside: 0, persistence: NO_BESIDE, last_week: NO_BESIDE },
};

/**
 * Errors of the steps `from` ≤ i < `to` of a series.
 * @param isRelative errors as shares of the observed value, which is then above zero
 */
export function sumErrors(series: ScoreSeries, from: number, to: number, isRelative: boolean): ErrorSums {
  let sums = NO_ERRORS;
  for (let i = from; i < Math.min(to, series.predicted.length); i++) {
    const observed = series.observed[i];
    if (observed === null || observed === undefined) continue;
    const error = (value: number) => (value - observed) / (isRelative ? observed : 1);
    const twin = error(series.predicted[i]);
    const beside = (baseline: number | null | undefined): BesideSums =>
      baseline === null || baseline === undefined
        ? NO_BESIDE
        : { values: 1, baseline: Math.abs(error(baseline)), twin: Math.abs(twin) };
    sums = addSums(sums, {
      ...{ values: 1, signed: twin, absolute: Math.abs(twin) },
      inside: series.low[i] <= observed && observed <= series.high[i] ? 1 : 0,
      persistence: beside(series.persistence),
      last_week: beside(series.last_week[i]),
    });
  }
  return sums;
}

export function addSums(a: ErrorSums, b: ErrorSums): ErrorSums {
  const beside = (one: BesideSums, other: BesideSums): BesideSums => ({
    values: one.values + other.values,
    baseline: one.baseline + other.baseline,
    twin: one.twin + other.twin,
  });
  return {
    values: a.values + b.values,
    signed: a.signed + b.signed,
    absolute: a.absolute + b.absolute,
    inside: a.inside + b.inside,
    persistence: beside(a.persistence, b.persistence),
    last_week: beside(a.last_week, b.last_week),
  };
}

/** Sums as means. */
export function errorsOf({
  values,
  signed,
  absolute,
  inside,
  persistence,
  last_week,
}: ErrorSums): ScoreErrors {
  const mean = (sum: number) => (values > 0 ? rounded(sum / values) : null);
  return {
    ...{ values, bias: mean(signed), error: mean(absolute), inside: mean(inside) },
    persistence: besideOf(persistence),
    last_week: besideOf(last_week),
  };
}

function besideOf({ values, baseline, twin }: BesideSums): ScoreBeside | null {
  if (values === 0) return null;
  return { values, baseline: rounded(baseline / values), twin: rounded(twin / values) };
}

/** How much smaller one error is than the other before it counts, as a share of it. Assumed, 2026-11-27. */
export const COUNTS_FROM_SHARE = 0.1;

/** Whether the twin predicted better than that nothing changes. */
export function verdictOf({ persistence }: ErrorSums): ScoreVerdict {
  const { values, baseline, twin } = persistence;
  if (values === 0) return 'unknown';
  if (twin < baseline * (1 - COUNTS_FROM_SHARE)) return 'better';
  return twin > baseline * (1 + COUNTS_FROM_SHARE) ? 'worse' : 'equal';
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
