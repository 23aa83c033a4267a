import type { PlanDocument } from '@opentocc/contract';
import type { Outbox } from '../../../base/messages/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { invariant } from '../../../kit/errors.ts';
import type { ErrorLog } from '../../../kit/unattended.ts';
import { advance, isDue } from './advance.ts';
import type { Chronicle } from './chronicle.ts';
import { type Facts, factsFor, phaseOf, type Stand, standOf } from './model.ts';
import { Round } from './round.ts';
import type { NewRunRow, PlanRow, PlanStore, RunRow } from './store.ts';
import { type Organisation, type Roll, takeRoll } from './units.ts';

export interface EngineDeps {
  readonly store: PlanStore;
  readonly clock: Clock;
  readonly organisation: Organisation;
  readonly outbox: Outbox;
  readonly chronicle: Chronicle;
  readonly log: ErrorLog;
  /** What conditions are held against, as of the clock's now. */
  facts(): Promise<Facts>;
  /** Principals in the order of asking when nobody of a unit answers. */
  escalationAt(at_ms: number, unit: string | null): Promise<readonly string[]>;
}

/** Begins plans, moves them on and lets their clocks act. Whatever ends the process, its next look goes on from the rows. */
export class PlanEngine {
  readonly #deps: EngineDeps;
  readonly #documents = new Map<string, PlanDocument>();

  constructor(deps: EngineDeps) {
    this.#deps = deps;
  }

