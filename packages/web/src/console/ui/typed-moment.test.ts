import { describe, expect, it } from 'vitest';
import { dayTyped, momentOf, timeTyped } from './typed-moment.ts';

describe('a moment that is typed', () => {
  it('is a day of the calendar, of this year where none is said', () => {
    const typed = (text: string) => dayTyped(text, '2026-11-27');
    expect(['2026-11-05', '20261105', '11-5', ' 2026/11/5 '].map(typed)).toEqual(Array(4).fill('2026-11-05'));
    expect(['2026-02-30', '2026-13-01', '5', 'yesterday', ''].map(typed)).toEqual(Array(5).fill(null));
  });

  it('is a time of 24 hours', () => {
    expect(['08:05', '0805', '8:05', '805', '08：05'].map(timeTyped)).toEqual(Array(5).fill('08:05:00'));
    expect(timeTyped('23:59:30')).toBe('23:59:30');
    expect(['24:00', '08:60', '8', 'noon', '8:05 PM'].map(timeTyped)).toEqual(Array(5).fill(null));
  });

  it('is in the time of the city', () => {
    expect(momentOf('2026-11-27', '00:30:00')).toBe(Date.parse('2026-11-26T16:30:00Z'));
  });
});
