import type { Session } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import type { Finding } from './finding.ts';
import { createFindingDesk } from './finding-desk.ts';
import { migrations } from './migrations/index.ts';
import { createQualityObligations } from './obligations.ts';
import { createQualityStore, type QualityStore } from './store.ts';

const NOW_MS = Date.parse('2026-11-27T03:00:00+08:00');
let now_ms = NOW_MS;
let database: TestDatabase;
let store: QualityStore;
/** Findings of one test do not stand in the next one's. */
let source = 0;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  store = createQualityStore(database.db);
});
afterAll(() => database.stop());
beforeEach(() => {
  now_ms = NOW_MS;
  source++;
});

const session: Session = {
  principal: 'account:7',
  via: 'cookie',
  account: 'li',
  display_name: 'Li',
  roles: [],
  permissions: ['quality:handle'],
  reach: {},
  language: 'zh',
  csrf_token: '',
  must_change_password: false,
  second_factor: false,
  must_enrol_second_factor: false,
  expires_ms: 9e12,
  watch_until_ms: null,
};
const li = { session, address: '10.0.0.7' };
const name = { zh: '客运总站', en: 'Coach station' };

/** The desk of a process of its own: what it knows is in the database. */
const openDesk = () =>
  createFindingDesk({
    findings: store.findings,
    handling: createQualityStore(database.db).handling,
    clock: { now: () => now_ms },
    handlers: async () => [{ principal: 'account:8', name: 'wang' }],
    sourceOf: () => ({ name, owner: '深圳客运集团' }),
  });

const add = (kind: Finding['kind'], more: Partial<Finding> = {}): Promise<Finding> =>
  store.findings.add({
    ...{ source, kind, variant: '', severity: 'major', certainty: 'sure' },
    ...{ since_ms: NOW_MS - DAY_MS, last_seen_ms: NOW_MS, closed_ms: null },
    title: { zh: '时钟快 8 小时', en: 'Clocks are 8 h fast' },
    advice: { zh: '请校准时区', en: 'Set the time zone' },
    concerned: 'source_owner',
    evidence: [{ name: { zh: '偏差', en: 'Offset' }, value: '8 h 00 min' }],
    ...{ vehicles: 3, vehicles_judged: 40, examples: [], reason: null },
    ...more,
  });

const find = async (id: number) =>
  (await openDesk().list({ state: 'all', source, limit: 50 })).find((one) => one.id === id)!;

async function waiting() {
  const obligations = createQualityObligations({ desk: openDesk(), nameOf: () => name });
  const open = await openDesk().list({ state: 'open', source, limit: 50 });
  const keys = new Set(open.map(({ id }) => `quality/finding/${id}`));
  return (await obligations(session)).filter(({ key }) => keys.has(key));
}

