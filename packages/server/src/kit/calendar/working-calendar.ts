import type { Bilingual } from '@opentocc/contract';
import { DAY_MS, dayNumber, HOLIDAY_YEARS, type HolidayYear, weekdayKind } from '@opentocc/core/time';
import { cityDay } from '../clock.ts';
import { calendarErrors } from './errors.ts';

/** What a day is in the working calendar, and why where it is not what its weekday says. */
export interface WorkingDay {
  readonly working: boolean;
  /** Name of the holiday, of the weekend, or that a weekend day is worked; null for an ordinary weekday. */
  readonly why: Bilingual | null;
}

/** Which days are worked, by published years alone: it never guesses. Days are numbers of `core/time`. */
export interface WorkingCalendar {
  readonly years: readonly HolidayYear[];
  /** @throws AppError when nothing is loaded of its year */
  dayOf(day: number): WorkingDay;
  /** Undefined when nothing is loaded of its year. */
  findDay(day: number): WorkingDay | undefined;
  /** From 1 November of the last loaded year on: that the next one is to be loaded; else null. */
  warning(now_ms: number): Bilingual | null;
}

const WEEKEND: WorkingDay = { working: false, why: { zh: '周末', en: 'weekend' } };
const WEEKDAY: WorkingDay = { working: true, why: null };
const WARNED_FROM_MONTH = '11';

/** @param years each once; a later one of the same year takes the place of an earlier one */
export function createWorkingCalendar(years: readonly HolidayYear[] = HOLIDAY_YEARS): WorkingCalendar {
  const byYear = new Map(years.map((year) => [year.year, year]));
  const special = new Map([...byYear.values()].flatMap(specialDays));
  const last = Math.max(...byYear.keys());
  const yearOf = (day: number) => new Date(day * DAY_MS).getUTCFullYear();
  const findDay = (day: number): WorkingDay | undefined =>
    byYear.has(yearOf(day))
      ? (special.get(day) ?? (weekdayKind(day) === 'weekend' ? WEEKEND : WEEKDAY))
      : undefined;
  return {
    years: [...byYear.values()].sort((a, b) => a.year - b.year),
    findDay,
    dayOf(day) {
      const found = findDay(day);
      if (!found) throw calendarErrors.beyond({ year: yearOf(day) });
      return found;
    },
    warning(now_ms) {
      if (cityDay(now_ms) < `${last}-${WARNED_FROM_MONTH}-01`) return null;
      return {
        zh: `${last + 1} 年的放假调休安排尚未装入，跨入该年的期限不能推算`,
        en: `Holidays of ${last + 1} are not loaded; no deadline that reaches into that year can be computed`,
      };
    },
  };
}

function specialDays({ off, worked }: HolidayYear): [number, WorkingDay][] {
  const holidays = off.flatMap(([name, from, to]) =>
    daysOf(from, to).map((day): [number, WorkingDay] => [day, { working: false, why: nameOf(name) }]),
  );
  const made_up: WorkingDay = {
    working: true,
    why: { zh: '调休上班', en: 'weekend day worked for a holiday' },
  };
  return [...holidays, ...worked.map((date): [number, WorkingDay] => [dayOfDate(date), made_up])];
}

function daysOf(from: string, to: string): number[] {
  const first = dayOfDate(from);
  return Array.from({ length: dayOfDate(to) - first + 1 }, (_, i) => first + i);
}

/** Number of the day of a date yyyy-mm-dd. */
export const dayOfDate = (date: string): number => dayNumber(Date.parse(`${date}T00:00:00+08:00`));

const ENGLISH: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: 'Spring Festival',
  清明节: 'Qingming',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
};

const nameOf = (name: string): Bilingual => ({
  zh: name,
  en: name
    .split('、')
    .map((one) => ENGLISH[one] ?? one)
    .join(' and '),
});
