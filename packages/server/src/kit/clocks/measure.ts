import type { ClockMeasure } from '@opentocc/contract/clocks';
import { DAY_MS, dayNumber, dayStart_ms, MINUTE_MS } from '@opentocc/core/time';
import type { WorkingCalendar } from '../calendar/index.ts';

/**
 * What lies between two instants by a measure, and the way back. Both add up: what lies between a and c is what lies
 * between a and b and between b and c, so that a pause can neither lose time nor count a weekend twice.
 */
export interface Ruler {
  /** @throws AppError beyond the calendar */
  between(from_ms: number, to_ms: number): number;
  /** The instant at which `length` has passed. @throws AppError beyond the calendar */
  after(from_ms: number, length: number): number;
}

export function rulerOf(measure: ClockMeasure, calendar: WorkingCalendar): Ruler {
  if (measure.kind === 'time') return WALL;
  return measure.kind === 'working_days'
    ? workingDays(calendar, measure.ends_min)
    : workingTime(calendar, measure.hours);
}

const WALL: Ruler = {
  between: (from_ms, to_ms) => to_ms - from_ms,
  after: (from_ms, length) => from_ms + length,
};

/** The day of the start does not count; a day that begins to count is over at its end. */
function workingDays(calendar: WorkingCalendar, ends_min: number): Ruler {
  const isWorking = (day: number) => calendar.dayOf(day).working;
  const endOf = (day: number) => dayStart_ms(day) + ends_min * MINUTE_MS;
  return {
    between(from_ms, to_ms) {
      let days = 0;
      for (let day = dayNumber(from_ms) + 1; day <= dayNumber(to_ms); day++) if (isWorking(day)) days++;
      return days;
    },
    after(from_ms, length) {
      let day = dayNumber(from_ms);
      // Nothing is left but the rest of a day: of this one if it is worked, else of the next one that is.
      if (length <= 0) while (!isWorking(day)) day++;
      for (let left = length; left > 0; ) if (isWorking(++day)) left--;
      return endOf(day);
    },
  };
}

type Hours = Extract<ClockMeasure, { kind: 'working_time' }>['hours'];

function workingTime(calendar: WorkingCalendar, hours: Hours): Ruler {
  const blocksOf = (day: number) =>
    calendar.dayOf(day).working
      ? hours.map(({ from_min, to_min }) => [
          dayStart_ms(day) + from_min * MINUTE_MS,
          dayStart_ms(day) + to_min * MINUTE_MS,
        ])
      : [];
  return {
    between(from_ms, to_ms) {
      let sum_ms = 0;
      for (let day = dayNumber(from_ms); day <= dayNumber(to_ms); day++)
        for (const [start_ms, end_ms] of blocksOf(day))
          sum_ms += Math.max(0, Math.min(end_ms, to_ms) - Math.max(start_ms, from_ms));
      return sum_ms;
    },
    after(from_ms, length) {
      let left = length;
      for (let day = dayNumber(from_ms); ; day++)
        for (const [start_ms, end_ms] of blocksOf(day)) {
          const begins_ms = Math.max(start_ms, from_ms);
          if (end_ms <= begins_ms) continue;
          if (left <= end_ms - begins_ms) return begins_ms + left;
          left -= end_ms - begins_ms;
        }
    },
  };
}

/** Days from one instant to another, both ends included. */
export function daysBetween(from_ms: number, to_ms: number): number[] {
  const first = dayNumber(from_ms);
  return Array.from(
    { length: Math.max(0, Math.floor((to_ms - dayStart_ms(first)) / DAY_MS) + 1) },
    (_, i) => first + i,
  );
}
