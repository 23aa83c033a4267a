import type { Bilingual, PlanDocument, PlanPhase, PlanTask } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import type { Outbox } from '../../../base/messages/index.ts';
import type { Db } from '../../../kit/db.ts';
import { type Chronicle, chronicle } from './chronicle.ts';
import { type Saying, tell } from './herald.ts';
import { type Facts, phaseOf, seenIn } from './model.ts';
import type { EventRow, PlanStore, RunChange, RunRow, TaskChange, TaskRow } from './store.ts';
import { isAsked, wakeOf, wakesAt } from './task.ts';
import { TaskClocks } from './task-clocks.ts';
import type { Roll } from './units.ts';
import { clock, inBoth } from './words.ts';

export interface RoundDeps {
  readonly on: PlanStore;
  readonly tx: Db;
  readonly outbox: Outbox;
  readonly chronicle: Chronicle;
  readonly roll: Roll;
  readonly facts: Facts;
  readonly document: PlanDocument;
  /** Principals in the order of asking when nobody of a unit answers. */
  escalationAt(at_ms: number, unit: string | null): Promise<readonly string[]>;
}

/**
 * One change of one run: everything that it does is in one transaction, which holds the row of the run, and whoever does
 * it leaves a line for each step.
 */
export class Round {
  readonly #deps: RoundDeps;
  run: RunRow;

  constructor(
    deps: RoundDeps,
    run: RunRow,
    /** Account, or "system". */
    readonly by: string,
  ) {
    this.#deps = deps;
    this.run = run;
  }

  get now_ms(): number {
    return this.#deps.facts.now_ms;
  }
  get facts(): Facts {
    return this.#deps.facts;
  }
  get document(): PlanDocument {
    return this.#deps.document;
  }
  get roll(): Roll {
    return this.#deps.roll;
  }
  get store(): PlanStore {
    return this.#deps.on;
  }

  async change(change: RunChange): Promise<void> {
    this.run = await this.#deps.on.changeRun(this.run, change);
  }

  /** A line of the record, which nothing changes; what is news to others stands in their books too. */
  async write(kind: EventRow['kind'], text: Bilingual, task: number | null = null, by = this.by) {
    const { on, tx, chronicle: books, document } = this.#deps;
    const event = { at_ms: this.now_ms, by, kind, task, text };
    await on.addEvent(this.run.id, event);
    await chronicle(books, tx, this.run, inBoth(document.name), event);
  }

  say(receivers: readonly string[], saying: Saying, channel: 'screen' | 'email' | 'sms' | 'webhook') {
    return tell(this.#deps, this.run, channel, receivers, saying);
  }

  /** Enters a phase: its tasks and messages go out. */
  async enter(phase: PlanPhase, why: Bilingual): Promise<void> {
    const { run, now_ms } = this;
    await this.change({
      ...{ phase: phase.key, phase_seq: run.phase_seq + 1, phase_since_ms: now_ms },
      ...{ proposed: {}, holds: seenIn(run.holds) },
    });
    const name = inBoth(phase.name);
    await this.write('phase', { zh: `进入“${name.zh}”：${why.zh}`, en: `Enters “${name.en}”: ${why.en}` });
    for (const task of phase.tasks) await this.#lay(phase, task);
    for (const message of phase.messages) await this.#announce(message);
    await this.wakeTasks();
  }

  /** Lays a task out for every unit that carries its tag; those whose time has come are sent at once. */
  async #lay(phase: PlanPhase, task: PlanTask): Promise<void> {
    const { run, now_ms, roll } = this;
    const units = roll.withTag(task.tag, run.districts);
    if (units.length === 0)
      await this.write('no_unit', {
        zh: `“${task.name.zh}”没有单位可派：这里没有单位带标签 ${task.tag}，请人工指派`,
        en: `Nobody gets “${inBoth(task.name).en}”: no unit here carries the tag ${task.tag}; see to it by hand`,
      });
    for (const { code } of units)
      await this.store.addTask({
        ...{ run: run.id, phase: phase.key, phase_seq: run.phase_seq, key: task.key, unit: code },
        begins_ms: now_ms + task.start_min * MINUTE_MS,
        accept_by_ms: now_ms + task.accept_min * MINUTE_MS,
        due_by_ms: now_ms + task.due_min * MINUTE_MS,
      });
  }

