import type { IndexCurve, IndexPoint, IndexTypicalPoint } from '@opentocc/contract';
import { expect, test } from 'vitest';
import { difference, rowsOf } from './day-rows.ts';

const EIGHT_MS = Date.parse('2026-11-26T08:00:00+08:00');
const WEEK_MS = 7 * 86_400_000;
const STEP_MS = 300_000;
const point = (at_ms: number, index: number | null, coverage: number) =>
  ({ at_ms, index, coverage }) as IndexPoint;
const usual = (minute: number, index: number) => ({ minute, index }) as IndexTypicalPoint;

test('each step stands beside the same time last week and on a typical day', () => {
  const curve: IndexCurve = {
    scope: 'city',
    key: 'city',
    step_s: 300,
    day: '2026-11-26',
    today: [point(EIGHT_MS, 5, 0.2), point(EIGHT_MS + STEP_MS, 6, 0.3)],
    last_week: [point(EIGHT_MS - WEEK_MS, 4, 0.5)],
  };
  const [first, second] = rowsOf(curve, [usual(485, 5.5)]);
  expect([first.last_week, first.last_week_coverage, first.typical]).toEqual([4, 0.5, null]);
  expect([second.last_week, second.last_week_coverage, second.typical]).toEqual([null, null, 5.5]);
  expect([difference(first.index, first.last_week), difference(second.index, second.last_week)]).toEqual([
    1,
    null,
  ]);
});
