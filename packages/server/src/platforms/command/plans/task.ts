import type { PlanTaskState } from '@opentocc/contract';
import type { TaskRow } from './store.ts';

/** How often a task goes up the organisation for want of an answer. Assumed (2026-11-27): then enough people know. */
const MOST_ESCALATIONS = 4;

const OPEN: ReadonlySet<PlanTaskState> = new Set(['waiting', 'sent', 'escalated', 'accepted', 'refused']);

/** Whether somebody still has to do something about it; a refused one waits for who commands the plan. */
export const isOpen = (state: PlanTaskState): boolean => OPEN.has(state);
/** Whether a unit may answer it. */
export const isAsked = (state: PlanTaskState): boolean => state === 'sent' || state === 'escalated';

type Clocks = Pick<
  TaskRow,
  'state' | 'level' | 'overdue' | 'paused' | 'begins_ms' | 'accept_by_ms' | 'due_by_ms'
>;

/** What a task's clocks ask for at an instant; null where nothing is due. */
export function wakeOf(task: Clocks, now_ms: number): 'send' | 'escalate' | 'overdue' | null {
  const { state, level, overdue, paused, begins_ms, accept_by_ms, due_by_ms } = task;
  if (state === 'waiting') return begins_ms <= now_ms ? 'send' : null;
  if (isAsked(state) && level < MOST_ESCALATIONS && accept_by_ms <= now_ms) return 'escalate';
  if ((isAsked(state) || state === 'accepted') && !overdue && !paused && due_by_ms <= now_ms)
    return 'overdue';
  return null;
}

/** When its clocks ask for something next; null for never. */
export function wakesAt({
  state,
  level,
  overdue,
  paused,
  begins_ms,
  accept_by_ms,
  due_by_ms,
}: Clocks): number | null {
  if (state === 'waiting') return begins_ms;
  const times = [
    ...(isAsked(state) && level < MOST_ESCALATIONS ? [accept_by_ms] : []),
    ...((isAsked(state) || state === 'accepted') && !overdue && !paused ? [due_by_ms] : []),
  ];
  return times.length === 0 ? null : Math.min(...times);
}
