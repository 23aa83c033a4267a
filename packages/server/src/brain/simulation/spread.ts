/** A figure over several seeds: its mean, and the band that 95 % of such means lie in. */
export interface Spread {
  readonly mean: number;
  /** Half the width of the band; null with one seed, which has no spread. */
  readonly half: number | null;
}

/** Student's t at 97.5 %, by degrees of freedom from 1. */
const T_975 = [12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262] as const;

/** Mean and the half width of its 95 % interval (Student). @param values at least one, of which the first `n` count */
export function spreadOf(values: ArrayLike<number>, n = values.length): Spread {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  if (n < 2) return { mean, half: null };
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  const variance = squares / (n - 1);
  const t = T_975[Math.min(n - 2, T_975.length - 1)];
  return { mean, half: t * Math.sqrt(variance / n) };
}

/** Where one further value lies in 95 % of cases (Student): wider than the band of the mean. @param values at least two */
export function predictionBand(values: readonly number[]): { mean: number; low: number; high: number } {
  const { mean, half } = spreadOf(values);
  const reach = (half ?? 0) * Math.sqrt(values.length + 1);
  return { mean, low: mean - reach, high: mean + reach };
}

export type Verdict = 'better' | 'worse' | 'no_difference' | 'unknown';

/**
 * Whether what is saved is a difference: not when zero lies within its band, nor when it is less than what counts.
 * @param saved of runs that differ by the measure alone, seed by seed
 */
export function verdictOf({ mean, half }: Spread, counts_from: number): Verdict {
  if (half === null) return 'unknown';
  if (Math.abs(mean) <= half || Math.abs(mean) < counts_from) return 'no_difference';
  return mean > 0 ? 'better' : 'worse';
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** To one decimal, as it is published. */
export const rounded = ({ mean, half }: Spread): Spread => ({
  mean: tenth(mean),
  half: half === null ? null : tenth(half),
});
