import { DAY_MS } from '@opentocc/core/time';
/** Where time comes from. A parameter everywhere, so that tests and replays have a time of their own. */
export interface Clock {
  /** UTC ms. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Time zone of the city; day borders, day curves and reports follow it. China has had no summer time since 1991. */
export const CITY_TIME_ZONE = 'Asia/Shanghai';
const CITY_OFFSET_MS = 8 * 3_600_000;

/** The day of an instant in the city's time zone, yyyy-mm-dd. */
export function cityDay(at_ms: number): string {
  return new Date(at_ms + CITY_OFFSET_MS).toISOString().slice(0, 10);
}

/** The minute of an instant in the city's time zone, yyyy-mm-dd HH:mm. */
export const cityMinute = (at_ms: number): string =>
  new Date(at_ms + CITY_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');

/** First instant of the city's day that holds `at_ms`, UTC ms. */
export function cityDayStart(at_ms: number): number {
  return Math.floor((at_ms + CITY_OFFSET_MS) / DAY_MS) * DAY_MS - CITY_OFFSET_MS;
}

/** Whether it is a day, yyyy-mm-dd: "2026-02-30" is none. */
export function isDay(day: string): boolean {
  const start_ms = cityDayStartOf(day);
  return Number.isFinite(start_ms) && cityDay(start_ms) === day;
}

/** First instant of a day given as yyyy-mm-dd in the city's time zone, UTC ms; NaN when it is no date. */
export function cityDayStartOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}
