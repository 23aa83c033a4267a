import type { CaseList } from '@opentocc/contract';
import { networkFor } from '@opentocc/core/network';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { createCityLife } from '@opentocc/testkit/city-life';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityMigrations } from '../../../base/accounts/test-identity.ts';
import { migrate } from '../../../kit/db.ts';
import { CITY } from '../../command/situations/test-situations.ts';
import { CallBoard } from '../calls/board.ts';
import { migrations as callMigrations } from '../calls/migrations/index.ts';
import { createNumbers } from '../calls/numbers.ts';
import { createCalls } from '../calls/service.ts';
import { createCallStore } from '../calls/store.ts';
import { migrations as classMigrations } from '../case-classes/migrations/index.ts';
import { openClasses } from '../case-classes/test-case-classes.ts';
import { migrationsOfCases, openCases, startCases, type TestCases } from '../cases/test-cases.ts';
import { makeHotlinePast } from './demo-past.ts';
import { PEOPLE, UNITS } from './demo-people.ts';

let on: TestCases;
let calls: ReturnType<typeof createCalls>;
const network = networkFor(CITY.network, 'car');
const city = { network, life: createCityLife(network, 1), seed: 1, shift_ms: 0 };
const DAYS = 1;

beforeAll(async () => {
  on = await startCases();
  const { db, accounts, keys, audit } = on.identity;
  const { clock } = on;
  await migrate(db, identityMigrations, ...migrationsOfCases, callMigrations);
  for (const unit of UNITS) await accounts.openUnit({ ...unit, districts: null, assumed: false });
  for (const person of PEOPLE) await accounts.openProgramAccount(person);
  calls = createCalls({
    ...{
      store: createCallStore(db),
      board: new CallBoard(() => undefined),
      numbers: createNumbers(keys),
      clock,
      audit,
    },
    ...{ namesOf: accounts.namesOf, earlierOf: async () => [] },
  });
  const ready = await Promise.all(Array.from({ length: 12 }, () => openAtAnyTime()));
  const at = (of: { now(): number }) => {
    const { set, cases } = ready.pop()!;
    set(of);
    return cases;
  };
  on.clock.now_ms = Date.parse('2026-10-21T15:00:00+08:00');
  const deps = { calls, cases: { at, cases: on.cases }, peopleWith: accounts.peopleWith };
  const past = { now_ms: clock.now(), signal: new AbortController().signal };
  const began = performance.now();
  await makeHotlinePast(deps, city, past, DAYS);
  console.info(`${DAYS} day and a half were made in ${Math.round(performance.now() - began)} ms`);
  await makeHotlinePast(deps, city, past, DAYS);
  await on.cases.load();
}, 300_000);
afterAll(() => on.identity.stop());

/** Cases whose clock is chosen afterwards: rules and categories are read before. */
async function openAtAnyTime() {
  const { db, accounts, keys, audit } = on.identity;
  let clock: { now(): number } = on.clock;
  const { cases } = openCases({ db, clock: { now: () => clock.now() }, keys, audit, accounts });
  await cases.load();
  const set = (other: typeof clock) => {
    clock = other;
  };
  return { set, cases };
}

const list = async (query: string) =>
  (await on.supervisor.ask('GET', `/api/v1/cases?view=all&limit=500&${query}`)).body as unknown as CaseList;

test('the past has cases of every way and in every state that time can have brought, each once', async () => {
  expect((await list('')).total).toBeGreaterThan(500);
  for (const query of ['state=closed', 'state=dispatched', 'channel=12345', 'channel=web', 'type=complaint'])
    expect((await list(query)).total, query).toBeGreaterThan(0);
  const { rows } = await sql<{ key: string }>`
    SELECT key FROM cases_case GROUP BY channel, key HAVING count(*) > 1`.execute(on.identity.db);
  expect(rows).toEqual([]);
});

test('nothing in it happened after now or before what led to it', async () => {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM cases_entry e JOIN cases_case c ON c.id = e.case
    WHERE e.at_ms > ${on.clock.now_ms} OR e.at_ms < c.received_ms`.execute(on.identity.db);
  expect(Number(rows[0].n)).toBe(0);
  const { rows: disorder } = await sql`
    SELECT 1 FROM cases_entry a JOIN cases_entry b ON a.case = b.case AND a.id < b.id
    WHERE a.at_ms > b.at_ms LIMIT 1`.execute(on.identity.db);
  expect(disorder).toEqual([]);
});

test('its clocks are those of its time: a consultation was answered within seconds of the call', async () => {
  const { cases } = await list('type=consultation&state=closed&channel=phone');
  const one = await on.cases.read(cases.at(-1)!.id);
  const answer = one.clocks.find(({ code }) => code === 'answer')!.reading;
  expect(answer.started_ms).toBe(one.received_ms);
  expect(one.answered_ms! - one.received_ms).toBeLessThan(10 * MINUTE_MS);
  expect(one.received_ms).toBeGreaterThan(on.clock.now_ms - 4 * DAY_MS);
});

test('its calls are counted, and tied to the cases that were made of them', async () => {
  const { days } = await calls.figures('2026-10-20', '2026-10-20');
  const connected = days[0].figures.find(({ code }) => code === 'connected')!;
  expect(connected.denominator).toBeGreaterThan(300);
  expect(connected.value).toBeGreaterThan(0.93);
  const { calls: some } = await calls.list('2026-10-20', {}, { limit: 200 });
  const answered = some.filter(({ state }) => state === 'ended');
  expect(answered.every((one) => one.case?.startsWith('SZ12328-') && one.agent !== null)).toBe(true);
});

test('its closed cases are enough that a model of categories comes into use, better than the words', async () => {
  const { clock } = on;
  const { db } = on.identity;
  await migrate(db, identityMigrations, ...migrationsOfCases, callMigrations, classMigrations);
  const { classes } = openClasses({ ...on, db, clock });
  await classes.whenDue();
  await classes.settled();
  const { in_use, trainings } = classes.describe();
  expect(in_use).not.toBeNull();
  const { model, words } = trainings[0].held_out!.category;
  expect(model.right).toBeGreaterThan(words.right);
  console.info(`of ${model.of} held out the model files ${model.right} right, the words ${words.right}`);
  await classes.close();
});
