import type { CallEvent } from '@opentocc/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { endsTheSame } from '../../../adapters/postgres/test-kills.ts';
import { testKeys } from '../../../base/keys/test-keys.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { createCallerBook } from '../cases/callers.ts';
import { migrationsOfCases, START_MS, taken } from '../cases/test-cases.ts';
import { openForKill } from '../cases/test-kill-steps.ts';
import { CallBoard } from './board.ts';
import { createExemptionStore } from './exemption-store.ts';
import { createExemptions } from './exemptions.ts';
import { linkCases } from './link-cases.ts';
import { migrations } from './migrations/index.ts';
import { createNumbers } from './numbers.ts';
import { createCalls } from './service.ts';
import { createCallStore } from './store.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, ...migrationsOfCases, migrations);
}, 60_000);
afterAll(() => database.stop());

const actingAs = (principal: string): Acting =>
  ({
    address: '127.0.0.1',
    session: { principal, account: principal, permissions: [], reach: {} },
  }) as unknown as Acting;

/** Calls beside cases as a process of its own has them. */
function openCalls(db: Db) {
  const cases = openForKill(db);
  const clock = { now: () => START_MS };
  const audit = { record: async () => undefined };
  const numbers = createNumbers({ ...testKeys, blindIndex: async (field, text) => `${field} ${text}` });
  const calls = createCalls({
    ...{ store: createCallStore(db), board: new CallBoard(() => undefined), numbers, clock, audit },
    ...{ namesOf: async () => new Map([['account:7', '小林']]), earlierOf: async () => [] },
  });
  linkCases({ cases, callers: createCallerBook() }, calls, { error: () => undefined });
  const exemptions = createExemptions({ store: createExemptionStore(db), clock, audit });
  return {
    ...{ cases, calls, exemptions },
    async load(): Promise<void> {
      await cases.load();
      await calls.load();
    },
  };
}
type Open = ReturnType<typeof openCalls>;

const event = (
  call: string,
  kind: CallEvent['kind'],
  at_s: number,
  more: Partial<CallEvent> = {},
): CallEvent => ({
  ...{
    event: `${call}/${kind}/${at_s}`.replaceAll('/', ':'),
    call,
    kind,
    at_ms: START_MS - 600_000 + at_s * 1000,
  },
  ...{ number: '13812345678', queue: '12328', extension: null, said: '' },
  ...more,
});

/** Two calls, one answered and one given up; a case is made of the first; and hours are declared and approved. */
const stepsOf = (run: string): readonly ((on: Open) => Promise<unknown>)[] => {
  const [call, lost] = [`${run}-1`, `${run}-2`];
  const hours = {
    from_ms: START_MS - 700_000 - Number.parseInt(run.replace(/\D/g, '') || '99', 10),
    to_ms: START_MS,
  };
  const declared = ({ exemptions }: Open) =>
    exemptions.declare(actingAs(`account:${run}`), { ...hours, kind: 'overload', reason: '暴雨' });
  return [
    ({ calls }) => calls.sit(actingAs('account:7'), { extension: '8001', state: 'ready' }),
    ({ calls }) => calls.deliver([event(call, 'ringing', 0), event(lost, 'ringing', 5)]),
    ({ calls }) => calls.deliver([event(call, 'answered', 9, { extension: '8001', said: '公交到站不停' })]),
    ({ cases }) => cases.take(taken(`call-${run}`, { channel: 'phone', text: '公交到站不停', call })),
    // The switchboard says both in one request, of which the first may be done when the process ends.
    ({ calls }) => calls.deliver([event(call, 'ended', 99), event(lost, 'abandoned', 60)]),
    declared,
    async (on) =>
      on.exemptions.decide(actingAs('account:8'), (await declared(on)).id, {
        verdict: 'approved',
        reason: '属实',
      }),
  ];
};

async function walk(db: Db, run: string, from: number): Promise<number> {
  const on = openCalls(db);
  const steps = stepsOf(run);
  let i = from;
  try {
    await on.load();
    for (; i < steps.length; i++)
      await steps[i](on).catch((error: unknown) => {
        // Done already: only the answer was lost.
        if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
      });
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return i;
}

async function recordOf(run: string) {
  const mine = `${run}-%`;
  const { rows } = await sql<Record<string, unknown>>`
    SELECT (SELECT string_agg(state || ' ' || coalesce(wait_ms::text, '-') || ' ' || coalesce(agent, '-'), ', ' ORDER BY call)
        FROM calls_call WHERE call LIKE ${mine}) AS calls,
      (SELECT string_agg(kind, ' ' ORDER BY call, at_ms) FROM calls_event WHERE call LIKE ${mine}) AS events,
      (SELECT count(*) FROM calls_number n JOIN calls_call c ON c.id = n.call WHERE c.call LIKE ${mine}) AS numbers,
      (SELECT count(*) FROM calls_said s JOIN calls_call c ON c.id = s.call WHERE c.call LIKE ${mine}) AS said,
      (SELECT count(*) FROM cases_case WHERE key = ${`call-${run}`}) AS cases,
      (SELECT count(*) FROM calls_case k JOIN calls_call c ON c.id = k.call JOIN cases_case s ON s.number = k.case_number
        WHERE c.call LIKE ${mine} AND s.key = ${`call-${run}`}) AS linked,
      (SELECT string_agg(state, ' ') FROM calls_exemption WHERE declared_by = ${`account:${run}`}) AS exemptions,
      (SELECT count(*) FROM calls_exemption_decision d JOIN calls_exemption x ON x.id = d.exemption
        WHERE x.declared_by = ${`account:${run}`}) AS decisions`.execute(database.db);
  return rows[0];
}

test('a process that ends between any two statements loses and doubles no call, case of a call or exempt hours', async () => {
  const record = await endsTheSame({ database, moments: 40, walk, recordOf });
  expect(record).toEqual({
    ...{ calls: 'ended 9000 account:7, abandoned - -', events: 'ringing answered ended ringing abandoned' },
    ...{ numbers: 2, said: 1, cases: 1, linked: 1, exemptions: 'approved', decisions: 1 },
  });
}, 300_000);
