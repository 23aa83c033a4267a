import type { Bilingual, NewStudy, Study, StudyCheck, StudyLink, StudySummary } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import {
  horizonOf,
  linksNamed,
  placesNamed,
  type Question,
  type TrafficSimulation,
} from '../../../brain/simulation/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Area, districtOfLink, isWithin } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { Logger } from '../../../kit/log.ts';
import { clipResult } from './clip-result.ts';
import { studiesErrors } from './errors.ts';
import { findLinks } from './find-links.ts';
import { limitsOf, requireLimits } from './limits.ts';
import { RunningStudies } from './running-studies.ts';
import type { NewStudyRow, StudyRow, StudyStore } from './store.ts';
import { readResult } from './study-result.ts';

/** Runs of each scenario: fewer have no spread worth a band. */
const SEEDS = 5;
/** Studies of one account that wait or run at once: nobody fills the queue alone. Assumed, 2026-11-27. */
const MOST_OF_ONE = 8;
/** A study that nobody runs so long after it was asked is taken up again. */
const LOST_AFTER_MS = 60_000;
/** Studies that a list shows. */
const MOST_LISTED = 200;
/** As long as the history of links. */
const FORGET_AFTER_MS = 183 * 86_400_000;

export interface StudyDeps {
  readonly store: StudyStore;
  readonly simulation: TrafficSimulation;
  readonly network: RoadNetwork;
  readonly clock: Clock;
  readonly log: Logger;
  readonly audit: AuditSink;
}

/** Asks, runs, tells and cancels studies. */
export class StudyService {
  readonly #deps: StudyDeps;
  readonly #running: RunningStudies;
  /** Accounts whose studies are being stored. */
  readonly #asking: string[] = [];

  constructor(deps: StudyDeps) {
    this.#deps = deps;
    this.#running = new RunningStudies(deps);
  }

  /** Studies that had not ended when the platform did are run again from the state that was stored of them. */
  async start(): Promise<void> {
    await this.#deps.store.requeue();
    await this.#takeUp(Number.MAX_SAFE_INTEGER);
  }

  /** Runs what was stored and is not run: when the database could not take its end, or the one who asked got no answer. */
  takeUpLost = (): Promise<void> => this.#takeUp(this.#deps.clock.now() - LOST_AFTER_MS);

