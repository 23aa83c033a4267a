import type {
  Bilingual,
  PlanDocument,
  PlanRun,
  PlanRunDetail,
  RunEvent,
  RunTask,
  RunTransition,
} from '@opentocc/contract';
import { standsOf } from './advance.ts';
import { type Facts, phaseOf, routesUpTo } from './model.ts';
import type { Round } from './round.ts';
import type { ClockEventRow, EventRow, RunRow, TaskRow } from './store.ts';
import { isOpen } from './task.ts';
import { TaskClocks } from './task-clocks.ts';
import type { Roll } from './units.ts';
import { inBoth } from './words.ts';

/** A run as lists show it. @param tasks all of it */
export function runOf(row: RunRow, document: PlanDocument, tasks: readonly TaskRow[]): PlanRun {
  const { phase, proposed, state } = row;
  const open = tasks.filter((task) => isOpen(task.state));
  const refused = open.some((task) => task.state === 'refused');
  return {
    ...{ id: row.id, plan: row.plan, version: row.version, drill: row.drill, state, origin: row.origin },
    ...{ name: inBoth(document.name), kind: document.kind, note: row.note, situation: row.situation },
    weather_drill: row.weather_drill,
    districts: row.districts && [...row.districts],
    phase,
    phase_name: phase === null ? null : inBoth(phaseOf(document, phase).name),
    ...{ phase_since_ms: row.phase_since_ms, asked_by: row.asked_by, asked_ms: row.asked_ms },
    ...{ started_ms: row.started_ms, ended_ms: row.ended_ms },
    tasks: {
      open: open.length,
      late: open.filter(({ overdue, level }) => overdue || level > 0).length,
      done: tasks.filter((task) => task.state === 'done').length,
    },
    waits: state === 'asked' || (state === 'running' && (refused || Object.keys(proposed).length > 0)),
    rev: row.rev,
  };
}

/** What a task is shown by. */
export interface ShownPlan {
  readonly run: RunRow;
  readonly document: PlanDocument;
  readonly roll: Roll;
  readonly now_ms: number;
}

/** A task as a change leaves it. */
export async function shownIn(round: Round, row: TaskRow): Promise<RunTask> {
  return taskOf(row, round, await round.store.listClockEvents([row.id]));
}

/** @param moved what happened to clocks of tasks, of this one or of more */
export function taskOf(row: TaskRow, plan: ShownPlan, moved: readonly ClockEventRow[]): RunTask {
  const { run, document, roll, now_ms } = plan;
  const phase = phaseOf(document, row.phase);
  const written = phase.tasks.find(({ key }) => key === row.key);
  if (!written) throw new Error(`a version of a plan has no task ${row.key}`);
  const own = moved.filter(({ task }) => task === row.id);
  const clocks = new TaskClocks(row, { document, version: run.version }, own);
  return {
    ...{ id: row.id, run: row.run, plan_name: inBoth(document.name), drill: run.drill },
    ...{ phase: row.phase, phase_name: inBoth(phase.name), key: row.key, name: inBoth(written.name) },
    detail: written.detail && inBoth(written.detail),
    ...{ unit: row.unit, unit_name: roll.nameOf(row.unit), first_unit: row.first_unit, role: written.role },
    ...{ evidence_asked: written.evidence, routes: [...routesUpTo(document, written.routes)] },
    ...{ state: row.state, level: row.level, overdue: row.overdue, sent_ms: row.begins_ms },
    accept_by: { at_ms: row.accept_by_ms, clock: clocks.read('accept', now_ms) },
    done_by: { at_ms: row.due_by_ms, clock: clocks.read('done', now_ms) },
    ...{ accepted_by: row.accepted_by, accepted_ms: row.accepted_ms },
    ...{ ended_by: row.ended_by, ended_ms: row.ended_ms, reason: row.reason },
    ...{ evidence: row.evidence, rev: row.rev },
  };
}

export const eventOf = ({ id, at_ms, by, kind, task, text }: EventRow): RunEvent => ({
  ...{ id, at_ms, by, kind, task, text },
});

function transitionsOf(run: RunRow, document: PlanDocument, open: number, facts: Facts): RunTransition[] {
  if (run.state !== 'running' || run.phase === null) return [];
  return standsOf(run, phaseOf(document, run.phase), open, facts).map(([{ key, to, asks }, stand]) => ({
    ...{ key, to, asks, met: stand.met, due_ms: stand.due_ms, why: stand.why },
    to_name: to === null ? { zh: '终止预案', en: 'End of the plan' } : inBoth(phaseOf(document, to).name),
    proposed_ms: run.proposed[key] ?? null,
  }));
}

export interface Shown {
  readonly run: RunRow;
  readonly document: PlanDocument;
  readonly tasks: readonly TaskRow[];
  /** What happened to the clocks of its tasks. */
  readonly moved: readonly ClockEventRow[];
  readonly events: readonly EventRow[];
  readonly facts: Facts;
  readonly roll: Roll;
  readonly beyond: readonly Bilingual[];
}

export function detailOf({ run, document, tasks, moved, events, facts, roll, beyond }: Shown): PlanRunDetail {
  const open = tasks.filter(({ state }) => isOpen(state)).length;
  return {
    ...runOf(run, document, tasks),
    document,
    tasks_all: tasks.map((task) => taskOf(task, { run, document, roll, now_ms: facts.now_ms }, moved)),
    transitions: transitionsOf(run, document, open, facts),
    events: events.map(eventOf),
    beyond: [...beyond],
  };
}
