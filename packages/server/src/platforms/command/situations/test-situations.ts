import type { NewReport, Situation, SituationList } from '@opentocc/contract';
import { networkFor } from '@opentocc/core/network';
import { textNetwork } from '@opentocc/testkit';
import { createImageCleaner } from '../../../adapters/images/index.ts';
import {
  type Browser,
  createAppointer,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { migrations as attachmentMigrations, createAttachments } from '../../../base/attachments/index.ts';
import { createWorkingCalendar } from '../../../kit/calendar/index.ts';
import { migrate } from '../../../kit/db.ts';
import { SituationBoard } from './board.ts';
import { CALLER_COLUMNS, createCallers } from './callers.ts';
import { createDatexExport } from './export-datex.ts';
import { migrations } from './migrations/index.ts';
import { serveSituations } from './routes.ts';
import { RuleBook } from './rule-book.ts';
import { createRuleStore } from './rule-store.ts';
import { createSituations } from './service.ts';
import { createSituationStore } from './store.ts';

export const PATH = '/api/v1/situations';
const START_MS = Date.parse('2026-11-27T09:00:00+08:00');
const FUTIAN = '440304';
const NANSHAN = '440305';

/** A road with three lanes across two districts, and a street beside it. */
export const CITY = textNetwork(`
  A>>>>>>>>>>B>>>>>>>>>>C>>>>>>>>>>G>>>>>>>>>>D
             |
             E----------F

  AB expressway 80 lanes=3 name=滨海大道
  BC expressway 80 lanes=3 name=滨海大道
  CG expressway 80 lanes=3 name=滨河大道
  GD expressway 80 lanes=3 name=滨河大道
  BE arterial 60 lanes=2 name=科苑路
  EF arterial 60 lanes=2 name=白石路
  district ${FUTIAN} ACF
  district ${NANSHAN} GD
`);

/** The middle of a link. */
export function middleOf(pair: string): readonly [lon: number, lat: number] {
  const { network } = CITY;
  const link = CITY.link(pair);
  const [from, to] = [network.link_from[link], network.link_to[link]];
  const { node_lon, node_lat } = network;
  return [(node_lon[from] + node_lon[to]) / 2, (node_lat[from] + node_lat[to]) / 2];
}

/** Situations over HTTP, with people who may handle them, on a clock that tests turn. Friday 27 November 2026, 09:00. */
export async function startSituations() {
  const identity = await startIdentity({}, START_MS);
  const { db, audit, http, accounts, keys } = identity;
  // Of its own: sessions end while nobody acts.
  const clock = { now_ms: START_MS, now: () => clock.now_ms };
  await migrate(db, identityMigrations, attachmentMigrations, migrations);
  keys.watch(CALLER_COLUMNS);
  const failures: unknown[] = [];
  const onError = (error: unknown) => void failures.push(error);
  const store = createSituationStore(db);
  const board = new SituationBoard(onError);
  const network = networkFor(CITY.network, 'car');
  const handlers = () => accounts.holdersOf('situations:handle');
  const open = () =>
    createSituations({
      ...{ store, network, clock, audit, handlers, onError, callers: createCallers(keys), board },
      attachments: createAttachments({ db, images: createImageCleaner() }),
      calendar: createWorkingCalendar(),
      ruleBook: new RuleBook({ store: createRuleStore(db), clock, audit }),
    });
  const situations = open();
  const toDatex = createDatexExport({ list: situations.list, get: situations.reader.get, now: clock.now });
  serveSituations({ situations, now: clock.now, handlers, toDatex }).mount(http);
  const appoint = await createAppointer(identity);
  return { ...{ identity, situations, store, board, clock, failures, appoint, FUTIAN, NANSHAN } };
}

export type TestSituations = Awaited<ReturnType<typeof startSituations>>;

let number = 0;

/** A call about something on a link. */
export function callAbout(pair: string, more: Partial<NewReport> = {}): Partial<NewReport> {
  const [lon, lat] = middleOf(pair);
  return {
    ...{ key: `test-report-${++number}`, origin: 'call', kind: 'accident', text: '两车追尾', lon, lat },
    ...more,
  };
}

export async function report(by: Browser, pair: string, more: Partial<NewReport> = {}): Promise<Situation> {
  const { status, body } = await by.ask('POST', PATH, callAbout(pair, more));
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as unknown as Situation;
}

export const read = async (by: Browser, id: number) =>
  (await by.ask('GET', `${PATH}/${id}`)).body as unknown as Situation;

export const listed = async (by: Browser) =>
  ((await by.ask('GET', PATH)).body as unknown as SituationList).situations;

/** What one does with a situation as it stands now. */
export async function act(by: Browser, id: number, what: string, body: object = {}) {
  const { version } = await read(by, id);
  return by.ask('POST', `${PATH}/${id}/${what}`, { version, ...body });
}

export const move = (by: Browser, id: number, to: string, reason = '') =>
  act(by, id, 'state', { to, reason });