  now = (): number => this.#deps.clock.now();
  facts = (): Promise<Facts> => this.#deps.facts();
  roll = (): Promise<Roll> => takeRoll(this.#deps.organisation, this.#deps.store);

  /** The text of a version, which never changes. */
  async documentOf({ plan, version }: Pick<RunRow, 'plan' | 'version'>): Promise<PlanDocument> {
    const key = `${plan}/${version}`;
    const known = this.#documents.get(key);
    if (known) return known;
    const row = await this.#deps.store.findVersion(plan, version);
    invariant(row, `version ${version} of plan ${plan} is stored for as long as it is referred to`);
    this.#documents.set(key, row.document);
    return row.document;
  }

  /** Looks at every plan and every run once; one that fails does not keep the others waiting. */
  tick = async (): Promise<void> => {
    const { store, log } = this.#deps;
    const facts = await this.facts();
    for (const plan of await store.listPlans())
      await this.#beginByItself(plan, facts).catch((err: unknown) =>
        log.error({ err, plan: plan.id }, 'a plan could not be looked at; it is looked at again'),
      );
    for (const [drill] of facts.drills)
      await this.#beginInDrill(drill, facts).catch((err: unknown) =>
        log.error({ err, drill }, 'plans of a weather drill could not be begun; it is tried again'),
      );
    const waking = await store.listRunsWaking(facts.now_ms);
    for (const run of await store.listRuns(true))
      await this.#look(run, waking.has(run.id), facts).catch((err: unknown) =>
        log.error({ err, run: run.id }, 'a running plan could not be moved on; it is tried again'),
      );
  };

  async #look(run: RunRow, waking: boolean, facts: Facts): Promise<void> {
    if (run.state !== 'running' || run.phase === null) return;
    const phase = phaseOf(await this.documentOf(run), run.phase);
    const open = await this.#deps.store.countOpen(run.id);
    if (!waking && !isDue(run, phase, open, factsFor(run, facts))) return;
    await this.change(run.id, 'system', async (round) => {
      if (round.run.state !== 'running') return;
      await round.wakeTasks();
      await advance(round);
    });
  }

  /** One change of one run in one transaction. @param work is given the run as it is when nobody else changes it */
  async change<T>(id: number, by: string, work: (round: Round) => Promise<T>): Promise<T> {
    const { store } = this.#deps;
    const [facts, roll] = [await this.facts(), await this.roll()];
    return store.together(async (on, tx) => {
      const run = await on.lockRun(id);
      invariant(run, `run ${id} is there`);
      return work(await this.#roundOf({ on, tx, facts, roll }, run, by));
    });
  }

  async #roundOf(
    { on, tx, facts: all, roll }: { on: PlanStore; tx: Db; facts: Facts; roll: Roll },
    run: RunRow,
    by: string,
  ): Promise<Round> {
    const { outbox, escalationAt, chronicle } = this.#deps;
    const document = await this.documentOf(run);
    const facts = factsFor(run, all);
    return new Round({ on, tx, facts, roll, outbox, document, escalationAt, chronicle }, run, by);
  }

  /** Adds a run in the caller's transaction. @param starts false where a second person is asked first */
  async add(on: PlanStore, tx: Db, row: NewRunRow, starts: boolean): Promise<RunRow> {
    const [facts, roll] = [await this.facts(), await this.roll()];
    const round = await this.#roundOf({ on, tx, facts, roll }, await on.addRun(row), row.asked_by);
    const why = row.note === '' ? { zh: '', en: '' } : { zh: `：${row.note}`, en: `: ${row.note}` };
    await round.write('asked', { zh: `申请启动预案${why.zh}`, en: `Asks to start the plan${why.en}` });
    if (starts) await begin(round);
    return round.run;
  }

  /** Which condition to begin a plan holds now. */
  whatBegins(document: PlanDocument, facts: Facts): Stand | null {
    const at = { since_ms: facts.now_ms, districts: document.districts, open_tasks: 0 };
    const stands = document.begin.when.map((condition) => standOf(condition, at, facts));
    return stands.find(({ met }) => met) ?? null;
  }

  async #beginByItself({ id, version, retired, armed }: PlanRow, facts: Facts): Promise<void> {
    if (version === null || retired) return;
    const document = await this.documentOf({ plan: id, version });
    if (document.begin.how === 'hand' || document.begin.when.length === 0) return;
    const reason = this.whatBegins(document, facts);
    if (armed === (reason === null)) return;
    const { store } = this.#deps;
    await store.together(async (on, tx) => {
      const plan = await on.lockPlan(id);
      // Somebody else may have begun it, or published another version, since it was read.
      if (plan?.armed !== armed || plan.version !== version || plan.retired) return;
      await on.armPlan(id, reason === null);
      if (reason === null || !armed) return;
      await this.add(
        on,
        tx,
        {
          ...{ plan: id, version, drill: false, origin: document.begin.how, situation: null },
          weather_drill: null,
          ...{ note: reason.why.zh, districts: document.districts, asked_ms: facts.now_ms },
          ...{ asked_principal: 'system', asked_by: 'system' },
        },
        document.begin.how === 'auto',
      );
    });
  }

  /** Plans whose warning is in force in a weather drill begin in it, each once, as drills. Measures and situations begin none. */
  async #beginInDrill(weather_drill: number, facts: Facts): Promise<void> {
    const { store } = this.#deps;
    const begun = await store.listBegunIn(weather_drill);
    const seen = factsFor({ weather_drill }, facts);
    for (const { id, version, retired } of await store.listPlans()) {
      if (version === null || retired || begun.has(id)) continue;
      const document = await this.documentOf({ plan: id, version });
      const { how, when } = document.begin;
      if (how === 'hand') continue;
      const warned = { ...document, begin: { how, when: when.filter(({ kind }) => kind === 'warning') } };
      const reason = this.whatBegins(warned, seen);
      if (reason === null) continue;
      await store.together(async (on, tx) => {
        const plan = await on.lockPlan(id);
        if (plan?.version !== version || plan.retired || (await on.listBegunIn(weather_drill)).has(id))
          return;
        const row = {
          ...{ plan: id, version, drill: true, weather_drill, origin: how, situation: null },
          ...{ note: reason.why.zh, districts: document.districts, asked_ms: facts.now_ms },
          ...{ asked_principal: 'system', asked_by: 'system' },
        };
        await this.add(on, tx, row, how === 'auto');
      });
    }
  }
}

/** Starts what was asked. */
export async function begin(round: Round): Promise<void> {
  await round.change({ state: 'running', started_ms: round.now_ms });
  await round.write('started', { zh: '预案启动', en: 'The plan starts' });
  const [first] = round.document.phases;
  await round.enter(first, { zh: '预案启动', en: 'the plan starts' });
  await advance(round);
}
