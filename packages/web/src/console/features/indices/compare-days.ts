import { DAY_MS } from '@opentocc/core/time';
import { daysBefore } from './comparison.ts';

export const PRESETS = ['today', 'week_day', 'week', 'month'] as const;
const SIDES = ['a_from', 'a_to', 'b_from', 'b_to'] as const;
const LENGTHS = { week: 7, month: 30 } as const;
const MOST_DAYS = 31;

/** The first and the last day of two intervals, the earlier (a) and the later (b), yyyy-mm-dd. */
export type CompareDays = Record<(typeof SIDES)[number], string>;

/** The intervals of a preset; of a week that is not over, as many days of the one before. @param today yyyy-mm-dd */
export function presetDays(preset: (typeof PRESETS)[number], today: string): CompareDays {
  if (preset === 'today' || preset === 'week_day') {
    const before = daysBefore(today, preset === 'today' ? 1 : 7);
    return { a_from: before, a_to: before, b_from: today, b_to: today };
  }
  if (preset === 'week') {
    const weekday = new Date(`${today}T12:00:00Z`).getUTCDay() || 7;
    const monday = daysBefore(today, weekday - 1);
    return {
      a_from: daysBefore(monday, LENGTHS.week),
      a_to: daysBefore(today, LENGTHS.week),
      b_from: monday,
      b_to: today,
    };
  }
  return {
    a_from: daysBefore(today, 2 * LENGTHS.month - 1),
    a_to: daysBefore(today, LENGTHS.month),
    b_from: daysBefore(today, LENGTHS.month - 1),
    b_to: today,
  };
}

/** The days that an address names. */
export function daysIn(rest: Readonly<Record<string, string>>): Partial<CompareDays> {
  return Object.fromEntries(
    SIDES.flatMap((name) => (/^\d{4}-\d\d-\d\d$/.test(rest[name] ?? '') ? [[name, rest[name]]] : [])),
  );
}

export const isSame = (one: CompareDays, other: CompareDays): boolean =>
  SIDES.every((side) => one[side] === other[side]);

/** Whether both intervals run forwards and last a month at most. */
export const isComparable = (days: CompareDays): boolean =>
  lasts(days.a_from, days.a_to) && lasts(days.b_from, days.b_to);

function lasts(from: string, to: string): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return days >= 1 && days <= MOST_DAYS;
}

/** 2026-11-01–2026-11-07 → 2026-11-08–2026-11-14 */
export const spansText = (days: CompareDays): string =>
  `${spanText(days.a_from, days.a_to)} → ${spanText(days.b_from, days.b_to)}`;

const spanText = (from: string, to: string) => (from === to ? from : `${from}–${to}`);
