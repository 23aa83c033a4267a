import type { CallEvent, CallEventsTaken } from '@opentocc/contract';
import {
  type Browser,
  createAppointer,
  identityMigrations,
  startIdentity,
} from '../../../base/accounts/test-identity.ts';
import { migrate } from '../../../kit/db.ts';
import { CallBoard } from './board.ts';
import { createExemptionStore } from './exemption-store.ts';
import { createExemptions } from './exemptions.ts';
import { migrations } from './migrations/index.ts';
import { CALL_COLUMNS, createNumbers } from './numbers.ts';
import { serveCalls } from './routes.ts';
import { createCalls } from './service.ts';
import { createCallStore } from './store.ts';

export const START_MS = Date.parse('2026-11-27T09:00:00+08:00');
export const EVENTS = '/api/v1/calls/events';

/** Calls over HTTP: a switchboard with its key, agents and a supervisor, on a clock that tests turn. */
export async function startCalls() {
  const identity = await startIdentity({}, START_MS);
  const { db, audit, http, accounts, keys, clock } = identity;
  await migrate(db, identityMigrations, migrations);
  keys.watch(CALL_COLUMNS);
  const failures: unknown[] = [];
  const board = new CallBoard((error) => void failures.push(error));
  const open = () =>
    createCalls({
      ...{ store: createCallStore(db), board, numbers: createNumbers(keys), clock, audit },
      namesOf: accounts.namesOf,
      earlierOf: async () => [],
    });
  const calls = open();
  const exemptions = createExemptions({ store: createExemptionStore(db), clock, audit });
  serveCalls(calls, exemptions).mount(http);
  const appoint = await createAppointer(identity);
  const key = await keyOf(appoint, 'calls');
  return {
    identity,
    calls,
    exemptions,
    board,
    clock,
    failures,
    appoint,
    switchboard: switchboardOf(identity.browser(), key),
  };
}

export type TestCalls = Awaited<ReturnType<typeof startCalls>>;

/** A key of an item of the catalogue, applied for, approved and issued. */
export async function keyOf(
  appoint: (name: string, unit: string, role: string) => Promise<Browser>,
  item: string,
): Promise<string> {
  const applicant = await appoint(`${item}-applicant`, 'city', 'department-user');
  const approver = await appoint(`${item}-approver`, 'city', 'data-steward');
  const path = '/api/v1/sharing/applications';
  const { id } = (await applicant.ask('POST', path, { item, unit: 'city', purpose: '外部系统接入' })).body;
  await approver.ask('POST', `${path}/${id}/approval`, {});
  return String((await applicant.ask('POST', `${path}/${id}/key`, {})).body.key);
}

/** Says what happens to calls, with its key alone. */
function switchboardOf(browser: Browser, key: string) {
  const headers = { authorization: `Bearer ${key}` };
  return {
    async deliver(...events: readonly Partial<CallEvent>[]): Promise<CallEventsTaken> {
      const { status, body } = await browser.ask('POST', EVENTS, { events }, headers);
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
      return body as unknown as CallEventsTaken;
    },
    ask: (method: 'GET' | 'POST', url: string, body?: object) => browser.ask(method, url, body, headers),
  };
}

let number = 0;

/** An event of a call, by seconds after nine. */
export const eventOf = (
  call: string,
  kind: CallEvent['kind'],
  at_s: number,
  more: Partial<CallEvent> = {},
): Partial<CallEvent> => ({
  ...{ event: `e-${++number}`, call, kind, at_ms: START_MS + at_s * 1000, number: '13812345678' },
  ...more,
});
