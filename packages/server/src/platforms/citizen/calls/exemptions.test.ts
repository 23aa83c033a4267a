import type { CallExemption, CallFigures, CallList } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { createCallFacts } from './fact-store.ts';
import { eventOf, START_MS, startCalls, type TestCalls } from './test-calls.ts';

const EXEMPTIONS = '/api/v1/calls/exemptions';
/** Six in the morning: the hours are over when they are declared. */
const SIX_MS = START_MS - 3 * HOUR_MS;
const HOURS = { kind: 'overload', from_ms: SIX_MS, to_ms: SIX_MS + HOUR_MS, reason: '暴雨致来电骤增' };

let on: TestCalls;
let declarer: Browser;
let approver: Browser;
let officer: Browser;
let agent: Browser;

/** Waits of five calls, s: at six, within the hour, at its last second, at its end, and after it. */
beforeAll(async () => {
  on = await startCalls();
  declarer = await on.appoint('zhuguan', 'city', 'hotline-supervisor');
  approver = await on.appoint('zhuguan2', 'city', 'hotline-supervisor');
  officer = await on.appoint('zhiban', 'city', 'duty-officer');
  agent = await on.appoint('xiaolin', 'city', 'hotline-agent');
  for (const [i, [at_s, wait_s]] of [
    [0, 40],
    [600, 5],
    [3_599, 50],
    [3_600, 12],
    [5_000, 30],
  ].entries())
    await on.switchboard.deliver(
      eventOf(`x${i}`, 'ringing', at_s - 10_800),
      eventOf(`x${i}`, 'answered', at_s + wait_s - 10_800, { extension: '8001' }),
      eventOf(`x${i}`, 'ended', at_s + wait_s + 30 - 10_800),
    );
}, 60_000);
afterAll(() => on.identity.stop());

beforeEach(async () => {
  await sql`UPDATE calls_exemption SET state = 'revoked' WHERE state IN ('declared', 'approved')`.execute(
    on.identity.db,
  );
});

const declare = async (more: object = {}) =>
  (await declarer.ask('POST', EXEMPTIONS, { ...HOURS, ...more })).body as unknown as CallExemption;
const decide = (by: Browser, { id }: Pick<CallExemption, 'id'>, verdict: string) =>
  by.ask('POST', `${EXEMPTIONS}/${id}/decision`, { verdict, reason: '与气象、话务记录相符' });

/** Answered within 15 s and of how many, of the day with and without what is exempt. */
async function figures() {
  const { body } = await declarer.ask('GET', '/api/v1/calls/figures?from=2026-11-27&to=2026-11-27');
  const { days } = body as unknown as CallFigures;
  const of = (code: string) => {
    const { numerator = 0, denominator = 0 } = days[0].figures.find((one) => one.code === code) ?? {};
    return [numerator, denominator];
  };
  return { gross: of('within_15s'), net: of('within_15s_net') };
}

test('hours that nobody else approved are left out of nothing', async () => {
  const made = await declare();
  expect(made).toMatchObject({ state: 'declared', declared_by: 'zhuguan', calls: 3, decisions: [] });
  expect(await figures()).toEqual({ gross: [2, 5], net: [2, 5] });
});

test('once approved by another person they are left out of the net figure, from their first instant to before their last', async () => {
  const made = await declare();
  const approved = (await decide(officer, made, 'approved')).body as unknown as CallExemption;
  expect(approved).toMatchObject({
    state: 'approved',
    decisions: [{ verdict: 'approved', by: 'zhiban', reason: '与气象、话务记录相符' }],
  });
  expect(await figures()).toEqual({ gross: [2, 5], net: [1, 2] });
  const facts = await createCallFacts(on.identity.db)(SIX_MS, SIX_MS + DAY_MS);
  expect(
    facts
      .filter(({ exempt }) => exempt)
      .map(({ call }) => call)
      .sort(),
  ).toEqual(['x0', 'x1', 'x2']);
});

test('each number of both figures opens to its calls', async () => {
  await decide(approver, await declare(), 'approved');
  for (const [figure, [numerator, denominator]] of [
    ['within_15s', [2, 5]],
    ['within_15s_net', [1, 2]],
  ] as const)
    for (const [part, n] of [
      ['numerator', numerator],
      ['denominator', denominator],
    ] as const) {
      const path = `/api/v1/calls?day=2026-11-27&figure=${figure}&part=${part}`;
      const { body } = await declarer.ask('GET', path);
      expect([figure, part, (body as unknown as CallList).total]).toEqual([figure, part, n]);
    }
});

