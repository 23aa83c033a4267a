import type { PlanEvidence, RunTask } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { advance } from './advance.ts';
import type { PlanEngine } from './engine.ts';
import { plansErrors, TASK_STATE_WORDS } from './errors.ts';
import { reachesUnit } from './reach.ts';
import type { Round } from './round.ts';
import { shownIn, taskOf } from './show.ts';
import type { PlanStore, TaskRow } from './store.ts';
import { isAsked } from './task.ts';
import type { Organisation } from './units.ts';
import { inBoth } from './words.ts';

export interface TaskDeps {
  readonly store: PlanStore;
  readonly engine: PlanEngine;
  readonly organisation: Organisation;
}

/** What a unit does with the tasks that it was sent. */
export class TaskService {
  readonly #deps: TaskDeps;

  constructor(deps: TaskDeps) {
    this.#deps = deps;
  }

  /** Tasks at the caller's own unit and those below it, as far as the right to act reaches. */
  async listOwn({ session }: Acting, open: boolean): Promise<RunTask[]> {
    const { store, engine, organisation } = this.#deps;
    const units = await organisation.unitsOf(session.principal);
    if (!units) return [];
    const own = [units.own, ...units.below].filter((unit) => reachesUnit(session, 'plans:act', unit));
    const [rows, roll] = [await store.listTasksAt(own, open), await engine.roll()];
    const runs = new Map(
      await Promise.all(
        [...new Set(rows.map(({ run }) => run))].map(async (id) => [id, await store.findRun(id)] as const),
      ),
    );
    const moved = await store.listClockEvents(rows.map(({ id }) => id));
    const shown: RunTask[] = [];
    for (const row of rows) {
      const run = runs.get(row.run);
      if (!run) continue;
      const plan = { run, document: await engine.documentOf(run), roll, now_ms: engine.now() };
      shown.push(taskOf(row, plan, moved));
    }
    return shown;
  }

  accept(acting: Acting, id: number, { rev }: { rev: number }): Promise<RunTask> {
    return this.#act(acting, id, rev, async (round, task) => {
      requireState(task, isAsked(task.state));
      const { role } = round.taskOf(task);
      if (role !== null && !acting.session.roles.includes(role)) throw plansErrors.role_needed({ role });
      return this.#write(
        round,
        task,
        'task_accepted',
        ['接受', 'accepts'],
        '',
        {
          ...{ state: 'accepted', accepted_by: round.by, accepted_ms: round.now_ms },
          // A late answer of the unit that was asked first takes the task back to it.
          unit: reachesUnit(acting.session, 'plans:act', task.unit) ? task.unit : task.first_unit,
        },
        (clocks) => clocks.finish('accept', round.now_ms, round.by),
      );
    });
  }

  refuse(acting: Acting, id: number, { rev, reason }: { rev: number; reason: string }): Promise<RunTask> {
    return this.#act(acting, id, rev, async (round, task) => {
      requireState(task, isAsked(task.state) || task.state === 'accepted');
      const refused = await this.#write(
        round,
        task,
        'task_refused',
        ['退回', 'refuses'],
        reason,
        {
          ...{ state: 'refused', reason, accepted_by: null, accepted_ms: null },
        },
        (clocks) => {
          for (const clock of ['accept', 'done'] as const)
            clocks.withdraw(clock, round.now_ms, `退回 refused: ${reason}`);
        },
      );
      await this.#tellCommander(round, task, reason);
      return refused;
    });
  }

  finish(acting: Acting, id: number, { rev, evidence }: { rev: number; evidence: PlanEvidence }) {
    return this.#act(acting, id, rev, async (round, task) => {
      requireState(task, task.state === 'accepted');
      requireEvidence(round.taskOf(task).evidence, evidence);
      const done = await this.#write(
        round,
        task,
        'task_done',
        ['办结', 'finishes'],
        evidence.text,
        {
          ...{ state: 'done', evidence, ended_by: round.by, ended_ms: round.now_ms },
        },
        (clocks) => clocks.finish('done', round.now_ms, round.by),
      );
      await advance(round);
      return done;
    });
  }

  async #act(
    acting: Acting,
    id: number,
    rev: number,
    work: (round: Round, task: TaskRow) => Promise<TaskRow>,
  ): Promise<RunTask> {
    const { store, engine } = this.#deps;
    const known = await store.findTask(id);
    if (!known) throw plansErrors.task_unknown({ id });
    if (!mayAnswer(acting, known)) throw kitErrors.out_of_area();
    return engine.change(known.run, acting.session.account, async (round) => {
      const task = await round.store.findTask(id);
      if (round.run.state !== 'running') throw plansErrors.not_running();
      if (task?.rev !== rev) throw plansErrors.changed();
      if (!mayAnswer(acting, task)) throw kitErrors.out_of_area();
      return shownIn(round, await work(round, task));
    });
  }

  async #write(
    round: Round,
    task: TaskRow,
    kind: 'task_accepted' | 'task_refused' | 'task_done',
    [zh, en]: readonly [string, string],
    why: string,
    change: Parameters<Round['moveTask']>[1],
    clocks: Parameters<Round['moveTask']>[2],
  ): Promise<TaskRow> {
    const changed = await round.moveTask(task, change, clocks);
    const [name, unit] = [round.taskName(task), round.roll.nameOf(task.unit)];
    const text = {
      zh: `${unit.zh}${zh}“${name.zh}”${why && `：${why}`}`,
      en: `${unit.en} ${en} “${name.en}”${why && `: ${why}`}`,
    };
    await round.write(kind, text, task.id);
    return changed;
  }

  /** Whoever started the plan learns that a task came back. */
  async #tellCommander(round: Round, task: TaskRow, reason: string): Promise<void> {
    const { asked_principal } = round.run;
    if (!asked_principal.startsWith('account:')) return;
    const name = inBoth(round.taskOf(task).name);
    await round.say(
      [asked_principal],
      {
        key: `task/${task.id}/refused/${task.rev}`,
        subject: { zh: `任务退回：${name.zh}`, en: `Refused: ${name.en}` },
        text: { zh: reason, en: reason },
      },
      'screen',
    );
  }
}

/** Whether somebody acts for the unit that has a task, or for the one from which it went up while nobody has taken it. */
const mayAnswer = ({ session }: Acting, { unit, first_unit, state }: TaskRow): boolean =>
  reachesUnit(session, 'plans:act', unit) ||
  (state === 'escalated' && reachesUnit(session, 'plans:act', first_unit));

function requireState({ state }: TaskRow, allowed: boolean): void {
  if (!allowed) throw plansErrors.task_not_asked({ state: TASK_STATE_WORDS[state] });
}

/** @throws AppError when "done" lacks what the task asks for */
function requireEvidence(asked: 'none' | 'text' | 'attachment', { text, attachments }: PlanEvidence): void {
  if (asked === 'text' && text === '')
    throw plansErrors.evidence_needed({ what: { zh: '办理情况说明', en: 'a text that says what was done' } });
  if (asked === 'attachment' && attachments.length === 0)
    throw plansErrors.evidence_needed({ what: { zh: '附件', en: 'an attachment' } });
}
