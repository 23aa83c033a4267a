import { describe, expect, it } from 'vitest';
import { dayTyped, isWithin, minuteTyped, shiftDay, shiftMinute, shiftMonth, weeksOf } from './typed-time.ts';

describe('a typed day', () => {
  it('is taken in the spellings that people use', () => {
    for (const text of ['2026-03-01', ' 2026/3/1', '20260301', '2026.03.01', '2026年3月1日'])
      expect(dayTyped(text), text).toBe('2026-03-01');
  });

  it('is refused when the calendar has no such day, or when it is not whole', () => {
    for (const text of ['', '2026-02-30', '2025-02-29', '2026-13-01', '2026-3', '01/03/2026', '2026-03-011'])
      expect(dayTyped(text), text).toBeUndefined();
  });

  it('moves over the ends of months and years', () => {
    expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01');
    expect(shiftDay('2024-03-01', -1)).toBe('2024-02-29');
    expect(shiftMonth('2026-01-31', 1)).toBe('2026-02-28');
    expect(shiftMonth('2026-01-15', -1)).toBe('2025-12-15');
  });

  it('is within its bounds, which are days themselves', () => {
    expect(isWithin('2026-03-01', '2026-03-01', '2026-03-01')).toBe(true);
    expect(isWithin('2026-03-02', undefined, '2026-03-01')).toBe(false);
  });
});

it('fills the weeks of a month from Monday to Sunday', () => {
  const weeks = weeksOf('2026-03-10');
  expect(weeks[0]).toEqual([
    '2026-02-23',
    '2026-02-24',
    '2026-02-25',
    '2026-02-26',
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect(weeks.at(-1)?.[0]).toBe('2026-03-30');
  expect(weeksOf('2027-02-01')).toHaveLength(4);
});

describe('a typed time of day', () => {
  it('is of 24 hours', () => {
    expect(['8:05', '08:05', '0805', '23：59'].map(minuteTyped)).toEqual([
      '08:05',
      '08:05',
      '08:05',
      '23:59',
    ]);
    expect(['24:00', '08:60', '8', '8:5', ''].map(minuteTyped)).toEqual(Array(5).fill(undefined));
  });

  it('begins again past midnight', () => {
    expect(shiftMinute('23:55', 10)).toBe('00:05');
    expect(shiftMinute('00:00', -5)).toBe('23:55');
  });
});
