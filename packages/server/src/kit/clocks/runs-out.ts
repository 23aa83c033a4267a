import type { WorkingCalendar } from '../calendar/index.ts';
import { calendarErrors } from '../calendar/index.ts';
import { AppError } from '../errors.ts';
import { type Ruler, rulerOf } from './measure.ts';
import type { ClockStanding } from './standing.ts';

export interface RunsOut {
  /** Null while it is paused before, or beyond the calendar. */
  readonly due_ms: number | null;
  readonly beyond_year: number | null;
}

/**
 * When a length has run out, over the stretches in which a clock ran. They are measured by the rule of now, also those
 * before a change of rule: what was spent is spent, and what was paused stays paused.
 */
export function runsOut(standing: ClockStanding, length: number, calendar: WorkingCalendar): RunsOut {
  const { stretches, paused, rule } = standing;
  const ruler = rulerOf(rule.measure, calendar);
  const last = stretches.length - 1;
  let left = length;
  for (const [i, { from_ms, to_ms }] of stretches.entries()) {
    const at = reachable(() => ruler.after(from_ms, left));
    if ((i === last && !paused) || (to_ms !== null && isBefore(at, to_ms))) return at;
    if (to_ms === null) return at;
    const spent = reachable(() => ruler.between(from_ms, to_ms));
    if (spent.due_ms === null) return spent;
    left -= spent.due_ms;
  }
  return { due_ms: null, beyond_year: null };
}

/** What is left of a length at an instant; null beyond the calendar. */
export function leftAt(standing: ClockStanding, at_ms: number, ruler: Ruler): number | null {
  const { rule, extra, stretches } = standing;
  const spent = reachable(() =>
    stretches.reduce((sum, { from_ms, to_ms }) => sum + ruler.between(from_ms, to_ms ?? at_ms), 0),
  );
  return spent.due_ms === null ? null : rule.length + extra - spent.due_ms;
}

const isBefore = ({ due_ms }: RunsOut, to_ms: number): boolean => due_ms !== null && due_ms < to_ms;

/** A figure (an instant or a length), or the year of which the calendar knows nothing. */
export function reachable(work: () => number): RunsOut {
  try {
    return { due_ms: work(), beyond_year: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== calendarErrors.beyond.code) throw error;
    return { due_ms: null, beyond_year: Number(error.params.year) };
  }
}
