import type { IndexConfiguration } from '@opentocc/contract';
import { dayOf, startOfDay_ms } from '../../../ui/format.ts';

export const DAY_PARTS = ['now', 'morning', 'evening', 'day'] as const;
export type DayPartName = (typeof DAY_PARTS)[number];

const DAY_MIN = 1440;
const STEP_MIN = 5;
const HOUR_MIN = 60;

/**
 * Minutes of a part of a day: peaks by the configuration; of today only what has been, so that like is compared with
 * like. Null for a part that has not begun.
 */
export function minutesOf(
  part: DayPartName,
  day: string,
  now_ms: number,
  peaks: IndexConfiguration['peaks']['spans'],
): { from_min: number; to_min: number } | null {
  const isToday = day === dayOf(now_ms);
  const until_min = isToday
    ? Math.floor((now_ms - startOfDay_ms(now_ms)) / 60_000 / STEP_MIN) * STEP_MIN
    : DAY_MIN;
  const span = peaks.find(({ name }) => name === part);
  const from_min = part === 'now' ? Math.max(0, until_min - HOUR_MIN) : (span?.from_min ?? 0);
  const to_min = Math.min(until_min, span?.to_min ?? DAY_MIN);
  return to_min > from_min ? { from_min, to_min } : null;
}

/** The last day of which something is measured: yesterday, until five minutes of today are over. @returns yyyy-mm-dd */
export const measuredDay = (now_ms: number): string => dayOf(now_ms - STEP_MIN * 60_000);

/** 07:05 */
export const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
