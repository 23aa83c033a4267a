import type { RoadNetwork } from '@opentocc/core/network';
import { loadWorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Module } from '../../../kit/module.ts';
import { liveMap } from '../../command/live-map/index.ts';
import { situations } from '../../command/situations/index.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { ASKER_COLUMNS, createAskers } from './askers.ts';
import { CaseBoard } from './board.ts';
import { type CallerBook, createCallerBook } from './callers.ts';
import type { CaseFacts } from './case-fact.ts';
import { createCaseFacts } from './case-facts.ts';
import { createCategoryStore } from './category-store.ts';
import { type CitizenSide, createCitizenSide } from './citizen-side.ts';
import { casesErrors } from './errors.ts';
import { createExampleStore, type ExampleStore } from './example-store.ts';
import { createFollowMessages } from './follow-messages.ts';
import { createFollowTokens } from './follow-tokens.ts';
import { migrations } from './migrations/index.ts';
import { createCaseObligations } from './obligations.ts';
import { outsiderOf } from './outsider.ts';
import { createRoadNames } from './road-names.ts';
import { serveCases } from './routes.ts';
import { RuleBook } from './rule-book.ts';
import { createRuleStore } from './rule-store.ts';
import { type Cases, createCases } from './service.ts';
import { createCaseStore } from './store.ts';
import { createSuggester } from './suggesting.ts';
import { Taxonomy } from './taxonomy.ts';
import { serveCaseSigns } from './topic.ts';
import { createCaseUnits } from './units.ts';

export { concealed } from './askers.ts';
export type { CaseClockFacts, CaseFact, CaseFacts } from './case-fact.ts';
export type { Change } from './changes.ts';
export type { AddedToCase, AskedCase, CitizenSide } from './citizen-side.ts';
export type { CaseExample, ExamplePlace, ExampleStore } from './example-store.ts';
export { createFollowTokens, type FollowKeys } from './follow-tokens.ts';
export type { FollowedCase, FollowedDue, FollowedState } from './followed-case.ts';
export type { CaseChange } from './hearing.ts';
export type { Author, CaseRow, NewEntry, Taken, TakenCase, TakenFile } from './model.ts';
export type { Cases } from './service.ts';
export { type Asked, type Suggest, TYPE_CLASSES } from './suggesting.ts';

const CARDS_MS = 20_000;
const CLUSTERS_MS = 10_000;
const ARCHIVE_MS = 3_600_000;

/** What modules beside this one may use of it. */
export interface CasesModule extends Module {
  readonly cases: Cases;
  /** Cases for who asked, by number and code. */
  readonly citizens: CitizenSide;
  /** For visits, reviews and figures. */
  readonly facts: CaseFacts;
  /** What a text speaks for: taxonomy words until a model takes their place. */
  readonly suggester: ReturnType<typeof createSuggester>;
  /** What a model is trained on. */
  readonly examples: ExampleStore;
  /** Knows the numbers of calls, once the module of calls has said where they are. */
  readonly callers: CallerBook;
  /** Cases on another clock and the same tables: a past is made on the clock of that past. */
  at(clock: Clock): Cases;
}

export const cases: PlatformModule<CasesModule> = {
  name: 'cases',
  migrations,
  errors: casesErrors,
  compose(platform, { audit, accounts, attachments, keys, messages }, _brain, find) {
    const { db, clock, log, config, network } = platform;
    const store = createCaseStore(db);
    const board = new CaseBoard();
    const units = createCaseUnits(accounts, clock);
    const calendar = loadWorkingCalendar(config.data_dir);
    const taxonomy = new Taxonomy({ store: createCategoryStore(db), clock, audit, isUnit: units.isUnit });
    const suggester = createSuggester(taxonomy, clock.now);
    const { locate, take } = find(situations).situations;
    keys.watch(ASKER_COLUMNS);
    const follow = createFollowMessages({
      ...{ store, messages, tokens: createFollowTokens(keys), site_url: config.messages.console_url ?? null },
    });
    const callers = createCallerBook();
    const districtAt = (lon: number, lat: number) => locate(lon, lat, null).district;
    const deps = {
      ...{ db, store, board, attachments, messages, units, taxonomy, calendar, clock, audit, log, callers },
      askers: createAskers(keys),
      ruleBook: new RuleBook({ store: createRuleStore(db), clock, audit }),
      suggest: suggester.suggest,
      ...{ districtAt },
      report: take,
      roads: createRoadNames(roadNamesOf(network)),
      plateOf: find(liveMap).plateOf,
      invite: follow.invite,
    };
    const service = createCases(deps);
    service.within(follow.within);
    messages.addOutsiders('case', outsiderOf(service));
    return {
      name: 'cases',
      cases: service,
      citizens: createCitizenSide({ cases: service, store, attachments, keys, clock }),
      facts: createCaseFacts(db, calendar, units, clock.now),
      ...{ suggester, callers, examples: createExampleStore(db) },
      at: (other) => createCases({ ...deps, clock: other }),
      routes: [serveCases({ cases: service, suggest: suggester.suggest, districtAt })],
      topics: [serveCaseSigns(service.changes)],
      obligations: createCaseObligations(board),
      jobs: [
        { name: 'give cards to cases', every_ms: CARDS_MS, run: service.cards },
        { name: 'look for cases of one matter', every_ms: CLUSTERS_MS, run: service.cluster },
        { name: 'archive cases', every_ms: ARCHIVE_MS, run: service.archive },
      ],
      start: service.load,
    };
  },
};

/** Names of roads, as links have them. */
function* roadNamesOf({ link_name, strings }: RoadNetwork): Generator<string> {
  for (const name of new Set(link_name)) yield strings[name];
}
