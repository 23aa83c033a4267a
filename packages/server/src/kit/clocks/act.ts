import type { WorkingCalendar } from '../calendar/index.ts';
import { invariant } from '../errors.ts';
import { clockErrors } from './errors.ts';
import { runsOut } from './runs-out.ts';
import { type ClockEvent, type ClockEvents, type ClockStanding, standingOf } from './standing.ts';
import { lengthText } from './words.ts';

/**
 * A clock with one more event.
 * @throws AppError when the event is not possible now
 */
export function act(events: ClockEvents, event: ClockEvent, calendar: WorkingCalendar): ClockEvents {
  const last_ms = events.at(-1)?.at_ms ?? Number.NEGATIVE_INFINITY;
  if (event.at_ms < last_ms) throw clockErrors.earlier();
  invariant((events.length === 0) === (event.kind === 'started'), 'a clock is started once, and first');
  if (event.kind !== 'started') check(standingOf(events), event, calendar);
  return [...events, event];
}

function check(standing: ClockStanding, event: ClockEvent, calendar: WorkingCalendar): void {
  if (event.kind === 'reopened') {
    if (!standing.ended) throw clockErrors.not_ended();
    return;
  }
  if (standing.ended) throw clockErrors.ended();
  if (event.kind === 'paused') checkPause(standing, event.at_ms, calendar);
  if (event.kind === 'resumed' && !standing.paused) throw clockErrors.not_paused();
  if (event.kind === 'extended') checkExtension(standing, event, calendar);
}

function checkPause(standing: ClockStanding, at_ms: number, calendar: WorkingCalendar): void {
  const { rule, paused } = standing;
  if (!rule.pausable) throw clockErrors.not_pausable({ rule: rule.name });
  if (paused) throw clockErrors.paused();
  if (isOver(standing, at_ms, calendar)) throw clockErrors.overdue();
}

function checkExtension(
  standing: ClockStanding,
  { at_ms, length }: { readonly at_ms: number; readonly length: number },
  calendar: WorkingCalendar,
): void {
  const { rule, extended } = standing;
  if (rule.extension === null) throw clockErrors.no_extension({ rule: rule.name });
  if (extended) throw clockErrors.extended();
  if (isOver(standing, at_ms, calendar)) throw clockErrors.overdue();
  if (!(length > 0 && length <= rule.extension))
    throw clockErrors.extension_length({ most: lengthText(rule.measure, rule.extension) });
}

function isOver(standing: ClockStanding, at_ms: number, calendar: WorkingCalendar): boolean {
  const { due_ms } = runsOut(standing, standing.rule.length + standing.extra, calendar);
  return due_ms !== null && at_ms > due_ms;
}
