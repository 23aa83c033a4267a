import { expect, test } from 'vitest';
import { measuredDay, minutesOf, minuteText } from './day-parts.ts';

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

test('just after midnight the last hour is that of yesterday, and at no minute is there none', () => {
  const midnight_ms = Date.parse('2026-11-26T00:00:00+08:00');
  const lastHour = (minute: number) => {
    const then_ms = midnight_ms + minute * 60_000;
    return [measuredDay(then_ms), minutesOf('now', measuredDay(then_ms), then_ms, peaks)];
  };
  expect(lastHour(0)).toEqual(['2026-11-25', { from_min: 1380, to_min: 1440 }]);
  expect(lastHour(4)).toEqual(['2026-11-25', { from_min: 1380, to_min: 1440 }]);
  expect(lastHour(5)).toEqual(['2026-11-26', { from_min: 0, to_min: 5 }]);
  for (let minute = 0; minute < 1440; minute++) expect(lastHour(minute)[1]).not.toBeNull();
});

test('minutes are written as a time of the day', () => {
  expect([0, 425, 1440].map(minuteText)).toEqual(['00:00', '07:05', '24:00']);
});
