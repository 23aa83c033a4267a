import { DAY_MS, HOUR_MS } from './lengths.ts';

export type DayKind = 'weekday' | 'weekend' | 'holiday';

const SHANGHAI_MS = 8 * HOUR_MS;

/**
 * Public holidays and the weekend days that are worked for them, yyyy-mm-dd, both ends included. Source: notice of the
 * General Office of the State Council on the holidays of 2026 (国办发明电〔2025〕7号, 2025-11-04). Of other years nothing is
 * entered: their days are weekdays and weekends.
 */
const HOLIDAYS: readonly (readonly [from: string, to: string])[] = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
];
const WORKED_WEEKEND_DAYS: readonly string[] = [
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
];

/** Number of the day of the city that holds an instant, counted from 1970-01-01. */
export const dayNumber = (at_ms: number): number => Math.floor((at_ms + SHANGHAI_MS) / DAY_MS);

/** First instant of a day of the city, UTC ms. */
export const dayStart_ms = (day: number): number => day * DAY_MS - SHANGHAI_MS;

/** What kind of day it is, by the weekday alone. */
export function weekdayKind(day: number): DayKind {
  const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 = Sunday
  return weekday === 0 || weekday === 6 ? 'weekend' : 'weekday';
}

/** What kind of day it is in China's calendar. */
export function calendarKind(day: number): DayKind {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  if (HOLIDAYS.some(([from, to]) => from <= date && date <= to)) return 'holiday';
  return WORKED_WEEKEND_DAYS.includes(date) ? 'weekday' : weekdayKind(day);
}
