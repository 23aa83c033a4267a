import { HOLIDAY_YEARS } from './holidays.ts';
import { DAY_MS, HOUR_MS } from './lengths.ts';

export type DayKind = 'weekday' | 'weekend' | 'holiday';

const SHANGHAI_MS = 8 * HOUR_MS;

/** Of other years than those entered, days are weekdays and weekends. */
const HOLIDAYS = HOLIDAY_YEARS.flatMap(({ off }) => off);
const WORKED_WEEKEND_DAYS = new Set(HOLIDAY_YEARS.flatMap(({ worked }) => worked));

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
  if (HOLIDAYS.some(([, from, to]) => from <= date && date <= to)) return 'holiday';
  return WORKED_WEEKEND_DAYS.has(date) ? 'weekday' : weekdayKind(day);
}
