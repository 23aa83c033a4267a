import type { IndexCurve, IndexPoint, IndexTypicalPoint } from '@opentocc/contract';
import { startOfDay_ms } from '../../../ui/format.ts';

/** A step of a day beside the same step of last week and of a typical day. */
export interface DayRow extends IndexPoint {
  readonly last_week: number | null;
  readonly last_week_coverage: number | null;
  readonly typical: number | null;
}

const minuteOfDay = (at_ms: number) => Math.round((at_ms - startOfDay_ms(at_ms)) / 60_000);

/** The steps of a day; what last week and a typical day do not know at the same time is null. */
export function rowsOf({ today, last_week }: IndexCurve, typical: readonly IndexTypicalPoint[]): DayRow[] {
  const before = new Map(last_week.map((point) => [minuteOfDay(point.at_ms), point]));
  const usual = new Map(typical.map((point) => [point.minute, point.index]));
  return today.map((point) => {
    const minute = minuteOfDay(point.at_ms);
    const then = before.get(minute);
    return {
      ...point,
      last_week: then?.index ?? null,
      last_week_coverage: then?.coverage ?? null,
      typical: usual.get(minute) ?? null,
    };
  });
}

export const difference = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;
