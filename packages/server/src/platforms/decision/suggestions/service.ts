import type {
  ControlDraft,
  DraftWithdrawal,
  Language,
  NewDraft,
  NewStudy,
  StudyIncident,
  StudyResult,
  StudyScenario,
  Suggestion,
  SuggestionSet,
} from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import { createLinkRouter, type LinkRouter } from '@opentocc/core/routing';
import { DAY_MS } from '@opentocc/core/time';
import type { LinkStates } from '@opentocc/core/traffic';
import type { AuditSink, Json } from '../../../base/audit/index.ts';
import { linksNamed, type TrafficSimulation } from '../../../brain/simulation/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Area, districtOfLink, isWithin } from '../../../kit/area.ts';
import type { Clock } from '../../../kit/clock.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { StudiesModule, StudyRow } from '../studies/index.ts';
import { assumptions } from './assumptions.ts';
import { type Candidate, candidatesFor, situationOf } from './candidates/index.ts';
import { suggestionsErrors } from './errors.ts';
import type { DraftRow, SuggestionStore } from './store.ts';

const MOST_LISTED = 200;
const HORIZON_MIN = 60;
const RADIUS_M = 5000;
const SEEDS = 5;
/** As long as drafts of other kinds of orders are asked about. Assumed, 2026-11-27. */
const FORGET_AFTER_MS = 1096 * DAY_MS;

export interface SuggestionDeps {
  readonly store: SuggestionStore;
  readonly studies: Pick<StudiesModule, 'service' | 'archive'>;
  readonly simulation: Pick<TrafficSimulation, 'check'>;
  /** As cars find it. */
  readonly network: RoadNetwork;
  /** State of the roads that perception published last; null before the first. */
  readonly current: () => LinkStates | null;
  readonly penetration_rate: number | undefined;
  readonly clock: Clock;
  readonly audit: AuditSink;
}

/** Suggests what to do about an incident, each tested in the twin, and stores what is accepted as drafts. It sends nothing. */
export class SuggestionService {
  readonly #deps: SuggestionDeps;
  readonly #router: LinkRouter;

  constructor(deps: SuggestionDeps) {
    this.#deps = deps;
    this.#router = createLinkRouter(deps.network);
  }

  /** Finds what could be done by rules and asks a study of all of it, from the roads of now. */
  async ask(acting: Acting, area: Area, incident: StudyIncident, language: Language): Promise<SuggestionSet> {
    const { studies, store, clock } = this.#deps;
    const { candidates, outside } = this.#candidatesFor(area, incident);
    const study = await studies.service.askWhole(acting, area, questionOf(incident, candidates, language));
    const suggestions = candidates.map((one, i): Suggestion => ({ key: `plan-${i + 1}`, ...one }));
    const set = { study: study.id, district: study.district, asked_ms: clock.now(), suggestions, outside };
    await store.addSet(set).catch(async (error: unknown) => {
      // A study whose suggestions are nowhere would only look like one.
      await studies.service.cancel(acting, area, study.id).catch(() => undefined);
      throw error;
    });
    return { study: study.id, suggestions, outside, drafts: [], assumptions: assumptions() };
  }

  async get(area: Area, id: number): Promise<SuggestionSet> {
    const { store } = this.#deps;
    await this.#requireStudy(area, id);
    const set = await store.findSet(id);
    const drafts = await store.listOf(id);
    return {
      ...{ study: id, suggestions: [...(set?.suggestions ?? [])], outside: set?.outside ?? 0 },
      ...{ drafts: drafts.map(draftOf), assumptions: assumptions() },
    };
  }

