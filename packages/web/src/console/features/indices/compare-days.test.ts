import { describe, expect, it } from 'vitest';
import { daysIn, isComparable, isSame, presetDays, spansText } from './compare-days.ts';

/** A Thursday. */
const TODAY = '2026-11-26';

describe('the days that are compared', () => {
  it.each([
    ['today', '2026-11-25 → 2026-11-26'],
    ['week_day', '2026-11-19 → 2026-11-26'],
    ['week', '2026-11-16–2026-11-19 → 2026-11-23–2026-11-26'],
    ['month', '2026-09-28–2026-10-27 → 2026-10-28–2026-11-26'],
  ] as const)('of the preset %s are %s', (preset, spans) => {
    expect(spansText(presetDays(preset, TODAY))).toBe(spans);
  });

  it('begin a week on Monday, on a Sunday too', () => {
    expect(spansText(presetDays('week', '2026-11-29'))).toBe('2026-11-16–2026-11-22 → 2026-11-23–2026-11-29');
  });

  it('are what the address names, over the preset', () => {
    const preset = presetDays('today', TODAY);
    const days = { ...preset, ...daysIn({ a_from: '2026-11-01', b_to: 'tomorrow', part: 'day' }) };
    expect(days).toEqual({ ...preset, a_from: '2026-11-01' });
    expect(isSame(days, preset)).toBe(false);
  });

  it('run forwards and last 31 days at most', () => {
    const days = presetDays('today', TODAY);
    expect(isComparable(days)).toBe(true);
    expect(isComparable({ ...days, a_from: '2026-10-26' })).toBe(true);
    expect(isComparable({ ...days, a_from: '2026-10-25' })).toBe(false);
    expect(isComparable({ ...days, b_to: '2026-11-25' })).toBe(false);
  });
});
