import type { BulletinPeriod } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { cityDay, cityDayStart } from '../../../kit/clock.ts';

const EVERY_DAY = {
  zh: '值班惯例，每日早晚各一期',
  en: 'Custom of duty rooms: one in the morning, one in the evening',
};
const HOLIDAYS_2026 = {
  zh: '国办发明电〔2025〕7号（2026 年放假安排）',
  en: 'Notice of the State Council on the holidays of 2026',
};
const NEW_YEAR = {
  zh: '元旦法定放假 1 天，2027-01-01 为周五，连周末推算；以国务院办公厅通知为准',
  en: 'One statutory day, a Friday in 2027, with the weekend behind it; the notice of the State Council counts',
};
const SPRING = {
  zh: '春运 40 天（节前 15 天、节后 25 天）惯例推算，以当年通知为准',
  en: 'The 40 days of spring travel by custom (15 before, 25 after); the notice of the year counts',
};

/** Minutes after midnight. */
const at = (...hours: number[]): number[] => hours.map((hour) => hour * 60);

/** When bulletins are drafted, the most particular period first. Entered 2026-11-27. */
export const BULLETIN_PERIODS: readonly BulletinPeriod[] = [
  {
    ...{ key: 'spring-2027', name: { zh: '2027 年春运', en: 'Spring travel 2027' } },
    ...{ from: '2027-01-22', to: '2027-03-02', at_min: at(8, 12, 18), source: SPRING, assumed: true },
  },
  {
    ...{ key: 'national-2026', name: { zh: '2026 年国庆', en: 'National Day 2026' } },
    ...{ from: '2026-10-01', to: '2026-10-07', at_min: at(8, 12, 18), source: HOLIDAYS_2026, assumed: false },
  },
  {
    ...{ key: 'new-year-2027', name: { zh: '2027 年元旦', en: 'New Year 2027' } },
    ...{ from: '2027-01-01', to: '2027-01-03', at_min: at(8, 18), source: NEW_YEAR, assumed: true },
  },
  {
    ...{ key: 'daily', name: { zh: '日常运行', en: 'Every day' } },
    ...{ from: null, to: null, at_min: at(8, 18), source: EVERY_DAY, assumed: true },
  },
];

/** A bulletin that is to be made. */
export interface DueBulletin {
  /** The same however often it is asked. */
  readonly key: string;
  readonly period: BulletinPeriod;
  readonly at_ms: number;
}

/** The last bulletin that is due at an instant, of the most particular period of its day; undefined before the first of the day. */
export function dueAt(
  now_ms: number,
  periods: readonly BulletinPeriod[] = BULLETIN_PERIODS,
): DueBulletin | undefined {
  const day = cityDay(now_ms);
  const period = periods.find(({ from, to }) => (from === null || from <= day) && (to === null || day <= to));
  const times = period?.at_min.map((min) => cityDayStart(now_ms) + min * MINUTE_MS) ?? [];
  const at_ms = times.filter((time) => time <= now_ms).at(-1);
  return period && at_ms !== undefined ? { key: `${period.key}/${at_ms}`, period, at_ms } : undefined;
}