  /** Stores a suggestion as a draft of a sign text and a plan. */
  async accept(acting: Acting, area: Area, id: number, { key, sign_text }: NewDraft): Promise<ControlDraft> {
    const { store, clock } = this.#deps;
    const study = await this.#requireStudy(area, id);
    const suggestion = (await store.findSet(id))?.suggestions.find((one) => one.key === key);
    if (!suggestion) throw suggestionsErrors.unknown({ study: id, key });
    if (!this.#reaches(area, suggestion)) throw kitErrors.out_of_area();
    if (sign_text && !suggestion.sign) throw suggestionsErrors.no_sign();
    const { saved_vehicle_hours, verdict } = await this.#tested(study, key);
    if (verdict === 'worse') throw suggestionsErrors.harms();
    const row = await store.addDraft({
      ...{ study: id, key, suggestion, sign_text: sign_text ?? suggestion.sign?.text ?? null },
      ...{ road: study.road, district: study.district, author: acting.session.account },
      ...{ drafted_ms: clock.now(), saved: saved_vehicle_hours },
    });
    if (!row) throw suggestionsErrors.accepted();
    await this.#audit(acting, 'suggestions.accept', `study:${id}`, {
      ...{ draft: row.id, key, kind: suggestion.kind, name: suggestion.name.zh },
      ...{ sign_text: row.sign_text, saved_vehicle_hours: { ...saved_vehicle_hours } },
    }).catch(async (error: unknown) => {
      await store.removeDraft(row.id);
      throw error;
    });
    return draftOf(row);
  }

  async listDrafts(area: Area): Promise<ControlDraft[]> {
    return (await this.#deps.store.list(MOST_LISTED, area)).map(draftOf);
  }

  async withdraw(acting: Acting, area: Area, id: number, { reason }: DraftWithdrawal): Promise<ControlDraft> {
    const { store, clock } = this.#deps;
    const known = await store.findDraft(id);
    if (!known) throw suggestionsErrors.unknown_draft({ id });
    if (!isWithin(area, known.district)) throw kitErrors.out_of_area();
    await this.#audit(acting, 'suggestions.withdraw', `draft:${id}`, { reason, before: known.state });
    const row = await store.withdraw(id, acting.session.account, clock.now(), reason);
    if (!row) throw suggestionsErrors.withdrawn();
    return draftOf(row);
  }

  /** Forgets the oldest. */
  sweep = (): Promise<void> => this.#deps.store.forget(this.#deps.clock.now() - FORGET_AFTER_MS);

  /** What can be run within the area; the others are counted. */
  #candidatesFor(area: Area, incident: StudyIncident) {
    const { network, current, penetration_rate, simulation } = this.#deps;
    const { link } = incident;
    if (link >= network.link_count || network.link_users[link] === 0)
      throw suggestionsErrors.unknown_link({ link });
    if (!isWithin(area, districtOfLink(network, link))) throw kitErrors.out_of_area();
    const states = current();
    if (!states) throw suggestionsErrors.no_state();
    const situation = situationOf(network, this.#router, incident, states, penetration_rate);
    const all = candidatesFor(situation);
    const faults = simulation.check({ ...questionOf(incident, all, 'zh'), seeds: SEEDS });
    const ofBase = faults.find(({ scenario }) => scenario === null);
    if (ofBase) throw ofBase.error;
    const possible = all.filter((_, i) => !faults.some(({ scenario }) => scenario === i));
    if (possible.length === 0) throw suggestionsErrors.none();
    const candidates = possible.filter((one) => this.#reaches(area, one));
    if (candidates.length === 0) throw suggestionsErrors.only_elsewhere({ number: possible.length });
    return { candidates, outside: possible.length - candidates.length };
  }

  #reaches(area: Area, { actions, name, sign, way }: Candidate): boolean {
    const { network } = this.#deps;
    const plan = { name: name.zh, actions: [...actions] };
    const named = linksNamed({ incidents: [], message_share: 0, seeds: SEEDS, scenarios: [plan] });
    return [...named, ...(sign?.links ?? []), ...(way?.links ?? [])].every((link) =>
      isWithin(area, districtOfLink(network, link)),
    );
  }

  /** @throws AppError when the twin has not run it to its end */
  async #tested({ id, status }: StudyRow, key: string) {
    const bytes = status === 'done' ? await this.#deps.studies.archive.findResult(id) : null;
    const result = bytes && (JSON.parse(bytes.toString('utf8')) as StudyResult);
    const tested: StudyScenario | undefined = result?.scenarios.find((one) => one.key === key);
    if (!tested?.saved_vehicle_hours) throw suggestionsErrors.not_run();
    return { saved_vehicle_hours: tested.saved_vehicle_hours, verdict: tested.verdict };
  }

  async #requireStudy(area: Area, id: number): Promise<StudyRow> {
    const row = await this.#deps.studies.archive.find(id);
    if (!row) throw suggestionsErrors.unknown_study({ study: id });
    if (!isWithin(area, row.district)) throw kitErrors.out_of_area();
    return row;
  }

  #audit({ session, address }: Acting, action: string, target: string, detail: { [key: string]: Json }) {
    const { principal, account: actor } = session;
    return this.#deps.audit.record({ principal, actor, address, action, target, result: 'done', detail });
  }
}

/** A study of the incident with one scenario for each suggestion, called as who asks reads. */
function questionOf(incident: StudyIncident, all: readonly Candidate[], language: Language): NewStudy {
  const scenarios = all.map(({ name, actions }) => ({
    name: clipped(name[language]),
    actions: [...actions],
  }));
  return {
    ...{ name: '', incidents: [incident], message_share: 0.3, scenarios, routes: [] },
    ...{ horizon_min: HORIZON_MIN, radius_m: RADIUS_M },
  };
}

/** Longest name of a scenario. */
const MOST_NAME = 60;
const clipped = (name: string): string =>
  name.length > MOST_NAME ? `${name.slice(0, MOST_NAME - 1)}…` : name;

const draftOf = ({ key: _, road, saved, ...row }: DraftRow): ControlDraft => ({
  ...row,
  road: bilingualRoadName(road),
  saved_vehicle_hours: saved,
});
