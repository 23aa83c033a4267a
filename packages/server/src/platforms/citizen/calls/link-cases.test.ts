import type { CallDetail } from '@opentocc/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityMigrations } from '../../../base/accounts/test-identity.ts';
import { migrate } from '../../../kit/db.ts';
import { createCallerBook } from '../cases/callers.ts';
import { migrationsOfCases, read, START_MS, startCases, type TestCases, take } from '../cases/test-cases.ts';
import { CallBoard } from './board.ts';
import { createExemptionStore } from './exemption-store.ts';
import { createExemptions } from './exemptions.ts';
import { linkCases } from './link-cases.ts';
import { migrations } from './migrations/index.ts';
import { CALL_COLUMNS, createNumbers } from './numbers.ts';
import { serveCalls } from './routes.ts';
import { type Calls, createCalls } from './service.ts';
import { createCallStore } from './store.ts';

let on: TestCases;
let calls: Calls;

beforeAll(async () => {
  const callers = createCallerBook();
  on = await startCases(async ({ identity, clock, cases }) => {
    const { db, keys, audit, accounts, http } = identity;
    await migrate(db, identityMigrations, ...migrationsOfCases, migrations);
    keys.watch(CALL_COLUMNS);
    const board = new CallBoard(() => undefined);
    calls = createCalls({
      ...{ store: createCallStore(db), board, numbers: createNumbers(keys), clock, audit },
      ...{ namesOf: accounts.namesOf, earlierOf: cases.earlierOf },
    });
    linkCases({ cases, callers }, calls, { error: () => undefined });
    const exemptions = createExemptions({ store: createExemptionStore(db), clock, audit });
    serveCalls(calls, exemptions).mount(http);
  }, callers);
}, 60_000);
afterAll(() => on.identity.stop());

const ring = (call: string, number: string, said = '') =>
  calls.deliver([
    {
      event: `${call}-1`,
      call,
      kind: 'ringing',
      at_ms: START_MS,
      number,
      queue: '12328',
      extension: '8001',
      said,
    },
  ]);
const asker = { name: '王小明', phone: null, email: null, secret: false, answer_by: 'phone' as const };

test('a case of a call has the number that the switchboard knows, and the call has the case', async () => {
  await ring('first', '13812345678');
  const one = await take(on.agent, { call: 'first', asker });
  expect((await read(on.agent, one.id)).asker.phone).toBe('138****5678');
  expect((await on.cases.contactOf(one.id))?.phone).toBe('13812345678');
  expect((await calls.findByCall('first'))?.case).toBe(one.number);
});

test('who takes the next call of that number sees what was said and the earlier case, and that they looked is on record', async () => {
  await ring('second', '138 1234 5678', '还是上次那件事');
  const { id } = (await calls.findByCall('second'))!;
  const detail = (await on.agent.ask('GET', `/api/v1/calls/${id}`)).body as unknown as CallDetail;
  expect(detail).toMatchObject({ said: '还是上次那件事', number: '138****5678' });
  expect(detail.earlier.map(({ number }) => number)).toEqual([(await calls.findByCall('first'))?.case]);
  expect(JSON.stringify(detail)).not.toContain('13812345678');
});

test('a call without a number, and a call that nobody knows, leave the case without one', async () => {
  await ring('withheld', '');
  for (const call of ['withheld', 'unknown']) {
    const one = await take(on.agent, { call, asker });
    expect((await read(on.agent, one.id)).asker.phone).toBeNull();
  }
});
