import type { ClockReading, ClockRule, PlanDocument, PlanTask } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import { cityDay } from '../../../kit/clock.ts';
import { type ClockEvent, type ClockEvents, ClockSet } from '../../../kit/clocks/index.ts';
import { invariant } from '../../../kit/errors.ts';
import { phaseOf } from './model.ts';
import type { ClockEventRow, TaskRow } from './store.ts';

/** `accept`: until a unit says that it takes the task. `done`: until it is done. */
export type TaskClock = 'accept' | 'done';

/** Plans count wall time, for which no calendar has to be loaded. */
const WALL = createWorkingCalendar();

/** A plan as the clocks of its tasks start by it. */
export interface ClockPlan {
  readonly document: PlanDocument;
  readonly version: number;
}

/** The two clocks of a task: their start follows from the row and the version of the plan, the rest is what happened. */
export class TaskClocks {
  readonly added: ClockEventRow[] = [];
  readonly #task: number;
  readonly #clocks: ClockSet;

  /** @param later what happened to clocks of this task, in its order */
  constructor(task: TaskRow, plan: ClockPlan, later: readonly ClockEventRow[]) {
    this.#task = task.id;
    const of = (clock: TaskClock): [string, ClockEvents] => [
      clock,
      [startOf(clock, task, plan), ...later.filter((row) => row.clock === clock).map(({ event }) => event)],
    ];
    this.#clocks = new ClockSet(new Map([of('accept'), of('done')]), WALL);
  }

  /** @throws AppError when that is not possible now */
  add(clock: TaskClock, event: ClockEvent): void {
    const seq = this.#clocks.all.get(clock)?.length ?? 0;
    this.added.push({ task: this.#task, clock, seq, event: this.#clocks.add(clock, event) });
  }

  finish(clock: TaskClock, at_ms: number, by: string): void {
    if (this.#clocks.isRunning(clock)) this.add(clock, { kind: 'finished', at_ms, by });
  }

  withdraw(clock: TaskClock, at_ms: number, reason: string): void {
    if (this.#clocks.isRunning(clock)) this.add(clock, { kind: 'withdrawn', at_ms, reason });
  }

  /** Gives it its whole length again. */
  restart(clock: TaskClock, at_ms: number, reason: string): void {
    this.withdraw(clock, at_ms, reason);
    this.add(clock, { kind: 'reopened', at_ms, reason });
  }

  read = (clock: TaskClock, now_ms: number): ClockReading => {
    const reading = this.#clocks.read(clock, now_ms);
    invariant(reading, 'a task has both clocks from its start');
    return reading;
  };
}

/** Both run from when the phase began, whenever the task itself is sent. */
function startOf(clock: TaskClock, task: TaskRow, { document, version }: ClockPlan): ClockEvent {
  const phase = phaseOf(document, task.phase);
  const written = phase.tasks.find(({ key }) => key === task.key);
  if (!written) throw new Error(`a version of a plan has no task ${task.key}`);
  const at_ms = task.begins_ms - written.start_min * MINUTE_MS;
  const rule = ruleOf(clock, written, { document, version }, at_ms);
  return { kind: 'started', at_ms, rule, why: `进入“${phase.name.zh}” ${phase.name.en || ''}`.trim() };
}

const NAMES = {
  accept: { zh: '接受任务', en: 'accept the task' },
  done: { zh: '办结任务', en: 'do the task' },
} as const;

function ruleOf(
  clock: TaskClock,
  task: PlanTask,
  { document, version }: ClockPlan,
  at_ms: number,
): ClockRule {
  const length = (clock === 'accept' ? task.accept_min : task.due_min) * MINUTE_MS;
  const { name, basis } = document;
  return {
    ...{ code: clock, version, name: NAMES[clock], valid_from: cityDay(at_ms), assumed: basis.assumed },
    source: { zh: `“${name.zh}”第 ${version} 版`, en: `“${name.en || name.zh}”, version ${version}` },
    ...{ measure: { kind: 'time' }, length, soon: null, on_reopen: 'restart' },
    // Who commands may stop or stretch what is being done; an answer is asked for in any case.
    ...(clock === 'done' ? { pausable: true, extension: length } : { pausable: false, extension: null }),
  };
}
