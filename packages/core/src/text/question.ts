import { gramsOf, searchForm, unitsOf } from './normalise.ts';

/** A text taken apart: runs of units between stops, its units (1) and every two that stand beside each other (2). */
export interface TextGrams {
  readonly runs: readonly (readonly string[])[];
  readonly of: Readonly<Record<1 | 2, readonly string[]>>;
}

/** Characters are one unit each, runs of Latin letters and digits are one: plates, lines. */
export function textGrams(text: string): TextGrams {
  const runs = unitsOf(searchForm(text));
  return { runs, of: { 1: runs.flat(), 2: gramsOf(runs, 2) } };
}
