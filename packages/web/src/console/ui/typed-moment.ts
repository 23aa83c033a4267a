const DATE = /^(?:(\d{4})[-/.]?)?(\d{1,2})[-/.](\d{1,2})$|^(\d{4})(\d{2})(\d{2})$/;
const TIME = /^(\d{1,2})[:：]?(\d{2})(?:[:：]?(\d{2}))?$/;

/**
 * A date as people type it: 2026-11-27, 20261127, 11-27 (of the year of `today`).
 * @param today yyyy-mm-dd @returns yyyy-mm-dd; null where it is no day of the calendar
 */
export function dayTyped(text: string, today: string): string | null {
  const [, year, month, date, whole_year, whole_month, whole_date] = DATE.exec(text.trim()) ?? [];
  const parts = [whole_year ?? year ?? today.slice(0, 4), whole_month ?? month, whole_date ?? date];
  if (parts.some((part) => part === undefined)) return null;
  const day = parts.map((part) => part.padStart(2, '0')).join('-');
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day;
}

/** A time of the day as people type it: 08:05, 0805, 8:05, 08:05:30. @returns hh:mm:ss; null where it is none of 24 h */
export function timeTyped(text: string): string | null {
  const [, hour, minute, second = '00'] = TIME.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}:${second}`;
}

/** UTC ms of a day and a time of the city, which has no daylight saving. @param day yyyy-mm-dd @param time hh:mm:ss */
export const momentOf = (day: string, time: string): number => Date.parse(`${day}T${time}+08:00`);
