import { INDEX_CONFIGS } from '@opentocc/core/traffic';
import { expect, test } from 'vitest';
import { periodsIn } from './periods.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const peaks = () => INDEX_CONFIGS[0].peaks.spans;
const written = (at_ms: number) => new Date(at_ms + 8 * 3_600_000).toISOString().slice(5, 16);

function list(period: Parameters<typeof periodsIn>[0], from: string, to: string): string[] {
  return periodsIn(period, { from_ms: at(from), to_ms: at(to) }, peaks).map(
    ({ from_ms, to_ms }) => `${written(from_ms)} ${written(to_ms)}`,
  );
}

test('days begin at midnight of the city', () => {
  expect(list('day', '2026-11-23T05:00', '2026-11-24T01:00')).toEqual([
    '11-23T00:00 11-24T00:00',
    '11-24T00:00 11-25T00:00',
  ]);
});

test('weeks begin on Monday', () => {
  expect(list('week', '2026-11-22T12:00', '2026-11-23T12:00')).toEqual([
    '11-16T00:00 11-23T00:00',
    '11-23T00:00 11-30T00:00',
  ]);
});

test('months have their own lengths', () => {
  expect(list('month', '2028-01-31T00:00', '2028-03-01T00:00')).toEqual([
    '01-01T00:00 02-01T00:00',
    '02-01T00:00 03-01T00:00',
  ]);
});

test('peaks follow the configuration', () => {
  expect(list('morning', '2026-11-23T00:00', '2026-11-24T00:00')).toEqual(['11-23T07:00 11-23T09:00']);
  expect(list('evening', '2026-11-23T00:00', '2026-11-24T00:00')).toEqual(['11-23T17:30 11-23T19:30']);
});

test('short steps fill a day without gap or overlap', () => {
  const quarters = periodsIn(
    '15min',
    { from_ms: at('2026-11-23T00:00'), to_ms: at('2026-11-24T00:00') },
    peaks,
  );
  expect(quarters).toHaveLength(96);
  expect(quarters.every(({ from_ms }, i) => i === 0 || from_ms === quarters[i - 1].to_ms)).toBe(true);
});
