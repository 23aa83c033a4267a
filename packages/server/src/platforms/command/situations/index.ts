import { networkFor } from '@opentocc/core/network';
import { loadWorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { duty } from '../duty/index.ts';
import { warnings } from '../warnings/index.ts';
import { SituationBoard } from './board.ts';
import { CALLER_COLUMNS, createCallers } from './callers.ts';
import { situationsErrors } from './errors.ts';
import { createDatexExport } from './export-datex.ts';
import { situationFigures } from './figures.ts';
import { handoverItems } from './handover.ts';
import { createInflow } from './inflow.ts';
import { migrations } from './migrations/index.ts';
import { createSituationObligations } from './obligations.ts';
import { serveSituations } from './routes.ts';
import { RuleBook } from './rule-book.ts';
import { createRuleStore } from './rule-store.ts';
import { createSituations, type Situations } from './service.ts';
import { createSituationStore } from './store.ts';

export type { Change } from './changes.ts';
export type { TakenReport } from './model.ts';
export type { SituationChange } from './service.ts';

/** How often signals and warnings are looked at, ms: a situation is late by so much at most. */
const INFLOW_MS = 5_000;

/** What modules beside this one may use of it. */
export interface SituationsModule extends Module {
  readonly situations: Pick<
    Situations,
    'take' | 'end' | 'changes' | 'within' | 'entriesAfter' | 'find' | 'addEntry' | 'list' | 'locate'
  >;
}

export const situations: PlatformModule<SituationsModule> = {
  name: 'situations',
  migrations,
  errors: situationsErrors,
  compose({ db, clock, log, config, network }, { audit, accounts, attachments, keys }, { detection }, find) {
    const store = createSituationStore(db);
    const onError = (err: unknown) => log.error({ err }, 'a listener missed what became of a situation');
    const board = new SituationBoard(onError);
    const calendar = loadWorkingCalendar(config.data_dir);
    const handlers = () => accounts.holdersOf('situations:handle');
    keys.watch(CALLER_COLUMNS);
    const service = createSituations({
      ...{ store, board, attachments, calendar, clock, audit, handlers, onError },
      callers: createCallers(keys),
      ruleBook: new RuleBook({ store: createRuleStore(db), clock, audit }),
      network: networkFor(network, 'car'),
    });
    const inflow = createInflow({
      ...{ situations: service, now: clock.now },
      openSignals: () => detection.listOpen(null),
      openWarnings: find(warnings).service.listOpen,
    });
    find(duty).handover.add({ kind: 'situation', list: handoverItems(board) });
    find(duty).figures.add(situationFigures(board, store));
    const toDatex = createDatexExport({ list: service.list, get: service.reader.get, now: clock.now });
    return {
      name: 'situations',
      situations: service,
      routes: [serveSituations({ situations: service, now: clock.now, handlers, toDatex })],
      topics: [board.served],
      obligations: createSituationObligations(board),
      jobs: [{ name: 'take in signals and warnings', every_ms: INFLOW_MS, run: inflow }],
      degraded: [['working_calendar', () => calendar.warning(clock.now())?.zh ?? null]],
      start: service.load,
      demo: async () => (await import('./demo.ts')).createSituationsDemo(log),
    };
  },
};