  async #announce({ key, channel, to, subject, text }: PlanPhase['messages'][number]): Promise<void> {
    const { run, roll } = this;
    const people = roll.withTag(to, run.districts).flatMap(({ code }) => roll.peopleOf(code));
    const receivers = channel === 'webhook' ? [to] : people.map(({ principal }) => principal);
    const saying = { subject: inBoth(subject), text: inBoth(text) };
    await this.say(receivers, { key: `phase/${run.phase_seq}/${key}`, ...saying }, channel);
    await this.write('told', {
      zh: `“${saying.subject.zh}”（${channel}）发往 ${to}：${receivers.length} 个接收方`,
      en: `“${saying.subject.en}” (${channel}) to ${to}: ${receivers.length} receivers`,
    });
  }

  /** Does what the clocks of tasks ask for. */
  async wakeTasks(): Promise<void> {
    const acts = { send: this.#send, escalate: this.#escalate, overdue: this.#overdue };
    for (const task of await this.store.listWaking(this.run.id, this.now_ms)) {
      let known = task;
      // A task whose unit and deadline were both missed while nothing ran goes through each step, as it would have.
      for (let due = wakeOf(known, this.now_ms); due; due = wakeOf(known, this.now_ms))
        known = await acts[due].call(this, known);
    }
  }

  async clocksOf(task: TaskRow): Promise<TaskClocks> {
    return new TaskClocks(task, this.#plan, await this.store.listClockEvents([task.id]));
  }

  get #plan() {
    return { document: this.document, version: this.run.version };
  }

  /** Changes a task together with its clocks, which say by when it is due. */
  async moveTask(task: TaskRow, change: TaskChange, work: (clocks: TaskClocks) => void): Promise<TaskRow> {
    const clocks = await this.clocksOf(task);
    work(clocks);
    await this.store.addClockEvents(clocks.added);
    const [accept, done] = [clocks.read('accept', this.now_ms), clocks.read('done', this.now_ms)];
    return this.changeTask(task, {
      ...{ ...change, paused: done.state === 'paused' },
      accept_by_ms: accept.due_ms ?? task.accept_by_ms,
      due_by_ms: done.due_ms ?? task.due_by_ms,
    });
  }

  /** A task that is over, unjudged. */
  withdrawTask(task: TaskRow, reason: string): Promise<TaskRow> {
    const over = { state: 'withdrawn', reason, ended_ms: this.now_ms, ended_by: this.by } as const;
    return this.moveTask(task, over, (clocks) => {
      for (const clock of ['accept', 'done'] as const) clocks.withdraw(clock, this.now_ms, reason);
    });
  }

  /** Changes a task and with it when its clocks next ask for something. */
  async changeTask(task: TaskRow, change: TaskChange): Promise<TaskRow> {
    return this.store.changeTask(task, { ...change, wakes_ms: wakesAt({ ...task, ...change }) });
  }

  async #send(task: TaskRow): Promise<TaskRow> {
    const sent = await this.changeTask(task, { state: 'sent', asked_ms: this.now_ms });
    const unit = this.roll.nameOf(task.unit);
    const name = this.taskName(task);
    await this.write(
      'task_sent',
      {
        zh: `“${name.zh}”派给${unit.zh}，${clock(task.accept_by_ms)} 前接受，${clock(task.due_by_ms)} 前办结`,
        en: `“${name.en}” to ${unit.en}: accept by ${clock(task.accept_by_ms)}, done by ${clock(task.due_by_ms)}`,
      },
      task.id,
    );
    await this.askUnit(sent);
    return sent;
  }

  /** Nobody took it in time: the unit above is asked, or the next person where there is none above. */
  async #escalate(task: TaskRow): Promise<TaskRow> {
    const parent = this.roll.units.get(task.unit)?.parent ?? null;
    const unit = parent ?? task.unit;
    const level = task.level + 1;
    const change = { state: 'escalated', unit, level, asked_ms: this.now_ms } as const;
    const raised = await this.moveTask(task, change, (clocks) =>
      clocks.restart('accept', this.now_ms, `第 ${level} 次上报 escalation ${level}`),
    );
    const [name, from, to] = [this.taskName(task), this.roll.nameOf(task.unit), this.roll.nameOf(unit)];
    await this.write(
      'task_escalated',
      {
        zh: `“${name.zh}”${from.zh}逾期未接受，第 ${raised.level} 次上报：${to.zh}，${clock(raised.accept_by_ms)} 前接受`,
        en: `“${name.en}”: ${from.en} did not answer in time; escalation ${raised.level} to ${to.en}, accept by ${clock(raised.accept_by_ms)}`,
      },
      task.id,
      'system',
    );
    await this.askUnit(raised);
    return raised;
  }

  async #overdue(task: TaskRow): Promise<TaskRow> {
    const late = await this.changeTask(task, { overdue: true });
    const [name, unit] = [this.taskName(task), this.roll.nameOf(task.unit)];
    const text = {
      zh: `“${name.zh}”逾期未办结：${unit.zh}，应于 ${clock(task.due_by_ms)} 办结`,
      en: `“${name.en}” is overdue at ${unit.en}: it was due ${clock(task.due_by_ms)}`,
    };
    await this.write('task_overdue', text, task.id, 'system');
    const parent = this.roll.units.get(task.unit)?.parent ?? null;
    const above = parent ? this.roll.peopleOf(parent).map(({ principal }) => principal) : [];
    const key = `task/${task.id}/overdue`;
    await this.say(above, { key, subject: text, text: this.detailOf(task) }, 'screen');
    return late;
  }

  /** Tells the people of the unit that has it; where the unit has none, or was asked in vain, whoever is on duty for it. */
  async askUnit(task: TaskRow): Promise<void> {
    const people = this.roll.peopleOf(task.unit, this.taskOf(task).role);
    const own = people.map(({ principal }) => principal);
    const next =
      own.length > 0 && task.level === 0 ? [] : await this.#deps.escalationAt(this.now_ms, task.unit);
    const receivers = [...new Set([...own, ...next.slice(0, Math.max(1, task.level))])];
    const name = this.taskName(task);
    await this.say(
      receivers,
      { key: `task/${task.id}/${task.rev}`, subject: name, text: this.detailOf(task) },
      'screen',
    );
    if (receivers.length === 0)
      await this.write('no_unit', {
        zh: `“${name.zh}”无人接收：${this.roll.nameOf(task.unit).zh}没有可接任务的账号`,
        en: `Nobody was told of “${name.en}”: ${this.roll.nameOf(task.unit).en} has no account that may take it`,
      });
  }

  taskOf({ phase, key }: Pick<TaskRow, 'phase' | 'key'>): PlanTask {
    const task = phaseOf(this.document, phase).tasks.find((one) => one.key === key);
    if (!task) throw new Error(`phase ${phase} of a running plan has no task ${key}`);
    return task;
  }

  taskName = (task: Pick<TaskRow, 'phase' | 'key'>): Bilingual => inBoth(this.taskOf(task).name);

  private detailOf(task: TaskRow): Bilingual {
    const { name, detail } = this.taskOf(task);
    const by = clock(task.due_by_ms);
    const text = inBoth(detail ?? name);
    return { zh: `${text.zh}（${by} 前办结）`, en: `${text.en} (by ${by})` };
  }

  /** Ends the run; what is open of it is withdrawn. */
  async end(why: Bilingual): Promise<void> {
    for (const task of await this.store.listTasks(this.run.id)) {
      if (isAsked(task.state) || ['waiting', 'accepted', 'refused'].includes(task.state)) {
        await this.withdrawTask(task, why.zh);
        const name = this.taskName(task);
        await this.write(
          'task_withdrawn',
          {
            zh: `“${name.zh}”（${this.roll.nameOf(task.unit).zh}）随预案终止撤销`,
            en: `“${name.en}” (${this.roll.nameOf(task.unit).en}) is withdrawn with the plan`,
          },
          task.id,
        );
      }
    }
    await this.change({ state: 'ended', ended_ms: this.now_ms, proposed: {}, holds: {} });
    await this.write('ended', { zh: `预案终止：${why.zh}`, en: `The plan ends: ${why.en}` });
  }
}
