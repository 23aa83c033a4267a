import type { IndexComparison, IndexLinksComparison } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { dayOf } from '../../../ui/format.ts';

/** What is covered less is not ranked: one driven link is no finding. Assumed on 2026-11-26. */
export const LEAST_COVERAGE = 0.05;
const LEAST_SAMPLES = 3;
/** What is covered less is marked. Assumed on 2026-11-26. */
export const LOW_COVERAGE = 0.3;
/** Coverages that differ by more are said: the change may be one of where vehicles drove. Assumed on 2026-11-26. */
const MOST_APART = 1.5;
/** Changes smaller than these are noise of a sample. Assumed on 2026-11-26. */
export const NOTABLE = { index: 0.3, speed_kmh: 1 } as const;

/** Versions, windows, samples and coverage behind the newer side of comparisons. */
export function basisOf(rows: readonly IndexComparison[], window: string) {
  const sides = rows.map(({ b }) => b).filter(({ windows }) => windows > 0);
  const sum = (of: (side: IndexComparison['b']) => number) =>
    sides.reduce((total, side) => total + of(side), 0);
  return {
    versions: [...new Set(rows.flatMap(({ a, b }) => [...a.formula_versions, ...b.formula_versions]))],
    window,
    samples: sum(({ samples }) => samples),
    coverage: sides.length > 0 ? sum(meanCoverage) / sides.length : null,
    restated: sum(({ restated }) => restated),
  };
}

/** Places from 1 by the index of a side, the worst first; only of those that are covered enough. */
export function ranksOf(rows: readonly IndexComparison[], side: 'a' | 'b'): ReadonlyMap<string, number> {
  const ranked = rows
    .filter(
      ({ [side]: one }) =>
        one.index !== null && one.samples >= LEAST_SAMPLES && meanCoverage(one) >= LEAST_COVERAGE,
    )
    .sort((one, other) => (other[side].index ?? 0) - (one[side].index ?? 0));
  return new Map(ranked.map(({ key }, i) => [key, i + 1]));
}

/** Changes beyond noise of what is covered enough on both sides, the greatest first, for better or worse. */
export function greatestChanges(rows: readonly IndexComparison[]): readonly IndexComparison[] {
  const [before, after] = [ranksOf(rows, 'a'), ranksOf(rows, 'b')];
  const size = ({ change }: IndexComparison) => Math.abs(change ?? 0);
  return rows
    .filter((row) => size(row) >= NOTABLE.index && before.has(row.key) && after.has(row.key) && !isApart(row))
    .sort((one, other) => size(other) - size(one));
}

/** Coverage of the windows that have values; the others show in their number. */
export function meanCoverage({ coverage, windows, windows_expected }: IndexComparison['a']): number {
  return windows === 0 ? 0 : (coverage * windows_expected) / windows;
}

/** Whether a row has a change of the index, and both its sides are covered enough to show it. */
export const isCovered = ({ a, b, change }: IndexComparison): boolean =>
  change !== null && meanCoverage(a) >= LEAST_COVERAGE && meanCoverage(b) >= LEAST_COVERAGE;

/** Whether two shares of the length that was driven differ so much that what follows from them may too. */
export function coverageDiffers(one: number, other: number): boolean {
  return one > 0 && other > 0 && Math.max(one, other) > MOST_APART * Math.min(one, other);
}

/** Whether the two sides of a row are covered so differently. */
export const isApart = ({ a, b }: IndexComparison): boolean =>
  coverageDiffers(meanCoverage(a), meanCoverage(b));

/** Speed of the newer side less that of the older, km/h; null unless both have one. */
export function speedChange({ a, b }: IndexComparison): number | null {
  return a.speed_kmh === null || b.speed_kmh === null ? null : b.speed_kmh - a.speed_kmh;
}

/** Changes of the index from which a link is much worse or much better. Assumed on 2026-11-26. */
const MUCH = 1;

/** 1 much better, 2 better, 3 about the same, 4 worse, 5 much worse. */
export function changeCode(change: number): number {
  const size = Math.abs(change);
  if (size < NOTABLE.index) return 3;
  const step = size < MUCH ? 1 : 2;
  return change > 0 ? 3 + step : 3 - step;
}

/** The code of each link of the network; 0 of those that are not compared. */
export function codesOf({ links }: Pick<IndexLinksComparison, 'links'>, link_count: number): Uint8Array {
  const codes = new Uint8Array(link_count);
  links.link.forEach((link, i) => {
    codes[link] = changeCode(links.change[i]);
  });
  return codes;
}

/** The day so many days before. @param day yyyy-mm-dd */
export const daysBefore = (day: string, days: number): string =>
  dayOf(Date.parse(`${day}T12:00:00+08:00`) - days * DAY_MS);
