import type { IndexCurve, IndexPoint } from '@opentocc/contract';

const WEEK_MS = 7 * 86_400_000;

/** What a day says at a glance. */
export interface DayFacts {
  readonly last: IndexPoint;
  /** Last value minus that of the same time a week before; null where one is missing. */
  readonly change: number | null;
  readonly highest: IndexPoint;
  /** The highest of the same weekday a week before; null where nothing is stored of it. */
  readonly highest_before: IndexPoint | null;
}

/** @returns null for a day without a value */
export function dayFacts({ today, last_week }: IndexCurve): DayFacts | null {
  const last = today.findLast(({ index }) => index !== null);
  const highest = highestOf(today);
  if (!last || !highest) return null;
  const before = last_week.find(({ at_ms }) => at_ms === last.at_ms - WEEK_MS)?.index ?? null;
  const change = last.index === null || before === null ? null : last.index - before;
  return { last, change, highest, highest_before: highestOf(last_week) };
}

function highestOf(points: readonly IndexPoint[]): IndexPoint | null {
  return points.reduce<IndexPoint | null>((most, point) => {
    if (point.index === null) return most;
    return most === null || point.index > (most.index ?? -1) ? point : most;
  }, null);
}
