import { DAY_MS } from '@opentocc/core/time';

/** A day of the calendar as yyyy-mm-dd. */
export type Day = string;

/** Separators that people type between year, month and day, none included: 2026-03-01, 2026/3/1, 20260301. */
const TYPED_DAY = /^(\d{4})(?:[-/.年 ]?(\d{2})[-/.月 ]?(\d{2})|[-/.年 ](\d{1,2})[-/.月 ](\d{1,2}))日?$/u;
/** 08:05, 8:05, 0805, with a full-width colon too. */
const TYPED_MINUTE = /^(\d{1,2})[:：](\d{2})$|^(\d{2})(\d{2})$/u;

/** @returns the day that was typed, as yyyy-mm-dd; undefined when the calendar has no such day. */
export function dayTyped(text: string): Day | undefined {
  const parts = TYPED_DAY.exec(text.trim());
  if (!parts) return undefined;
  const [, year, month = parts[4], day = parts[5]] = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  // 2026-02-30 would become a day of March.
  return Number.isNaN(Date.parse(iso)) || shiftDay(iso, 0) !== iso ? undefined : iso;
}

/** @returns the time of day that was typed, as HH:mm of 24 hours; undefined when there is none such. */
export function minuteTyped(text: string): string | undefined {
  const parts = TYPED_MINUTE.exec(text.trim());
  if (!parts) return undefined;
  const [hour, minute] = [parts[1] ?? parts[3], parts[2] ?? parts[4]];
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

/** The day so many days later; earlier when negative. */
export const shiftDay = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The time of day so many minutes later, HH:mm; past midnight it begins again. */
export function shiftMinute(time: string, minutes: number): string {
  const [hour, minute] = time.split(':').map(Number);
  const at = (hour * 60 + minute + minutes + 1440 * 7) % 1440;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

/** Whether a day is between two others, both included; a bound that is missing holds nothing back. */
export const isWithin = (day: Day, min?: Day, max?: Day): boolean =>
  (min === undefined || day >= min) && (max === undefined || day <= max);

/** The weeks of a day's month, each from Monday to Sunday; days of other months fill the first and the last. */
export function weeksOf(day: Day): Day[][] {
  const first = `${day.slice(0, 7)}-01`;
  // 1970-01-01 was a Thursday, the fourth day of a week from Monday.
  const monday = shiftDay(first, -((Date.parse(first) / DAY_MS + 3) % 7));
  const weeks: Day[][] = [];
  for (let start = monday; start.slice(0, 7) <= day.slice(0, 7); start = shiftDay(start, 7))
    weeks.push(Array.from({ length: 7 }, (_, nth) => shiftDay(start, nth)));
  return weeks;
}

/** The same day of the month so many months later, the last day where the month is shorter. */
export function shiftMonth(day: Day, months: number): Day {
  const [year, month, of_month] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  const date = Math.min(of_month, last.getUTCDate());
  return `${last.toISOString().slice(0, 7)}-${String(date).padStart(2, '0')}`;
}
