import { MINUTE_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { situationFigures } from './figures.ts';
import { move, report, startSituations, type TestSituations } from './test-situations.ts';

let on: TestSituations;
let officer: Browser;

beforeAll(async () => {
  on = await startSituations();
  officer = await on.appoint('officer', 'city', 'duty-officer');
});
afterAll(() => on.identity.stop());

test('a bulletin counts what came in, was closed, stands open and is overdue; drills and other periods are not in it', async () => {
  const begin_ms = on.clock.now();
  const figures = async (from_ms: number, to_ms: number) =>
    (await situationFigures(on.board, on.store).list(from_ms, to_ms)).map(({ value }) => value);
  const [first, untrue] = [await report(officer, 'BC'), await report(officer, 'EF')];
  await report(officer, 'GD', { header: 'exercise' });
  expect(await figures(begin_ms, begin_ms + MINUTE_MS)).toEqual([2, 0, 2, 0]);
  expect(await figures(begin_ms - MINUTE_MS, begin_ms)).toEqual([0, 0, 2, 0]);

  on.clock.now_ms += 40 * MINUTE_MS;
  const later_ms = on.clock.now();
  await move(officer, untrue.id, 'dismissed', '现场无异常');
  // The response clock of the first ran out after 30 minutes.
  expect(await figures(later_ms, later_ms + MINUTE_MS)).toEqual([0, 1, 1, 1]);
  await move(officer, untrue.id, 'received', '来电人再次反映');
  expect(await figures(later_ms, later_ms + MINUTE_MS)).toEqual([0, 0, 2, 2]);
  for (const to of ['verified', 'responding', 'cleared', 'reviewed']) await move(officer, first.id, to);
  expect(await figures(begin_ms, later_ms + MINUTE_MS)).toEqual([2, 1, 1, 1]);
});
