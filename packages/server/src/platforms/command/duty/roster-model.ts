import type { DutyPost, DutyRule, RosterCover } from '@opentocc/contract';
import {
  type Entry,
  gapsOf,
  type Leave,
  type Segment,
  type Span,
  scheduleOf,
  turnsOf,
  uncomputedIn,
  type WorksOn,
} from '@opentocc/core/duty';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import { cityDayStart } from '../../../kit/clock.ts';
import type { EntryRow, LeaveRow, PostRow } from './store.ts';

/** Longer than any roster: an entry without an end. */
export const FOR_EVER_MS = Date.UTC(9999, 0, 1);

/** Which days are worked, as far as the holidays of their year were published. */
export type DutyCalendar = Pick<WorkingCalendar, 'findDay'>;

export const entryOf = ({ id, rule }: Pick<EntryRow, 'id' | 'rule'>, calendar: DutyCalendar): Entry =>
  rule.kind === 'turns' ? { ...rule, id, works: worksOn(rule, calendar) } : { ...rule, id };

function worksOn({ days }: Extract<DutyRule, { kind: 'turns' }>, calendar: DutyCalendar): WorksOn | null {
  if (days === 'every') return null;
  return (day) => {
    const found = calendar.findDay(day);
    return found && found.working === (days === 'workdays');
  };
}

/** The first instant of a span at which an entry cannot be computed, as the holidays of its year are not loaded; or undefined. */
export function uncomputedFrom(
  entries: readonly Pick<EntryRow, 'id' | 'rule'>[],
  calendar: DutyCalendar,
  span: Span,
): number | undefined {
  const begins = entries
    .map((row) => entryOf(row, calendar))
    .flatMap((entry) => (entry.kind === 'turns' ? (uncomputedIn(entry, span)?.from_ms ?? []) : []));
  return begins.length > 0 ? Math.min(...begins) : undefined;
}

export const leaveOf = ({ person, from_ms, to_ms }: LeaveRow): Leave => ({ person, from_ms, to_ms });

/** From the first to the last instant that a rule may have a shift. */
export function spanOf(rule: DutyRule): Span {
  if (rule.kind === 'turns') return { from_ms: rule.start_ms, to_ms: rule.until_ms ?? FOR_EVER_MS };
  if (rule.kind !== 'shifts') return { from_ms: rule.from_ms, to_ms: rule.to_ms };
  return {
    from_ms: rule.shifts.reduce((least, one) => Math.min(least, one.from_ms), Number.POSITIVE_INFINITY),
    to_ms: rule.shifts.reduce((most, one) => Math.max(most, one.to_ms), 0),
  };
}

/** Everybody whom a rule names. */
export function peopleOf(rule: DutyRule): string[] {
  if (rule.kind === 'override') return [rule.person];
  const named = rule.kind === 'turns' ? rule.turns.flat() : rule.shifts.map(({ person }) => person);
  return [...new Set(named)];
}

/** When somebody has to be at a post. */
export function requiredOf({ hours }: Pick<PostRow, 'hours'>, span: Span): Span[] {
  if (!hours) return [span];
  const start_ms = cityDayStart(span.from_ms) - DAY_MS;
  const day = { turns: [['']], start_ms, until_ms: null, turn_h: 24, window: hours, works: null };
  return turnsOf({ ...day, turn_h: 24 * 400 }, span)
    .map(({ from_ms, to_ms }) => ({
      from_ms: Math.max(from_ms, span.from_ms),
      to_ms: Math.min(to_ms, span.to_ms),
    }))
    .filter(({ from_ms, to_ms }) => from_ms < to_ms);
}

/** How much of the required time nobody covers, min. */
export function coverOf(post: Pick<PostRow, 'hours'>, schedule: readonly Segment[], span: Span): RosterCover {
  const required = requiredOf(post, span);
  const gaps = gapsOf(schedule, required);
  return { gaps, gap_min: minutesOf(gaps), required_min: minutesOf(required) };
}

const minutesOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from_ms, to_ms }) => sum + (to_ms - from_ms) / MINUTE_MS, 0);

/** Who is on duty at a post over a span by all that was entered. */
export const scheduleBy = (
  entries: readonly EntryRow[],
  leave: readonly LeaveRow[],
  span: Span,
  calendar: DutyCalendar,
): Segment[] =>
  scheduleOf(
    entries.map((row) => entryOf(row, calendar)),
    leave.map(leaveOf),
    span,
  );

export const postOf = ({ retired_ms: _, ...post }: PostRow): DutyPost => post;
