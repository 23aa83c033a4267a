import type { ClockAct, PlanRun, PlanRunDetail, RunTask, TransitionTaken } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { type Area, areaOf } from '../../../kit/area.ts';
import { invariant, kitErrors } from '../../../kit/errors.ts';
import { advance, standsOf, take } from './advance.ts';
import { begin, type PlanEngine } from './engine.ts';
import { plansErrors } from './errors.ts';
import { factsFor, overlaps, phaseOf } from './model.ts';
import { beyondRights, requireCommand } from './reach.ts';
import type { Round } from './round.ts';
import { detailOf, runOf, shownIn } from './show.ts';
import type { PlanStore, RunRow, TaskRow } from './store.ts';
import { clock } from './words.ts';

export interface RunDeps {
  readonly store: PlanStore;
  readonly engine: PlanEngine;
}

type Seen = { readonly rev: number };

/** What people do with a running plan. Every act is one transaction with its lines and messages. */
export class RunService {
  readonly #deps: RunDeps;

  constructor(deps: RunDeps) {
    this.#deps = deps;
  }

  async list(area: Area, open: boolean): Promise<PlanRun[]> {
    const { store, engine } = this.#deps;
    const rows = (await store.listRuns(open)).filter(({ districts }) => overlaps(area, districts));
    const tasks = await store.listTasksOfRuns(rows.map(({ id }) => id));
    return Promise.all(
      rows.map(async (row) =>
        runOf(
          row,
          await engine.documentOf(row),
          tasks.filter(({ run }) => run === row.id),
        ),
      ),
    );
  }

  async get({ session }: Acting, area: Area, id: number): Promise<PlanRunDetail> {
    const { store, engine } = this.#deps;
    const run = await this.#require(area, id);
    const [document, roll, facts] = [await engine.documentOf(run), await engine.roll(), await engine.facts()];
    const [tasks, events] = [await store.listTasks(id), await store.listEvents(id)];
    const beyond = session.permissions.includes('plans:command')
      ? beyondRights(session, { districts: run.districts, document, tasks }, roll)
      : [];
    const moved = await store.listClockEvents(tasks.map((task) => task.id));
    return detailOf({ run, document, tasks, moved, events, facts: factsFor(run, facts), roll, beyond });
  }

