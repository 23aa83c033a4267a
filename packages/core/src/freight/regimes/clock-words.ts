import { DAY_MS, dayNumber, dayStart_ms, MINUTE_MS } from '../../time/index.ts';

/** Minutes of the city's day, [from_min, to_min); one that ends before it begins runs over midnight. */
export interface DayHours {
  readonly from_min: number;
  readonly to_min: number;
}

/** Minute of the city's day, with its part. */
export const minuteOfDay = (at_ms: number): number => (at_ms - dayStart_ms(dayNumber(at_ms))) / MINUTE_MS;

export function isWithinHours(hours: readonly DayHours[], at_ms: number): boolean {
  const minute = minuteOfDay(at_ms);
  return hours.some((one) => isWithin(one, minute));
}

export const isWithin = ({ from_min, to_min }: DayHours, minute: number): boolean =>
  from_min < to_min ? minute >= from_min && minute < to_min : minute >= from_min || minute < to_min;

/** Whether two lists of hours have a minute in common. Begins of spans decide: where two meet, one begins in the other. */
export const hoursMeet = (a: readonly DayHours[], b: readonly DayHours[]): boolean =>
  a.some((one) => b.some((other) => isWithin(one, other.from_min) || isWithin(other, one.from_min)));

const two = (n: number): string => String(n).padStart(2, '0');

/** "07:00". */
export const minuteText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** "07:00–22:00, 23:00–24:00". */
export const hoursText = (hours: readonly DayHours[]): string =>
  hours.map(({ from_min, to_min }) => `${minuteText(from_min)}–${minuteText(to_min)}`).join(', ');

/** "2022-03-01 07:00" on the clocks of the city. */
export function clockText(at_ms: number): string {
  const day = dayNumber(at_ms);
  return `${new Date(day * DAY_MS).toISOString().slice(0, 10)} ${minuteText(Math.floor(minuteOfDay(at_ms)))}`;
}

/** First instant of a day of the city by its date, yyyy-mm-dd. NaN for one that is not in the calendar. */
export function dayOf(date: string): number {
  const at_ms = Date.parse(`${date}T00:00:00Z`);
  const isDate = Number.isFinite(at_ms) && new Date(at_ms).toISOString().startsWith(date);
  return isDate ? dayStart_ms(at_ms / DAY_MS) : Number.NaN;
}