  async #takeUp(before_ms: number): Promise<void> {
    const { store, network, clock } = this.#deps;
    for (const { base, ...row } of await store.listOpen(before_ms, this.#running.ids))
      if (row.network_version === network.meta.version) this.#running.submit(row, base);
      else await store.end(row.id, { status: 'failed', ended_ms: clock.now(), failure: 'another network' });
  }

  async list({ session }: Acting, area: Area): Promise<StudySummary[]> {
    const rows = await this.#deps.store.list(MOST_LISTED, area);
    return rows.map((row) => summaryOf(row, session.principal));
  }

  /** @throws AppError when it is not there or outside the area */
  async get({ session }: Acting, area: Area, id: number): Promise<Study> {
    const row = await this.#require(area, id);
    return this.#studyOf(row, session.principal, area);
  }

  /** Takes the state of the roads now and runs from it; what is answered outlives a power cut. */
  async ask(acting: Acting, area: Area, study: NewStudy): Promise<Study> {
    this.#requireReach(area, study);
    requireLimits(limitsOf(acting.session), study);
    return this.askWhole(acting, area, study);
  }

  /** As {@link ask}, for a question that a module of ours made and bounded itself: its size is not the caller's choice. */
  async askWhole(acting: Acting, area: Area, { name, ...asked }: NewStudy): Promise<Study> {
    const { simulation, network, clock } = this.#deps;
    this.#requireReach(area, asked);
    const { principal, account: owner } = acting.session;
    this.#requireRoom(principal);
    const { question, base } = simulation.begin({ ...asked, seeds: SEEDS }, this.#asking.length);
    const [link] = linksNamed(question);
    const row: NewStudyRow = {
      ...{ principal, owner, name, status: 'waiting' as const, asked_ms: clock.now(), replay_of: null },
      ...{ base_ms: base.base_ms, network_version: network.meta.version, question, base },
      road: link === undefined ? '' : (network.strings[network.link_name[link]] ?? ''),
      district: link === undefined ? null : districtOfLink(network, link),
    };
    return this.#begin(acting, area, row, { action: 'studies.ask', detail: { name, ...asked } as never });
  }

  /** Links that something of a study may lie on, by the name of their road. */
  findLinks = async (area: Area, road: string): Promise<StudyLink[]> =>
    findLinks(this.#deps.network, area, road);

  /** Everything that is wrong with a study, before it is asked. */
  async check({ session }: Acting, area: Area, { name: _, ...asked }: NewStudy): Promise<StudyCheck> {
    this.#requireReach(area, asked);
    const faults = this.#deps.simulation.check({ ...asked, seeds: SEEDS });
    return {
      limits: limitsOf(session),
      faults: faults.map(({ error, ...where }) => ({
        ...{ code: error.code, text: { zh: error.in('zh'), en: error.in('en') } },
        ...{ ...where, links: [...where.links] },
      })),
    };
  }

  /** Runs a study again from the state that was stored of it: with the same versions it comes to the same bytes. */
  async replay(acting: Acting, area: Area, id: number): Promise<Study> {
    const { store, clock, simulation, network } = this.#deps;
    const row = await this.#require(area, id);
    // What somebody asked for was let in then; that of others is let in by the size and the reach of who runs it again.
    if (row.principal !== acting.session.principal) this.#requireOwnSize(acting, area, row.question);
    const [stored, base] = await Promise.all([store.findResult(id), store.findBase(id)]);
    if (row.status !== 'done' || !stored || !base) throw studiesErrors.not_done();
    const result = readResult(stored, []);
    // Figures of roads that were measured or set are named behind what was assumed, and are stored with the state.
    const first = { ...result, parameters_version: result.parameters_version.split('+')[0] };
    const now = { ...simulation.versions(), network_version: network.meta.version };
    for (const what of ['network_version', 'parameters_version', 'engine_version'] as const)
      if (first[what] !== now[what])
        throw studiesErrors.other_versions({ what, before: first[what], now: now[what] });
    const { principal, account: owner } = acting.session;
    this.#requireRoom(principal);
    const { name, base_ms, network_version, road, district, question } = row;
    const again: NewStudyRow = {
      ...{ principal, owner, name, status: 'waiting' as const, asked_ms: clock.now(), replay_of: id },
      ...{ base_ms, network_version, road, district, question, base },
    };
    return this.#begin(acting, area, again, { action: 'studies.replay', detail: { replay_of: id } });
  }

  /** Stores a study, puts it on record, and runs it. */
  async #begin(
    acting: Acting,
    area: Area,
    row: NewStudyRow,
    { action, detail }: { readonly action: string; readonly detail: { [key: string]: Json } },
  ): Promise<Study> {
    const { store, clock } = this.#deps;
    const begun = await this.#hold(row.principal, async () => {
      const added = await store.add(row);
      await this.#audit(acting, action, added.id, detail).catch(async (error: unknown) => {
        // What is not on record does not run, now or after a restart.
        await store.end(added.id, { status: 'failed', ended_ms: clock.now(), failure: 'not on record' });
        throw error;
      });
      this.#running.submit(added, row.base);
      return added;
    });
    return this.#studyOf(begun, acting.session.principal, area);
  }

  /** Who asks must reach every place that is named; a study of the whole area alone is for who reaches the city. */
  #requireOwnSize({ session }: Acting, area: Area, question: Question): void {
    const { scenarios = [], horizon_min = 0, radius_m = 0 } = question;
    requireLimits(limitsOf(session), { scenarios: [...scenarios], horizon_min, radius_m });
    this.#requireReach(area, question);
  }

  #requireReach(area: Area, asked: Omit<Question, 'seeds'>): void {
    const { network } = this.#deps;
    const links = linksNamed({ ...asked, seeds: SEEDS });
    if (links.length === 0 && area !== null) throw kitErrors.out_of_area();
    for (const link of links)
      if (!isWithin(area, districtOfLink(network, link))) throw kitErrors.out_of_area();
  }

  /** What is being stored counts already: fifty questions at once are not all let in. */
  #requireRoom(principal: string): void {
    const asking = this.#asking.filter((one) => one === principal).length;
    if (asking + this.#running.countOf(principal) >= MOST_OF_ONE)
      throw studiesErrors.too_many_of_yours({ most: MOST_OF_ONE });
  }

  async #hold<T>(principal: string, work: () => Promise<T>): Promise<T> {
    this.#asking.push(principal);
    try {
      return await work();
    } finally {
      this.#asking.splice(this.#asking.indexOf(principal), 1);
    }
  }

  async cancel(acting: Acting, area: Area, id: number): Promise<Study> {
    const { store, clock } = this.#deps;
    const row = await this.#require(area, id);
    if (row.principal !== acting.session.principal) throw studiesErrors.not_yours();
    const ended = await store.end(id, { status: 'cancelled', ended_ms: clock.now() });
    if (!ended) throw studiesErrors.ended();
    this.#running.cancel(id);
    await this.#audit(acting, 'studies.cancel', id, {});
    return this.#studyOf(ended, acting.session.principal, area);
  }

  /** Forgets studies that are older than the history that they could be held against. */
  sweep = (): Promise<void> => this.#deps.store.forget(this.#deps.clock.now() - FORGET_AFTER_MS);

  async #require(area: Area, id: number): Promise<StudyRow> {
    const row = await this.#deps.store.find(id);
    if (!row) throw studiesErrors.unknown({ id });
    if (!isWithin(area, row.district)) throw kitErrors.out_of_area();
    return row;
  }

  async #studyOf(row: StudyRow, principal: string, area: Area): Promise<Study> {
    const { simulation, network } = this.#deps;
    const running = this.#running.find(row.id);
    const stored = row.status === 'done' ? await this.#deps.store.findResult(row.id) : null;
    const result = stored ? readResult(stored, placesNamed(row.question)) : (running?.result ?? null);
    return {
      ...summaryOf(row, principal),
      progress: running?.progress ?? null,
      ahead: row.status === 'waiting' ? simulation.ahead(row.id) : 0,
      failure: row.status === 'failed' ? (row.failure_says ?? FAILED) : null,
      result: result && clipResult(network, area, result),
      assumptions: simulation.assumptions(),
      fits_network: row.network_version === network.meta.version,
    };
  }

  #audit({ session, address }: Acting, action: string, id: number, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    const target = `study:${id}`;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

const FAILED: Bilingual = {
  zh: '推演未能完成，原因已记入系统日志，请重新发起',
  en: 'The study could not be finished; the reason is in the log of the system. Run it again',
};

const summaryOf = (row: StudyRow, principal: string): StudySummary => {
  const { id, name, status, owner, asked_ms, ended_ms, base_ms, network_version, district } = row;
  const { incidents, message_share, scenarios = null, routes = [] } = row.question;
  return {
    ...{ id, name, status, owner, asked_ms, ended_ms, base_ms, network_version, district },
    ...{ replay_of: row.replay_of, same_bytes: row.same_bytes },
    road: bilingualRoadName(row.road),
    ...{ scenarios: scenarios && [...scenarios], routes: [...routes], horizon_min: horizonOf(row.question) },
    ...{ incidents: [...incidents], message_share, own: row.principal === principal },
  };
};
