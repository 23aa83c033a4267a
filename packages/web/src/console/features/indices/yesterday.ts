import { DAY_MS } from '@opentocc/core/time';
import { dayOf } from '../../../ui/format.ts';
import type { ComparedDays } from '../../../ui/queries.ts';

/** The whole of yesterday, and of the same weekday a week before it. */
export function yesterdayAndBefore(now_ms: number): ComparedDays {
  const after = dayOf(now_ms - DAY_MS);
  const before = dayOf(now_ms - 8 * DAY_MS);
  return { a_from: before, a_to: before, b_from: after, b_to: after, from_min: 0, to_min: 24 * 60 };
}
