import type { IndexComparison } from '@opentocc/contract';
import { expect, test } from 'vitest';
import {
  basisOf,
  changeCode,
  codesOf,
  coverageDiffers,
  daysBefore,
  isApart,
  meanCoverage,
  ranksOf,
  speedChange,
} from './comparison.ts';

const side = (index: number | null, windows: number, coverage = 0.5): IndexComparison['a'] => ({
  index,
  gb_index: index,
  tti: 1,
  dtp: 0,
  speed_kmh: 30,
  coverage,
  samples: 10 * windows,
  windows,
  windows_expected: 12,
  restated: 0,
  formula_versions: windows > 0 ? ['v1'] : [],
});
const row = (key: string, a: IndexComparison['a'], b: IndexComparison['a']): IndexComparison => ({
  key,
  name: { zh: key, en: key },
  a,
  b,
  change: null,
});

test('the worst comes first, and what is hardly covered is not ranked', () => {
  const rows = [
    row('calm', side(2, 12), side(3, 12)),
    row('bad', side(5, 12), side(2, 12)),
    row('night', side(9, 12, 0.02), side(null, 0)),
  ];
  expect([...ranksOf(rows, 'a')]).toEqual([
    ['bad', 1],
    ['calm', 2],
  ]);
  expect([...ranksOf(rows, 'b').keys()]).toEqual(['calm', 'bad']);
});

test('coverage is that of the windows that there are', () => {
  expect(meanCoverage(side(3, 6, 0.25))).toBe(0.5);
  expect(meanCoverage(side(null, 0, 0))).toBe(0);
});

test('the coverage of a comparison is the one of its rows', () => {
  const half_known = { ...side(2, 6, 0.25), windows_expected: 12 };
  expect(basisOf([row('x', half_known, half_known)], 'today').coverage).toBe(0.5);
});

test('sides that are covered differently are distinguished from those where traffic changed', () => {
  expect(isApart(row('x', side(2, 12, 0.5), side(2, 12, 0.2)))).toBe(true);
  expect(isApart(row('x', side(2, 12, 0.5), side(2, 12, 0.4)))).toBe(false);
  expect([coverageDiffers(0.2, 0.5), coverageDiffers(0, 0.5)]).toEqual([true, false]);
});

test('a change of speed needs both sides', () => {
  expect(speedChange(row('x', side(2, 12), { ...side(2, 12), speed_kmh: 27 }))).toBe(-3);
  expect(speedChange(row('x', side(2, 12), { ...side(null, 0), speed_kmh: null }))).toBeNull();
});

test('what a comparison rests on names the versions of both sides', () => {
  const older = { ...side(2, 12), formula_versions: ['v0'] };
  expect(basisOf([row('x', older, side(3, 6))], 'today')).toMatchObject({
    versions: ['v0', 'v1'],
    samples: 60,
  });
});

test('links are coloured by how much they changed, and grey where nothing is known', () => {
  expect([-1.4, -0.5, 0.1, -0.29, 0.5, 1].map(changeCode)).toEqual([1, 2, 3, 3, 4, 5]);
  expect([...codesOf({ links: { link: [3, 1], change: [2, -0.4] } }, 5)]).toEqual([0, 2, 0, 5, 0]);
});

test('days are counted back over the ends of months', () => {
  expect(daysBefore('2026-12-01', 1)).toBe('2026-11-30');
  expect(daysBefore('2026-03-01', 7)).toBe('2026-02-22');
});
