import type { ClockReading, ClockState } from '@opentocc/contract/clocks';
import type { WorkingCalendar } from '../calendar/index.ts';
import { ledgerOf } from './ledger.ts';
import { rulerOf } from './measure.ts';
import { leftAt, runsOut } from './runs-out.ts';
import { type ClockEvents, type ClockStanding, standingOf } from './standing.ts';

/** How a clock stands at an instant, and why it is due when it is due. */
export function readClock(events: ClockEvents, calendar: WorkingCalendar, now_ms: number): ClockReading {
  const standing = standingOf(events);
  const { rule, ended, extra, extended, started_ms } = standing;
  const { due_ms, beyond_year } = runsOut(standing, rule.length + extra, calendar);
  const soon_ms = due_ms === null ? null : soonOf(standing, due_ms, calendar);
  const remaining = ended ? null : leftAt(standing, now_ms, rulerOf(rule.measure, calendar));
  return {
    ...{ rule, started_ms, due_ms, soon_ms, remaining, extended, beyond_year },
    state: stateOf(standing, due_ms, soon_ms, now_ms),
    finished_ms: ended?.at_ms ?? null,
    ledger: ledgerOf(events, standing, due_ms, beyond_year, calendar, now_ms),
  };
}

/** When the clock calls for attention before it is due; never before it began. */
function soonOf(standing: ClockStanding, due_ms: number, calendar: WorkingCalendar): number | null {
  const { rule, extra, started_ms } = standing;
  if (rule.soon === null) return null;
  if (rule.soon.kind === 'time') return Math.max(started_ms, due_ms - rule.soon.ms);
  const before = rule.length + extra - rule.soon.length;
  return before <= 0 ? started_ms : runsOut(standing, before, calendar).due_ms;
}

function stateOf(
  { ended, paused }: ClockStanding,
  due_ms: number | null,
  soon_ms: number | null,
  now_ms: number,
): ClockState {
  if (ended?.kind === 'withdrawn') return 'withdrawn';
  if (ended) return due_ms !== null && ended.at_ms > due_ms ? 'missed' : 'met';
  if (due_ms !== null && now_ms > due_ms) return 'overdue';
  if (paused) return 'paused';
  return soon_ms !== null && now_ms >= soon_ms ? 'due_soon' : 'running';
}
