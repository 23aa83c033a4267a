import { expect, test } from 'vitest';
import { minutesOf, minuteText } from './day-parts.ts';

const now_ms = Date.parse('2026-11-26T08:33:00+08:00');
const peaks = [
  { name: 'morning' as const, from_min: 420, to_min: 540 },
  { name: 'evening' as const, from_min: 1050, to_min: 1170 },
];
const of = (part: Parameters<typeof minutesOf>[0], day: string) => minutesOf(part, day, now_ms, peaks);

test('today ends at the last whole five minutes', () => {
  expect(of('now', '2026-11-26')).toEqual({ from_min: 450, to_min: 510 });
  expect(of('morning', '2026-11-26')).toEqual({ from_min: 420, to_min: 510 });
  expect(of('day', '2026-11-26')).toEqual({ from_min: 0, to_min: 510 });
});

test('a peak that has not begun has no minutes, one of yesterday has all', () => {
  expect(of('evening', '2026-11-26')).toBeNull();
  expect(of('evening', '2026-11-25')).toEqual({ from_min: 1050, to_min: 1170 });
});

test('minutes are written as a time of the day', () => {
  expect([0, 425, 1440].map(minuteText)).toEqual(['00:00', '07:05', '24:00']);
});
