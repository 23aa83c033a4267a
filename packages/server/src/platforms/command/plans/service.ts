import type {
  NewRun,
  Plan,
  PlanDetail,
  PlanDocument,
  PlanDraft,
  PlanFault,
  PlanPublication,
  PlanRunDetail,
  TaggedUnit,
} from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { checkPlan } from './checks/index.ts';
import type { Choices } from './choices.ts';
import type { PlanEngine } from './engine.ts';
import { plansErrors } from './errors.ts';
import { type Facts, overlaps } from './model.ts';
import { reachesUnit, requireAll, requireCommand } from './reach.ts';
import { type PastWarning, type PlanPast, type ReplayedPlan, replayPlan } from './replay.ts';
import type { RunService } from './run-service.ts';
import type { PlanRow, PlanStore, RunRow } from './store.ts';
import { KIND_TAGS } from './units.ts';
import { inBoth } from './words.ts';

export interface PlanDeps {
  readonly store: PlanStore;
  readonly engine: PlanEngine;
  readonly runs: RunService;
  readonly choices: Choices;
  readonly clock: Clock;
  /** Whether there is a situation of this number. */
  isSituation(id: number): Promise<boolean>;
}

/** Plans as they are written, checked and published; a version never changes. */
export class PlanService {
  readonly #deps: PlanDeps;

  constructor(deps: PlanDeps) {
    this.#deps = deps;
  }