describe('a finding that people see to', () => {
  test('says who acknowledged it, what was noted and to whom it was given, in another process too', async () => {
    const { id } = await add('clock');
    const desk = openDesk();
    await desk.acknowledge([id], li);
    now_ms += 60_000;
    await desk.note([id], '已电话告知', li);
    await desk.assign([id], 'account:8', li);
    const { handling } = await find(id);
    expect(handling.acknowledged).toEqual({ by: 'li', at_ms: NOW_MS });
    expect(handling.assignee).toEqual({ principal: 'account:8', name: 'wang' });
    expect(handling.history.map(({ act }) => act.kind)).toEqual(['assigned', 'noted', 'acknowledged']);
  });

  test('takes no note that the database cannot store, and says so in its code for that', async () => {
    const { id } = await add('clock');
    // SQLSTATE 22P05: what the one error path answers with 400.
    await expect(openDesk().note([id], 'a\u0000b', li)).rejects.toMatchObject({ code: '22P05' });
    expect((await find(id)).handling.history).toEqual([]);
  });

  test('waits for who was given it, and is marked as seen to', async () => {
    const { id } = await add('clock');
    expect(await waiting()).toMatchObject([{ owner: { kind: 'unit', permission: 'quality:handle' } }]);
    await openDesk().acknowledge([id], li);
    await openDesk().assign([id], 'account:8', li);
    expect(await waiting()).toMatchObject([
      { owner: { kind: 'person', principal: 'account:8' }, acknowledged: { by: 'li', at_ms: NOW_MS } },
    ]);
    await openDesk().assign([id], null, li);
    expect(await waiting()).toMatchObject([{ owner: { kind: 'unit' } }]);
  });

  test('is given to nobody who may not see to findings', async () => {
    const { id } = await add('clock');
    await expect(openDesk().assign([id], 'account:9', li)).rejects.toMatchObject({
      code: 'quality.handler_unknown',
    });
    expect((await find(id)).handling.history).toEqual([]);
  });

  test('is silent until the date, also when it closes and opens again, and then waits again', async () => {
    const first = await add('clock');
    await openDesk().mute([first.id], NOW_MS + 2 * DAY_MS, '厂家周五升级', li);
    await store.findings.save({ ...first, closed_ms: NOW_MS });
    const again = await add('clock', { since_ms: NOW_MS });
    expect(again.id).not.toBe(first.id);
    expect((await find(again.id)).handling.muted).toMatchObject({ reason: '厂家周五升级', by: 'li' });
    expect(await waiting()).toEqual([]);
    now_ms = NOW_MS + 2 * DAY_MS;
    expect(await waiting()).toHaveLength(1);
  });

  test('is silent no longer once somebody ends it; a silence ends within a quarter', async () => {
    const { id } = await add('clock');
    await openDesk().mute([id], NOW_MS + DAY_MS, '厂家周五升级', li);
    await openDesk().mute([id], null, '厂家已升级', li);
    expect(await waiting()).toHaveLength(1);
    for (const until_ms of [NOW_MS, NOW_MS + 93 * DAY_MS])
      await expect(openDesk().mute([id], until_ms, '厂家周五升级', li)).rejects.toMatchObject({
        code: 'quality.mute_date',
      });
  });

  test('is not touched when another of the same act does not exist', async () => {
    const { id } = await add('clock');
    await expect(openDesk().acknowledge([id, 2 ** 31 - 1], li)).rejects.toMatchObject({
      code: 'quality.finding_unknown',
    });
    expect((await find(id)).handling.acknowledged).toBeNull();
  });
});

describe('a cause', () => {
  test('leads the shortfalls of its source, which wait with it and not by themselves', async () => {
    const late = await add('late', { severity: 'critical', since_ms: NOW_MS - 2 * DAY_MS });
    const minor = await add('spoof', { severity: 'minor' });
    const clock = await add('clock');
    expect((await find(late.id)).cause).toBe(clock.id);
    expect((await find(minor.id)).cause).toBeNull();
    expect((await find(clock.id)).cause).toBeNull();
    const counts = (await waiting()).map(({ key, count }) => [key, count]);
    expect(Object.fromEntries(counts)).toEqual({
      [`quality/finding/${clock.id}`]: 2,
      [`quality/finding/${minor.id}`]: 1,
    });
  });

  test('of a source that only falls short is the gravest shortfall', async () => {
    const invalid = await add('invalid');
    const level = await add('service_level', { severity: 'critical' });
    expect((await find(invalid.id)).cause).toBe(level.id);
    expect((await find(level.id)).cause).toBeNull();
  });
});

describe('a notice', () => {
  test('tells the owner of the source what is wrong since when, on what it rests and what to do', async () => {
    const { id } = await add('clock');
    const { to, text } = await openDesk().draftNotice([id]);
    expect(to).toBe('深圳客运集团');
    for (const part of [
      '客运总站',
      '时钟快 8 小时',
      '自 2026-11-26 03:00 起',
      '涉及车辆 3 / 40',
      '8 h 00 min',
      '请校准时区',
    ])
      expect(text).toContain(part);
  });

  test('goes to the owner of one source', async () => {
    const first = await add('clock');
    source++;
    const second = await add('clock');
    await expect(openDesk().draftNotice([first.id, second.id])).rejects.toMatchObject({
      code: 'quality.several_owners',
    });
  });

  test('stays with the finding, with whom it went to and how, until the finding is deleted', async () => {
    const finding = await add('clock');
    await openDesk().recordNotice([finding.id], { to: '深圳客运集团', channel: 'mail', text: '…' }, li);
    expect((await find(finding.id)).handling.history).toMatchObject([
      { by: 'li', at_ms: NOW_MS, act: { kind: 'sent', to: '深圳客运集团', channel: 'mail' } },
    ]);
    await store.findings.save({ ...finding, closed_ms: 1 });
    await store.findings.forget(2);
    expect((await store.handling.listActs([finding.id])).get(finding.id)).toEqual([]);
  });
});
