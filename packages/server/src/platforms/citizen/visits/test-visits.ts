import type { NewAsker } from '@opentocc/contract';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import {
  createAppointer,
  type Identity,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { migrations as attachmentMigrations, createAttachments } from '../../../base/attachments/index.ts';
import type { NewMessage } from '../../../base/messages/index.ts';
import type { Acting } from '../../../kit/acting.ts';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import { type Migrations, migrate } from '../../../kit/db.ts';
import { createLog } from '../../../kit/log.ts';
import type { FindModule } from '../../platform-module.ts';
import { type CasesModule, cases as casesModule, type TakenCase } from '../cases/index.ts';
import { SEED_COLUMN } from './draws.ts';
import { migrations } from './migrations/index.ts';
import { serveVisits } from './routes.ts';
import { createRuleBook } from './rule-book.ts';
import { createRuleStore } from './rule-store.ts';
import { createVisits, type Visits } from './service.ts';
import { createVisitStore, type VisitStore } from './store.ts';
import { visitedCasesOf } from './visited-cases.ts';

/** Monday 23 November 2026, 09:00. */
export const START_MS = Date.parse('2026-11-23T09:00:00+08:00');

/** The real cases of a database, without the roads beside them, and visits of them over HTTP, on a clock that tests turn. @param beside mounts what stands on them before the first request */
export async function startVisits(
  beside: (on: VisitsOnly) => unknown = () => undefined,
  more: Migrations = {},
) {
  const identity = await startIdentity({}, START_MS);
  const { db, audit, http, accounts, keys } = identity;
  const clock = { now_ms: START_MS, now: () => clock.now_ms };
  await migrate(db, identityMigrations, attachmentMigrations, casesModule.migrations ?? {}, migrations, more);
  const sent: NewMessage[] = [];
  const messages = {
    queue: async (_: unknown, message: NewMessage) => sent.push(message),
    addOutsiders: () => undefined,
  };
  const situations = { situations: { locate: () => ({ district: null }), take: async () => 1 } };
  const attachments = createAttachments({ db, images: createImageCleaner() });
  const cases = casesModule.compose(
    {
      ...{ db, clock, log: createLog('silent'), config: { data_dir: identity.folder, messages: {} } },
      network: { link_name: [], strings: [] },
    } as never,
    { audit, accounts, keys, messages, attachments } as never,
    {} as never,
    (() => situations) as unknown as FindModule,
  );
  keys.watch([SEED_COLUMN]);
  await cases.start?.();
  const failures: unknown[] = [];
  let seeds = 0;
  const random = (bytes: number) => new Uint8Array(bytes).fill(++seeds);
  const store = createVisitStore(db);
  const ruleBook = createRuleBook({ store: createRuleStore(db), clock, audit });
  const visits = createVisits({
    ...{ store, clock, audit, keys, ruleBook, random, calendar: createWorkingCalendar() },
    cases: visitedCasesOf(cases, messages as never, clock),
    addressOf: (token) => `https://tocc.example/service/v/${token}`,
    onError: (error) => void failures.push(error),
  });
  serveVisits(visits, ruleBook).mount(http);
  for (const served of cases.routes ?? []) served.mount(http);
  const on = { identity, cases, visits, store, clock, sent, failures, ruleBook };
  await beside(on);
  return { ...on, appoint: await createAppointer(identity) };
}

export interface VisitsOnly {
  readonly identity: Identity;
  readonly cases: CasesModule;
  readonly visits: Visits;
  readonly store: VisitStore;
  readonly clock: { now_ms: number; now(): number };
}

export type TestVisits = Awaited<ReturnType<typeof startVisits>>;

/** An agent of the hotline without a browser. */
export const agent: Acting = {
  address: '127.0.0.1',
  session: {
    ...{ principal: 'account:900', account: 'agent', language: 'zh', reach: {} },
    permissions: ['cases:read', 'cases:take', 'cases:handle', 'cases:reveal'],
  },
} as unknown as Acting;

let number = 0;

export const ASKER: NewAsker = {
  ...{ name: '王小明', phone: '13812345678', email: null, secret: false, answer_by: 'phone' },
};

/** A case that somebody asked, was answered at once, and is closed. */
export async function closeCase({ cases }: TestVisits, more: Partial<TakenCase> = {}) {
  const { cases: service } = cases;
  number++;
  const asker = { ...ASKER, phone: `138${String(10_000_000 + number)}`, ...more.asker };
  const taken: TakenCase = {
    ...{ channel: 'phone', key: `test-${number}`, type: 'consultation', category: 'bus_line' },
    ...{ text: `M${number} 路末班车几点`, ...more, asker },
  };
  const made = await service.take(taken, {
    principal: 'account:900',
    actor: 'agent',
    at_ms: service.asSystem().at_ms,
  });
  await service.desk.answer(agent, made.id, { version: 1, text: '末班车 23:00，请留意站牌', close: true });
  return made;
}
