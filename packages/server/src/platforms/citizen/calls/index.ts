import { MINUTE_MS } from '@opentocc/core/time';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { cases } from '../cases/index.ts';
import { CallBoard } from './board.ts';
import { callsErrors } from './errors.ts';
import { createExemptionStore } from './exemption-store.ts';
import { createExemptions } from './exemptions.ts';
import { type CallFact, createCallFacts } from './fact-store.ts';
import { linkCases } from './link-cases.ts';
import { migrations } from './migrations/index.ts';
import { CALL_COLUMNS, createNumbers } from './numbers.ts';
import { serveCalls } from './routes.ts';
import { type Calls, createCalls } from './service.ts';
import { createCallStore } from './store.ts';

export type { CallFact } from './fact-store.ts';
export type { PastCall } from './import-past.ts';

/** What modules beside this one may use of it. */
export interface CallsModule extends Module {
  readonly calls: Pick<Calls, 'deliver' | 'findByCall' | 'figures' | 'list' | 'importPast'>;
  /** For figures. */
  readonly facts: (from_ms: number, to_ms: number) => Promise<readonly CallFact[]>;
}

export const calls: PlatformModule<CallsModule> = {
  name: 'calls',
  migrations,
  errors: callsErrors,
  compose({ db, clock, log }, { audit, accounts, keys }, _brain, find) {
    const board = new CallBoard((err) => log.error({ err }, 'a listener missed what became of a call'));
    keys.watch(CALL_COLUMNS);
    const made = find(cases);
    const service = createCalls({
      ...{ store: createCallStore(db), board, numbers: createNumbers(keys), clock, audit },
      namesOf: accounts.namesOf,
      earlierOf: made.cases.earlierOf,
    });
    linkCases(made, service, log);
    const exemptions = createExemptions({ store: createExemptionStore(db), clock, audit });
    return {
      name: 'calls',
      calls: service,
      facts: createCallFacts(db),
      routes: [serveCalls(service, exemptions)],
      obligations: exemptions.obligations,
      topics: [board.served],
      jobs: [{ name: 'take lost calls off the screens', every_ms: MINUTE_MS, run: service.forgetLost }],
      start: service.load,
    };
  },
};