  async list(area: Area): Promise<Plan[]> {
    const { store, engine } = this.#deps;
    const [plans, runs, facts] = [await store.listPlans(), await store.listRuns(true), await engine.facts()];
    return plans
      .filter(({ document }) => overlaps(area, document.districts))
      .map((row) => this.#summary(row, runs, facts));
  }

  async get(area: Area, id: number): Promise<PlanDetail> {
    return this.#detail(await this.#require(area, id));
  }

  async check(document: PlanDocument): Promise<PlanFault[]> {
    return checkPlan(document, await this.#deps.choices.world());
  }

  async add({ session }: Acting, area: Area, document: PlanDocument): Promise<PlanDetail> {
    requireAll(area, document.districts);
    const { store, clock } = this.#deps;
    return this.#detail(await store.addPlan(document, session.account, clock.now()));
  }

  async save({ session }: Acting, area: Area, id: number, { document, rev }: PlanDraft): Promise<PlanDetail> {
    const before = await this.#require(area, id);
    for (const districts of [before.document.districts, document.districts]) requireAll(area, districts);
    if (before.retired) throw plansErrors.retired();
    return this.#change({ id, rev }, { document, ...this.#by(session.account) });
  }

  /** Makes the draft the next version, unless it has an error. What runs goes on by the version that it began with. */
  async publish(
    { session }: Acting,
    area: Area,
    id: number,
    { rev, note }: PlanPublication,
  ): Promise<PlanDetail> {
    const { store, clock } = this.#deps;
    const { document, retired } = await this.#require(area, id);
    requireAll(area, document.districts);
    if (retired) throw plansErrors.retired();
    const [first, ...others] = (await this.check(document)).filter(({ level }) => level === 'error');
    if (first) throw plansErrors.faulty({ count: 1 + others.length, first: first.text });
    const published = await store.together(async (on) => {
      const row = await on.lockPlan(id);
      if (row?.rev !== rev) throw plansErrors.changed();
      if (row.version !== null && row.published_rev === rev)
        throw plansErrors.nothing_new({ version: row.version });
      const version = (row.version ?? 0) + 1;
      await on.addVersion({
        ...{ plan: id, version, document: row.document, note },
        ...{ published_ms: clock.now(), published_by: session.account },
      });
      return on.changePlan(row, { version, published_rev: rev + 1, ...this.#by(session.account) });
    });
    return this.#detail(published ?? (await this.#require(area, id)));
  }

  async retire({ session }: Acting, area: Area, id: number, rev: number): Promise<PlanDetail> {
    const { document, retired } = await this.#require(area, id);
    requireAll(area, document.districts);
    if (retired) throw plansErrors.retired();
    return this.#change({ id, rev }, { retired: true, ...this.#by(session.account) });
  }

  /** Starts the published version, or asks for a second person's approval where the plan wants that. */
  async start(acting: Acting, area: Area, id: number, wanted: NewRun): Promise<PlanRunDetail> {
    const { store, engine, choices, runs, clock } = this.#deps;
    const { version, retired } = await this.#require(area, id);
    if (retired) throw plansErrors.retired();
    if (version === null) throw plansErrors.not_published();
    if (wanted.situation !== null && !(await this.#deps.isSituation(wanted.situation)))
      throw plansErrors.situation_unknown({ id: wanted.situation });
    const document = await engine.documentOf({ plan: id, version });
    const districts = districtsOf(document, wanted);
    requireCommand(acting.session, { districts, document, tasks: [] }, await choices.roll());
    const { drill, note, situation } = wanted;
    const { principal, account } = acting.session;
    const needsApproval = document.begin.how === 'approval';
    const run = await store.together((on, tx) =>
      engine.add(
        ...([on, tx] as const),
        {
          ...{ plan: id, version, drill, note, situation, districts, weather_drill: null },
          ...{ origin: needsApproval ? 'approval' : 'hand', asked_ms: clock.now() },
          ...{ asked_principal: principal, asked_by: account },
        },
        !needsApproval,
      ),
    );
    return runs.get(acting, area, run.id);
  }

  /** What published plans of today would have done over a span, by the warnings that were in force in it. */
  async replay(span: PlanPast['span'], warnings: readonly PastWarning[]): Promise<ReplayedPlan[]> {
    const { store, engine, choices } = this.#deps;
    const [roll, { nameOf }] = [await choices.roll(), await engine.facts()];
    const replayed: ReplayedPlan[] = [];
    for (const { id: plan, version, retired } of await store.listPlans()) {
      if (version === null || retired) continue;
      const document = await engine.documentOf({ plan, version });
      const one = replayPlan({ plan, version }, document, { span, warnings, roll, nameOf });
      if (one) replayed.push(one);
    }
    return replayed;
  }

  async setTags({ session }: Acting, unit: string, tags: readonly string[]): Promise<TaggedUnit> {
    const { store, choices } = this.#deps;
    const known = (await choices.roll()).units.get(unit);
    if (!known) throw plansErrors.unit_unknown({ unit });
    if (!reachesUnit(session, 'plans:publish', unit)) throw kitErrors.out_of_area();
    const own = tags.find((tag) => KIND_TAGS.includes(tag));
    if (own) throw plansErrors.kind_tag({ tag: own });
    await store.together((on) => on.setTags(unit, tags));
    const { units } = await choices.list();
    return units.find(({ code }) => code === unit) as TaggedUnit;
  }

  #by(changed_by: string) {
    return { changed_by, changed_ms: this.#deps.clock.now() };
  }

  async #change(...[seen, change]: Parameters<PlanStore['changePlan']>): Promise<PlanDetail> {
    const row = await this.#deps.store.changePlan(seen, change);
    if (!row) throw plansErrors.changed();
    return this.#detail(row);
  }

  async #require(area: Area, id: number): Promise<PlanRow> {
    const row = await this.#deps.store.findPlan(id);
    if (!row) throw plansErrors.unknown({ id });
    if (!overlaps(area, row.document.districts)) throw kitErrors.out_of_area();
    return row;
  }

  async #detail(row: PlanRow): Promise<PlanDetail> {
    const { store, engine } = this.#deps;
    const [runs, facts] = [await store.listRuns(true), await engine.facts()];
    return {
      ...this.#summary(row, runs, facts),
      document: row.document,
      faults: await this.check(row.document),
      versions: await store.listVersions(row.id),
    };
  }

  #summary(row: PlanRow, runs: readonly RunRow[], facts: Facts): Plan {
    const { id, document, rev, version, published_rev, retired, changed_by, changed_ms } = row;
    const running = runs.filter(({ plan }) => plan === id).length;
    const state = version === null ? 'draft' : published_rev === rev ? 'published' : 'changed';
    return {
      ...{ id, name: inBoth(document.name), kind: document.kind, version, running },
      districts: document.districts,
      state: retired ? 'retired' : state,
      begins: document.begin.how,
      proposed:
        running === 0 &&
        !retired &&
        version !== null &&
        this.#deps.engine.whatBegins(document, facts) !== null,
      ...{ assumed: document.basis.assumed, changed_ms, changed_by, rev },
    };
  }
}

/** Where a run happens: what was asked within what the plan is for. */
function districtsOf({ districts }: PlanDocument, wanted: NewRun): Area {
  if (wanted.districts === null) return districts;
  if (!wanted.districts.every((one) => isWithin(districts, one)))
    throw plansErrors.outside_districts({ districts: districts?.join(', ') ?? '' });
  return wanted.districts;
}
