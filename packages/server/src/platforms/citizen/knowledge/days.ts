import type { ArticleBrief } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { cityDay } from '../../../kit/clock.ts';

/** How long before its review an article is named to its owner, days. Assumed, 2026-11-28: a fortnight of shifts. */
const SOON_DAYS = 14;
const MOST_REVIEW_DAYS = 5 * 366;

/** yyyy-mm of the city. */
export const cityMonth = (at_ms: number): string => cityDay(at_ms).slice(0, 7);

interface Dated {
  readonly valid_to: string | null;
  readonly review_on: string;
}

export function staleness({ valid_to, review_on }: Dated, now_ms: number): ArticleBrief['stale'] {
  const today = cityDay(now_ms);
  if (valid_to !== null && valid_to <= today) return 'expired';
  if (review_on <= today) return 'overdue';
  return review_on <= cityDay(now_ms + SOON_DAYS * DAY_MS) ? 'soon' : 'no';
}

/** Whether an article holds today. */
export const holds = (
  { valid_from, valid_to }: { valid_from: string; valid_to: string | null },
  now_ms: number,
) => valid_from <= cityDay(now_ms) && (valid_to === null || cityDay(now_ms) < valid_to);

/** Whether a day can be the next review. */
export const isReviewDay = (day: string, now_ms: number): boolean =>
  day > cityDay(now_ms) && day <= cityDay(now_ms + MOST_REVIEW_DAYS * DAY_MS);
