import type { IndexComparison, IndexMeans } from '@opentocc/contract';
import type { IndexGroup } from './grouping.ts';
import { STEP_MS } from './model.ts';
import type { Span } from './periods.ts';
import { type DayPart, type Means, WHOLE_DAY } from './store.ts';

const NOTHING: Means = {
  index: null,
  gb_index: null,
  tti: null,
  dtp: null,
  speed_kmh: null,
  coverage_sum: 0,
  samples: 0,
  windows: 0,
  restated: 0,
  formula_versions: [],
};

const DAY_MIN = 1440;

/** Means of a span, or of a part of each of its days, as the contract says them. */
export function meansOf(
  { coverage_sum, ...means }: Means,
  { from_ms, to_ms }: Span,
  { from_min, to_min }: DayPart = WHOLE_DAY,
): IndexMeans {
  const share_of_day = (to_min - from_min) / DAY_MIN;
  const windows_expected = Math.max(1, Math.round(((to_ms - from_ms) / STEP_MS) * share_of_day));
  return { ...means, coverage: coverage_sum / windows_expected, windows_expected };
}

/** One side of a comparison. */
export interface Side {
  readonly span: Span;
  readonly of_day: DayPart;
  readonly means: readonly (Means & { readonly key: string })[];
}

/** The largest rise of the index first; groups without a value in one of the two come last. */
export function compareMeans(groups: readonly IndexGroup[], a: Side, b: Side): IndexComparison[] {
  const rows = groups.map(({ key, name }): IndexComparison => {
    const [inA, inB] = [sideOf(a, key), sideOf(b, key)];
    const change = inA.index === null || inB.index === null ? null : inB.index - inA.index;
    return { key, name, a: inA, b: inB, change };
  });
  const order = ({ change }: IndexComparison) => change ?? Number.NEGATIVE_INFINITY;
  return rows.sort((one, other) => order(other) - order(one));
}

function sideOf({ span, of_day, means }: Side, key: string): IndexMeans {
  const { key: _, ...found } = means.find((row) => row.key === key) ?? { key, ...NOTHING };
  return meansOf(found, span, of_day);
}
