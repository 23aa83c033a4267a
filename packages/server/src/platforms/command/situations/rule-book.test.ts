import type { ClockReading, Situation, SituationRule } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { cityDay } from '../../../kit/clock.ts';
import { read, report, startSituations, type TestSituations } from './test-situations.ts';

let on: TestSituations;
let chief: Browser;
let officer: Browser;

beforeAll(async () => {
  on = await startSituations();
  chief = await on.appoint('chief', 'city', 'system-administrator');
  officer = await on.appoint('officer', 'city', 'duty-officer');
});
afterAll(() => on.identity.stop());

const versionOf = (seen: number, more = {}) => ({
  ...{ code: 'response', seen, valid_from: cityDay(on.clock.now()), length: 20 * MINUTE_MS },
  ...{ soon: 5 * MINUTE_MS, extension: null, pausable: false, assumed: true, reason: '新预案' },
  source: { zh: '市应急预案', en: '' },
  ...more,
});
const add = (body: object, by = chief) => by.ask('POST', '/api/v1/situation-rules', body);
const responseIn = ({ clocks }: Situation): ClockReading =>
  clocks.find(({ code }) => code === 'response')?.reading as ClockReading;

test('a version applies to clocks that begin from its day on; those that run keep theirs', async () => {
  const running = await report(officer, 'AB');
  expect(responseIn(running).rule).toMatchObject({ version: 1, length: 30 * MINUTE_MS });
  expect((await add(versionOf(1), officer)).status).toBe(403);
  const made = await add(versionOf(1));
  expect(made.body).toMatchObject({ version: 2, made_by: 'chief', reason: '新预案', assumed: true });
  const after = responseIn(await report(officer, 'BC'));
  expect(after.rule).toMatchObject({ version: 2, length: 20 * MINUTE_MS });
  expect(after.ledger.map(({ text }) => text.zh).join()).toContain('市应急预案');
  expect(responseIn(await read(officer, running.id)).rule.version).toBe(1);
  const tomorrow = cityDay(on.clock.now() + 24 * HOUR_MS);
  await add(versionOf(2, { length: 10 * MINUTE_MS, valid_from: tomorrow }));
  expect(responseIn(await report(officer, 'EF')).rule.version).toBe(2);
});

test('all versions are listed with who made them, survive a restart, and no statement changes one', async () => {
  await on.situations.ruleBook.load();
  const rules = (await chief.ask('GET', '/api/v1/situation-rules')).body as unknown as SituationRule[];
  const response = rules.filter(({ code }) => code === 'response');
  expect(response.map(({ version, made_by }) => [version, made_by])).toEqual([
    ...[[1, null] as const, [2, 'chief'] as const, [3, 'chief'] as const],
  ]);
  await expect(sql`UPDATE situations_rule SET reason = ''`.execute(on.identity.db)).rejects.toThrow(
    'append-only',
  );
});

test.each([
  ['an old version as the newest', 1, {}, 409, 'situations.rule_changed'],
  ['yesterday', 3, { valid_from: '2020-01-01' }, 422, 'situations.rule_past'],
  ['a day that there is not', 3, { valid_from: '2027-02-30' }, 422, 'situations.rule_past'],
  ['a reminder before it begins', 3, { soon: HOUR_MS }, 422, 'situations.rule_soon'],
  ['a rule that there is not', 1, { code: 'lunch' }, 404, 'situations.unknown_rule'],
  ['half a working day', 1, { code: 'final', length: 1.5, soon: 1 }, 422, 'situations.rule_days'],
])('refuses %s', async (_, seen, more, status, code) => {
  const { status: got, body } = await add(versionOf(seen, more));
  expect([got, body.code]).toEqual([status, code]);
});