  approve(acting: Acting, area: Area, id: number, { rev, reason }: Seen & { reason: string }) {
    return this.#command(acting, area, id, { rev }, async (round) => {
      if (round.run.state !== 'asked') throw plansErrors.not_asked();
      if (round.run.asked_principal === acting.session.principal) throw plansErrors.own_approval();
      await round.write('approved', {
        zh: `批准启动${reason && `：${reason}`}`,
        en: `Approves the start${reason && `: ${reason}`}`,
      });
      await begin(round);
    });
  }

  refuse(acting: Acting, area: Area, id: number, { rev, reason }: Seen & { reason: string }) {
    return this.#command(acting, area, id, { rev }, async (round) => {
      if (round.run.state !== 'asked') throw plansErrors.not_asked();
      await round.change({ state: 'refused', ended_ms: round.now_ms });
      await round.write('refused', { zh: `不批准启动：${reason}`, en: `Refuses the start: ${reason}` });
    });
  }

  /** Leads the plan on by hand; before the condition is met that needs a reason, which stands in the record. */
  take(acting: Acting, area: Area, id: number, { rev, transition: key, reason }: TransitionTaken) {
    return this.#command(acting, area, id, { rev }, async (round) => {
      const { run } = round;
      if (run.state !== 'running') throw plansErrors.not_running();
      invariant(run.phase, 'a running plan is in a phase');
      const open = await round.store.countOpen(id);
      const stands = standsOf(run, phaseOf(round.document, run.phase), open, round.facts);
      const found = stands.find(([transition]) => transition.key === key);
      if (!found) throw plansErrors.transition_unknown({ key });
      const [transition, { met, why }] = found;
      const byWord = transition.when.kind === 'approval';
      if (!met && !byWord && reason.length < 2) throw plansErrors.reason_needed({ why });
      const given = reason ? { zh: `（${reason}）`, en: ` (${reason})` } : { zh: '', en: '' };
      const early =
        met || byWord
          ? { zh: '人工确认', en: 'confirmed' }
          : { zh: '条件未满足，人工转入', en: 'by hand, its condition not met' };
      await take(round, transition, {
        why: { zh: `${early.zh}${given.zh}；${why.zh}`, en: `${early.en}${given.en}; ${why.en}` },
      });
      await advance(round);
    });
  }

  end(acting: Acting, area: Area, id: number, { rev, reason }: Seen & { reason: string }) {
    return this.#command(acting, area, id, { rev }, async (round) => {
      if (round.run.state !== 'running') throw plansErrors.not_running();
      await round.end({ zh: reason, en: reason });
    });
  }

  /** Gives a task to another unit: its clocks begin again, as the plan has them. */
  async giveTask(acting: Acting, area: Area, id: number, given: Seen & { unit: string; reason: string }) {
    const { unit, reason, rev } = given;
    return this.#commandTask(acting, area, id, rev, async (round, task) => {
      const known = round.roll.units.get(unit);
      if (!known) throw plansErrors.unit_unknown({ unit });
      requireCommand(
        acting.session,
        { districts: round.run.districts, document: round.document, tasks: [{ unit, first_unit: unit }] },
        round.roll,
      );
      const change = {
        ...{ state: 'sent' as const, unit, level: 0, overdue: false, asked_ms: round.now_ms, reason: '' },
        ...{ accepted_by: null, accepted_ms: null },
      };
      const moved = await round.moveTask(task, change, (clocks) => {
        for (const clock of ['accept', 'done'] as const)
          clocks.restart(clock, round.now_ms, `改派 given to ${known.name.zh}: ${reason}`);
      });
      const name = round.taskName(task);
      await round.write(
        'task_given',
        {
          zh: `“${name.zh}”改派${known.name.zh}：${reason}`,
          en: `“${name.en}” is given to ${known.name.en}: ${reason}`,
        },
        id,
      );
      await round.askUnit(moved);
      return moved;
    });
  }

  async withdrawTask(acting: Acting, area: Area, id: number, { rev, reason }: Seen & { reason: string }) {
    return this.#commandTask(acting, area, id, rev, async (round, task) => {
      const ended = await round.withdrawTask(task, reason);
      const name = round.taskName(task);
      await round.write(
        'task_withdrawn',
        { zh: `“${name.zh}”撤销：${reason}`, en: `“${name.en}” is withdrawn: ${reason}` },
        id,
      );
      await advance(round);
      return ended;
    });
  }

  /** Stops, lets go on or stretches the time in which a task is to be done; who commands approves it. */
  actOnTaskClock(acting: Acting, area: Area, id: number, { rev, act }: Seen & { act: ClockAct }) {
    return this.#commandTask(acting, area, id, rev, async (round, task) => {
      const approved = act.kind === 'resumed' ? act : { ...act, approved_by: round.by };
      const moved = await round.moveTask(task, {}, (clocks) =>
        clocks.add('done', { ...approved, at_ms: round.now_ms }),
      );
      const [name, { zh, en }] = [round.taskName(task), ACTS[act.kind]];
      const due = moved.paused ? { zh: '', en: '' } : dueWords(moved.due_by_ms);
      const text = {
        zh: `“${name.zh}”办结时限${zh}：${act.reason}${due.zh}`,
        en: `“${name.en}”: its time is ${en}: ${act.reason}${due.en}`,
      };
      await round.write('task_clock', text, id);
      const key = `task/${id}/clock/${moved.rev}`;
      const people = round.roll.peopleOf(moved.unit).map(({ principal }) => principal);
      await round.say(people, { key, subject: name, text }, 'screen');
      return moved;
    });
  }

  async #commandTask(
    acting: Acting,
    area: Area,
    id: number,
    rev: number,
    work: (round: Round, task: TaskRow) => Promise<TaskRow>,
  ): Promise<RunTask> {
    const { store, engine } = this.#deps;
    const known = await store.findTask(id);
    if (!known) throw plansErrors.task_unknown({ id });
    await this.#require(area, known.run);
    return engine.change(known.run, acting.session.account, async (round) => {
      await this.#requireRights(acting, round);
      const task = await round.store.findTask(id);
      if (round.run.state !== 'running') throw plansErrors.not_running();
      if (task?.rev !== rev) throw plansErrors.changed();
      if (task.state === 'done' || task.state === 'withdrawn') throw plansErrors.changed();
      return shownIn(round, await work(round, task));
    });
  }

  /** Who commands changes a run as they saw it, and only with rights on all that it touches. */
  async #command(
    acting: Acting,
    area: Area,
    id: number,
    { rev }: Seen,
    work: (round: Round) => Promise<void>,
  ): Promise<PlanRunDetail> {
    await this.#require(area, id);
    await this.#deps.engine.change(id, acting.session.account, async (round) => {
      await this.#requireRights(acting, round);
      if (round.run.rev !== rev) throw plansErrors.changed();
      await work(round);
    });
    return this.get(acting, areaOf(acting.session, 'plans:command'), id);
  }

  async #requireRights({ session }: Acting, { run, document, roll, store }: Round): Promise<void> {
    const tasks = await store.listTasks(run.id);
    requireCommand(session, { districts: run.districts, document, tasks }, roll);
  }

  async #require(area: Area, id: number): Promise<RunRow> {
    const run = await this.#deps.store.findRun(id);
    if (!run) throw plansErrors.run_unknown({ id });
    if (!overlaps(area, run.districts)) throw kitErrors.out_of_area();
    return run;
  }
}

const ACTS = {
  paused: { zh: '暂停', en: 'paused' },
  resumed: { zh: '恢复', en: 'running again' },
  extended: { zh: '延长', en: 'extended' },
} as const satisfies Record<ClockAct['kind'], unknown>;

const dueWords = (at_ms: number) => ({ zh: `（${clock(at_ms)} 前办结）`, en: ` (done by ${clock(at_ms)})` });
