import type { Case, CaseList, NewCase } from '@opentocc/contract';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import {
  type Browser,
  createAppointer,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { migrations as attachmentMigrations, createAttachments } from '../../../base/attachments/index.ts';
import type { KeyService } from '../../../base/keys/index.ts';
import { migrations as messageMigrations, type NewMessage } from '../../../base/messages/index.ts';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { kitErrors } from '../../../kit/errors.ts';
import type { TakenReport } from '../../command/situations/index.ts';
import { ASKER_COLUMNS, createAskers } from './askers.ts';
import { CaseBoard } from './board.ts';
import type { CallerBook } from './callers.ts';
import { createCategoryStore } from './category-store.ts';
import { createExampleStore } from './example-store.ts';
import { migrations } from './migrations/index.ts';
import type { TakenCase } from './model.ts';
import { createCaseObligations } from './obligations.ts';
import { createRoadNames } from './road-names.ts';
import { serveCases } from './routes.ts';
import { RuleBook } from './rule-book.ts';
import { createRuleStore } from './rule-store.ts';
import { createCases } from './service.ts';
import { createCaseStore } from './store.ts';
import { createSuggester } from './suggesting.ts';
import { Taxonomy } from './taxonomy.ts';
import { createCaseUnits } from './units.ts';

export const PATH = '/api/v1/cases';
/** Monday, 12 October 2026, 09:00: the first whole week of work after the holiday. */
export const START_MS = Date.parse('2026-10-12T09:00:00+08:00');
export const FUTIAN = '440304';
const PASSWORD = 'Quiet-Harbour-71-tide';

export const migrationsOfCases = [attachmentMigrations, messageMigrations, migrations] as const;

/** What a service of cases stands on in tests: the outside is listened to, the rest is real. */
export interface Ground {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly keys: Pick<KeyService, 'seal' | 'open' | 'blindIndex'>;
  readonly audit: Parameters<typeof createCases>[0]['audit'];
  readonly accounts: Parameters<typeof createCaseUnits>[0];
}

/** Cases as a process of its own has them. */
export function openCases({ db, clock, keys, audit, accounts }: Ground, callers?: CallerBook) {
  const units = createCaseUnits(accounts, clock);
  const taxonomy = new Taxonomy({ store: createCategoryStore(db), clock, audit, isUnit: units.isUnit });
  const { suggest, use } = createSuggester(taxonomy, clock.now);
  const sent: NewMessage[] = [];
  const reports: TakenReport[] = [];
  const failures: unknown[] = [];
  const districtAt = (lon: number) => (lon < 114.1 ? FUTIAN : '440305');
  const cases = createCases({
    ...{ db, clock, audit, units, taxonomy, suggest },
    ...{ store: createCaseStore(db), board: new CaseBoard(), askers: createAskers(keys) },
    ruleBook: new RuleBook({ store: createRuleStore(db), clock, audit }),
    attachments: createAttachments({ db, images: createImageCleaner() }),
    messages: { queue: async (_tx, message) => sent.push(message) },
    calendar: createWorkingCalendar(),
    log: { error: (given: unknown) => void failures.push(given) } as never,
    ...{ districtAt },
    report: async (report) => reports.push(report),
    roads: createRoadNames(['深南大道', '深南大道辅路', '滨河大道']),
    plateOf: (vehicle, area) => {
      if (vehicle !== 7 || area !== null) throw kitErrors.not_found();
      return '粤B·D12345';
    },
    ...(callers && { callers }),
  });
  return { cases, suggest, use, districtAt, examples: createExampleStore(db), sent, reports, failures };
}

/** What a module beside cases is tied to before anybody signs in. */
type Beside = ReturnType<typeof openCases> & {
  readonly identity: Awaited<ReturnType<typeof startIdentity>>;
  readonly clock: { now_ms: number; now(): number };
};

/** Cases over HTTP, with people of the hotline, of a district and of a firm, on a clock that tests turn. */
export async function startCases(
  tie: (beside: Beside) => Promise<void> = async () => undefined,
  callers?: CallerBook,
) {
  const identity = await startIdentity({}, START_MS);
  const { db, audit, http, accounts, keys } = identity;
  // Of its own: sessions end while nobody acts.
  const clock = { now_ms: START_MS, now: () => clock.now_ms };
  await migrate(db, identityMigrations, ...migrationsOfCases);
  keys.watch(ASKER_COLUMNS);
  const opened = openCases({ db, clock, keys, audit, accounts }, callers);
  await opened.cases.load();
  serveCases(opened).mount(http);
  await tie({ identity, clock, ...opened });
  const appoint = await createAppointer(identity);
  const system = identity.browser();
  await system.ask('POST', '/api/v1/session', { account: 'admin', password: PASSWORD });
  for (const [code, zh] of [
    ['pengcheng-taxi', '鹏城出租'],
    ['bus-group', '公交集团'],
    ['empty-firm', '空壳公司'],
  ])
    await system.ask('PUT', `/api/v1/units/${code}`, {
      ...{ parent: 'public-transport', kind: 'firm', name: { zh, en: code }, districts: null },
    });
  return {
    ...{ identity, clock, appoint, system, ...opened },
    obligations: createCaseObligations(opened.cases.board),
    agent: await appoint('agent', 'city', 'hotline-agent'),
    supervisor: await appoint('supervisor', 'city', 'hotline-supervisor'),
    officer: await appoint('officer', 'city', 'duty-officer'),
    taxi: await appoint('taxi', 'pengcheng-taxi', 'case-handler'),
    bus: await appoint('bus', 'bus-group', 'case-handler'),
    futian: await appoint('futian', FUTIAN, 'case-handler'),
  };
}

export type TestCases = Awaited<ReturnType<typeof startCases>>;

let number = 0;

/** A complaint about a taxi. */
export const complaint = (more: Partial<NewCase> = {}): Partial<NewCase> => ({
  ...{ key: `test-case-${++number}`, channel: 'phone', type: 'complaint', category: 'taxi_service' },
  text: '出租车司机绕路，多收了三十元',
  asker: { name: '王小明', phone: '13812345678', email: null, secret: false, answer_by: 'sms' },
  ...more,
});

export async function take(by: Browser, more: Partial<NewCase> = {}): Promise<Case> {
  const { status, body } = await by.ask('POST', PATH, complaint(more));
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as unknown as Case;
}

/** A case that a machine brings. */
export const taken = (key: string, more: Partial<TakenCase> = {}): TakenCase => ({
  ...{ channel: 'mail', key, type: 'consultation', category: 'bus_line', text: 'M299 路末班车几点？' },
  asker: { name: '李四', phone: null, email: 'li@example.com', secret: false, answer_by: 'mail' },
  ...more,
});

export const read = async (by: Browser, id: number) =>
  (await by.ask('GET', `${PATH}/${id}`)).body as unknown as Case;

export const listed = async (by: Browser, query = '') =>
  (await by.ask('GET', `${PATH}?${query}`)).body as unknown as CaseList;

/** What one does with a case as it stands now. */
export async function act(
  on: Pick<TestCases, 'supervisor'>,
  by: Browser,
  id: number,
  what: string,
  body: object = {},
) {
  const { version } = await read(on.supervisor, id);
  return by.ask('POST', `${PATH}/${id}/${what}`, { version, ...body });
}

/** Does several things after each other; each must work. */
export async function run(
  on: Pick<TestCases, 'supervisor'>,
  id: number,
  steps: readonly (readonly [by: Browser, what: string, body?: object])[],
): Promise<Case> {
  for (const [by, what, body] of steps) {
    const { status, body: said } = await act(on, by, id, what, body);
    if (status !== 200) throw new Error(`${what}: ${status} ${JSON.stringify(said)}`);
  }
  return read(on.supervisor, id);
}

export const clockOf = ({ clocks }: Case, code: string) => clocks.find((one) => one.code === code)?.reading;
export const kindsOf = ({ timeline }: Case) => timeline.map(({ kind }) => kind);
/** "2026-10-15 24:00" of the end of that day. */
export const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
