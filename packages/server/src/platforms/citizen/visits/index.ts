import { randomBytes } from 'node:crypto';
import { loadWorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { cases } from '../cases/index.ts';
import { SEED_COLUMN } from './draws.ts';
import { visitsErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { createVisitObligations } from './obligations.ts';
import { serveVisits } from './routes.ts';
import { createRuleBook } from './rule-book.ts';
import { createRuleStore } from './rule-store.ts';
import { createVisits, type Visits } from './service.ts';
import { createVisitStore, type VisitStore } from './store.ts';
import { visitedCasesOf } from './visited-cases.ts';

export { byLot } from './draw.ts';
export type { VisitByToken } from './links.ts';
export type { AnsweredVisit, BegunRectification } from './model.ts';
export { redraw } from './redraw.ts';
export { proportionOf, satisfiedOf } from './results.ts';

/** How soon a case is opened again where that was cut short. */
const REOPEN_MS = 10_000;

/** What modules beside this one may use of it. */
export interface VisitsModule extends Module {
  /** For the citizens' site: what a link asks about, and what is answered by it. */
  readonly links: Pick<Visits['links'], 'readByToken' | 'answerByToken'>;
  /** For figures. */
  readonly figures: Pick<VisitStore, 'listAnsweredBetween' | 'answeredOf' | 'listRectificationsBegan'>;
}

export const visits: PlatformModule<VisitsModule> = {
  name: 'visits',
  migrations,
  errors: visitsErrors,
  compose({ db, clock, log, config }, { audit, keys, messages }, _brain, find) {
    const store = createVisitStore(db);
    const onError = (err: unknown) => log.error({ err }, 'a case could not be opened again after a visit');
    const ruleBook = createRuleBook({ store: createRuleStore(db), clock, audit });
    keys.watch([SEED_COLUMN]);
    const service = createVisits({
      ...{ store, clock, audit, keys, ruleBook, onError, random: randomBytes },
      calendar: loadWorkingCalendar(config.data_dir),
      cases: visitedCasesOf(find(cases), messages, clock),
      // In the path, so that it works without a script: the page exchanges it for a cookie at once and sends no referrer.
      addressOf: (token) => `${config.messages.console_url ?? ''}/service/v/${token}`,
    });
    const answerByToken: Visits['links']['answerByToken'] = async (token, answers) => {
      const answered = await service.links.answerByToken(token, answers);
      await service.reopenDue();
      return answered;
    };
    return {
      name: 'visits',
      links: { readByToken: service.links.readByToken, answerByToken },
      figures: store,
      routes: [serveVisits(service, ruleBook)],
      obligations: createVisitObligations(service),
      jobs: [{ name: 'open cases again after visits', every_ms: REOPEN_MS, run: service.reopenDue }],
      start: ruleBook.load,
      demo: async () => (await import('./demo.ts')).createVisitsDemo(log),
    };
  },
};