test('two exemptions of the same hours leave each call out once', async () => {
  await decide(approver, await declare(), 'approved');
  await decide(approver, await declare({ kind: 'outage', to_ms: SIX_MS + 30 * MINUTE_MS }), 'approved');
  expect((await figures()).net).toEqual([1, 2]);
});

test('nobody decides on what they declared, and agents neither declare nor decide', async () => {
  const made = await declare();
  for (const verdict of ['approved', 'refused', 'revoked'])
    expect((await decide(declarer, made, verdict)).body.code).toBe('calls.own_exemption');
  expect((await decide(agent, made, 'approved')).status).toBe(403);
  expect((await agent.ask('POST', EXEMPTIONS, HOURS)).status).toBe(403);
  expect((await officer.ask('POST', EXEMPTIONS, HOURS)).status).toBe(403);
  expect((await figures()).net).toEqual([2, 5]);
});

test('an approval is revoked by a later decision, which stands beside it, and the calls count again', async () => {
  const made = await declare();
  await decide(approver, made, 'approved');
  const { body } = await decide(officer, made, 'revoked');
  expect((body as unknown as CallExemption).decisions.map(({ verdict, by }) => [verdict, by])).toEqual([
    ['approved', 'zhuguan2'],
    ['revoked', 'zhiban'],
  ]);
  expect(await figures()).toEqual({ gross: [2, 5], net: [2, 5] });
});

test('two who decide at once: one decision stands, the other one hears of it', async () => {
  const made = await declare();
  const answers = await Promise.all([decide(approver, made, 'approved'), decide(officer, made, 'refused')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { body } = await declarer.ask('GET', `${EXEMPTIONS}?from=2026-11-27&to=2026-11-27`);
  const [listed] = (body as unknown as CallExemption[]).filter(({ id }) => id === made.id);
  expect(listed.decisions).toHaveLength(1);
  expect((await decide(approver, { id: 999 }, 'approved')).body.code).toBe('calls.unknown_exemption');
});

test('declared twice by the same person it is one, also when both come at once', async () => {
  expect((await declare()).id).toBe((await declare()).id);
  const shorter = { to_ms: SIX_MS + 30 * MINUTE_MS };
  const all = await Promise.all(Array.from({ length: 5 }, () => declare(shorter)));
  expect(new Set(all.map(({ id }) => id)).size).toBe(1);
});

test.each([
  ['that are not over', { to_ms: SIX_MS + 4 * HOUR_MS }],
  ['that end before they begin', { to_ms: SIX_MS - 1 }],
  ['of more than three days', { from_ms: SIX_MS - 4 * DAY_MS }],
  ['of two months ago', { from_ms: SIX_MS - 60 * DAY_MS, to_ms: SIX_MS - 60 * DAY_MS + HOUR_MS }],
])('hours %s are refused', async (_, more) => {
  expect(await declare(more)).toMatchObject({ code: 'calls.exemption_span' });
});

test('what was declared and decided cannot be changed in the database', async () => {
  await decide(approver, await declare(), 'approved');
  for (const statement of [
    sql`UPDATE calls_exemption SET from_ms = 0`,
    sql`DELETE FROM calls_exemption`,
    sql`UPDATE calls_exemption_decision SET verdict = 'refused'`,
    sql`DELETE FROM calls_exemption_decision`,
  ])
    await expect(statement.execute(on.identity.db)).rejects.toThrow(/does not change|append-only/);
});

test('it waits for whoever may decide on it, but for who declared it', async () => {
  const made = await declare();
  const of = (principal: string, permissions: readonly string[]) =>
    on.exemptions.obligations({ principal, permissions } as never);
  const [waiting] = await of('account:999', ['calls:exempt']);
  expect(waiting).toMatchObject({ key: `calls/exemption/${made.id}`, opens: '/statistics?month=2026-11' });
  const { rows } = await sql<{ principal: string }>`
    SELECT declared_principal AS principal FROM calls_exemption WHERE id = ${made.id}`.execute(
    on.identity.db,
  );
  expect(await of(rows[0].principal, ['calls:exempt'])).toEqual([]);
  expect(await of('account:999', [])).toEqual([]);
});
