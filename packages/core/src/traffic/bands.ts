/** Where a number of a configuration comes from, shown beside every value that rests on it. */
export interface Provenance {
  readonly standard: string;
  readonly version: string;
  readonly source: string;
  /** A: seen in the text of the standard or in code in use; B: one source; C: uncertain. */
  readonly certainty: 'A' | 'B' | 'C';
  /** True when the numbers are not confirmed by the standard's own text. */
  readonly assumed: boolean;
}

/** A quantity turned into an index, linear between the points and constant beyond them. */
export interface IndexBands {
  /** Ascending. */
  readonly at: readonly number[];
  /** Index at each point, 0–10. */
  readonly index: readonly number[];
}

/** The index of a value; NaN of NaN. */
export function interpolate({ at, index }: IndexBands, value: number): number {
  if (!(value > at[0])) return value <= at[0] ? index[0] : Number.NaN;
  const last = at.length - 1;
  for (let i = 1; i <= last; i++)
    if (value < at[i])
      return index[i - 1] + ((index[i] - index[i - 1]) * (value - at[i - 1])) / (at[i] - at[i - 1]);
  return index[last];
}
