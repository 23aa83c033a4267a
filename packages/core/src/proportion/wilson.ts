/** 95 % of a normal distribution lie within this number of standard deviations. */
const Z = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's 95 % interval of a share (E. B. Wilson 1927): unlike the one of Wald it holds for shares near 1 and for small
 * numbers, which is how satisfaction comes. Of a finite population the sample counts for more: its size is multiplied by
 * (N−1)/(N−n), and a census has no interval left.
 * @param counted 0…n
 * @param population of which the n were drawn; infinite where the n are thought of as a sample of what will come
 * @returns null for n = 0, of which nothing can be said
 */
export function wilson(counted: number, n: number, population = Number.POSITIVE_INFINITY): Interval | null {
  if (n === 0) return null;
  const share = counted / n;
  if (population <= n) return { low: share, high: share };
  const size = Number.isFinite(population) ? (n * (population - 1)) / (population - n) : n;
  const z2 = (Z * Z) / size;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z / (1 + z2)) * Math.sqrt((share * (1 - share)) / size + z2 / (4 * size));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
