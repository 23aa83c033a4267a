import type { IndexPeriod } from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { DaySpan } from '@opentocc/core/traffic';
import { cityDay, cityDayStart, cityDayStartOf } from '../../kit/clock.ts';

/** [from_ms, to_ms), UTC. */
export interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

/** 1970-01-05 was a Monday; in the city's time zone it began so long after the epoch. */
const FIRST_MONDAY_MS = cityDayStartOf('1970-01-05');

const FIXED_MS = {
  '5min': 5 * MINUTE_MS,
  '15min': 15 * MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: DAY_MS,
} as const;

/**
 * The whole periods that touch [from_ms, to_ms), oldest first. Days, weeks (from Monday) and months are the city's;
 * peaks are those of `peaksAt`, on working days and others alike.
 */
export function periodsIn(
  period: IndexPeriod,
  { from_ms, to_ms }: Span,
  peaksAt: (at_ms: number) => readonly DaySpan[],
): Span[] {
  if (period === 'month')
    return chain(monthStart(from_ms), to_ms, (at_ms) => monthStart(at_ms + 32 * DAY_MS));
  if (period === 'week') return chain(weekStart(from_ms), to_ms, (at_ms) => at_ms + 7 * DAY_MS);
  if (period === 'morning' || period === 'evening')
    return chain(cityDayStart(from_ms), to_ms, (at_ms) => at_ms + DAY_MS).flatMap(({ from_ms: day_ms }) =>
      peaksAt(day_ms)
        .filter(({ name }) => name === period)
        .map(({ from_min, to_min }) => ({
          from_ms: day_ms + from_min * MINUTE_MS,
          to_ms: day_ms + to_min * MINUTE_MS,
        })),
    );
  const length_ms = FIXED_MS[period];
  const day_ms = cityDayStart(from_ms);
  const first_ms = day_ms + Math.floor((from_ms - day_ms) / length_ms) * length_ms;
  return chain(first_ms, to_ms, (at_ms) => at_ms + length_ms);
}

function chain(first_ms: number, end_ms: number, next: (at_ms: number) => number): Span[] {
  const spans: Span[] = [];
  for (let from_ms = first_ms; from_ms < end_ms; ) {
    const to_ms = next(from_ms);
    spans.push({ from_ms, to_ms });
    from_ms = to_ms;
  }
  return spans;
}

function weekStart(at_ms: number): number {
  const week_ms = 7 * DAY_MS;
  return FIRST_MONDAY_MS + Math.floor((at_ms - FIRST_MONDAY_MS) / week_ms) * week_ms;
}

function monthStart(at_ms: number): number {
  return cityDayStartOf(`${cityDay(at_ms).slice(0, 7)}-01`);
}
