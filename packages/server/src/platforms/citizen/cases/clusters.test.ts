import type { CaseCluster } from '@opentocc/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kindsOf, openCases, read, startCases, type TestCases, take } from './test-cases.ts';

let on: TestCases;
beforeAll(async () => {
  on = await startCases();
}, 120_000);
afterAll(() => on.identity.stop());

const PLACE = { lon: 114.05, lat: 22.54, text: '白石洲公交站' };
const TEXTS = [
  '今天早上白石洲公交站的 M299 路等了四十分钟还没有来车',
  'M299 路在白石洲公交站等了半个多小时没有来车，太慢了',
  '白石洲公交站 M299 等车超过四十分钟，一直没有来车',
];

const late = (text: string, answer_by: 'sms' | 'mail' | 'phone') =>
  take(on.agent, {
    ...{ category: 'bus_line', text, place: PLACE, meant: { kind: 'line', name: 'M299', unit: null } },
    asker: { name: '乘客', phone: '13800000000', email: 'p@example.com', secret: false, answer_by },
  });

const clusters = async (state = 'all') =>
  (await on.supervisor.ask('GET', `/api/v1/case-clusters?state=${state}`)).body as unknown as CaseCluster[];
const idsOf = ({ members }: CaseCluster) => members.map(({ case: { id } }) => id);

describe('cases of many about one matter', () => {
  let ids: number[];
  let other: number;
  const metro: number[] = [];

  test('are proposed with why, from the third one on; what is about something else is not', async () => {
    ids = [(await late(TEXTS[0], 'sms')).id, (await late(TEXTS[1], 'mail')).id];
    other = (await take(on.agent, { category: 'bus_line', text: '建议增开夜班车到盐田', place: PLACE })).id;
    await on.cases.cluster();
    expect(await clusters()).toEqual([]);
    ids.push((await late(TEXTS[2], 'phone')).id);
    await on.cases.cluster();
    const [found, ...more] = await clusters('proposed');
    expect(more).toEqual([]);
    expect(idsOf(found)).toEqual(ids);
    const { reasons, score } = found.members[0];
    expect(reasons.map(({ what }) => what)).toEqual(['text', 'place', 'time', 'meant', 'category']);
    expect(reasons.reduce((sum, one) => sum + one.score * one.weight, 0)).toBeCloseTo(score, 1);
  });

  test('take in a further one that is alike, and are proposed no second time', async () => {
    ids.push((await late('白石洲公交站等 M299 路半个小时没有来车', 'sms')).id);
    await on.cases.cluster();
    await on.cases.cluster();
    const all = await clusters();
    expect(all).toHaveLength(1);
    expect(idsOf(all[0])).toEqual(ids);
  });

  test('are confirmed by a person, who may leave some out', async () => {
    const [{ id, version }] = await clusters();
    const chosen = ids.slice(0, 3);
    const decision = {
      version,
      decision: 'confirmed',
      members: chosen,
      title: 'M299 班次',
      reason: '同一线路',
    };
    const { status } = await on.supervisor.ask('POST', `/api/v1/case-clusters/${id}/decision`, decision);
    expect(status).toBe(200);
    for (const one of chosen) expect(await read(on.agent, one)).toMatchObject({ cluster: id });
    expect(await read(on.agent, ids[3])).toMatchObject({ cluster: null });
    const late_one = await on.supervisor.ask('POST', `/api/v1/case-clusters/${id}/decision`, decision);
    expect(late_one.body.code).toBe('cases.cluster_changed');
  });

  test('are answered by one text, and each who asked hears of it in the way that they chose', async () => {
    const [{ id, version }] = await clusters('confirmed');
    const text = '因事故绕行，已恢复班次';
    await on.supervisor.ask('POST', `/api/v1/case-clusters/${id}/answer`, { version, text, close: true });
    const sent = on.sent
      .filter((message) => message.text.zh === text)
      .map(({ to, channel }) => `${to} ${channel}`);
    expect(sent).toEqual([`case:${ids[0]} sms`, `case:${ids[1]} email`]);
    for (const one of ids.slice(0, 3)) {
      const now = await read(on.agent, one);
      expect(now).toMatchObject({ state: 'closed', answers: [{ text }] });
      expect(kindsOf(now)).toContain('cluster');
    }
    expect(await read(on.agent, other)).toMatchObject({ state: 'received' });
  });

  test('of a confirmation without two of its own are refused', async () => {
    for (const text of TEXTS)
      metro.push((await take(on.agent, { category: 'metro', text: `${text}地铁`, place: PLACE })).id);
    await on.cases.cluster();
    const [{ id, version }] = await clusters('proposed');
    const decision = { version, decision: 'confirmed', members: [other], reason: '' };
    const { body } = await on.supervisor.ask('POST', `/api/v1/case-clusters/${id}/decision`, decision);
    expect(body.code).toBe('cases.cluster_members');
  });

  const dissolve = async () => {
    const [{ id, version }] = await clusters('proposed');
    const decision = { version, decision: 'dissolved' };
    await on.supervisor.ask('POST', `/api/v1/case-clusters/${id}/decision`, decision);
  };
  const takeMetro = async () =>
    (await take(on.agent, { category: 'metro', text: `${TEXTS[0]}地铁`, place: PLACE })).id;

  test('that a person dissolved are not proposed to be one again over nothing new', async () => {
    await dissolve();
    // As after a start, which looks again at what came in the last hour.
    const again = openCases({ ...on.identity, clock: on.clock });
    await again.cases.load();
    await again.cases.cluster();
    expect(await clusters('proposed')).toEqual([]);
  });

  test('are brought up again by a newer one that is alike, and after a second time by two', async () => {
    metro.push(await takeMetro());
    await on.cases.cluster();
    const [proposed] = await clusters('proposed');
    expect(idsOf(proposed)).toEqual(metro);
    await dissolve();
    metro.push(await takeMetro());
    await on.cases.cluster();
    expect(await clusters('proposed')).toEqual([]);
    metro.push(await takeMetro());
    await on.cases.cluster();
    expect(idsOf((await clusters('proposed'))[0])).toEqual(expect.arrayContaining(metro));
  });
});

describe('categories', () => {
  test('that are merged from a day on leave old cases where they are, and a search for the new one finds them', async () => {
    const old = await take(on.agent, { category: 'ferry' });
    const change = {
      ...{ replaced: ['ferry', 'port'], valid_from: '2026-10-12', reason: '机构改革' },
      categories: [{ code: 'harbour', field: 'waterway', name: { zh: '港航', en: 'Harbours' } }],
    };
    expect((await on.supervisor.ask('POST', '/api/v1/case-categories', change)).status).toBe(201);
    expect(await read(on.agent, old.id)).toMatchObject({
      category: 'ferry',
      category_name: { zh: '客轮与渡船' },
    });
    const found = await on.agent.ask('GET', '/api/v1/cases?view=all&category=harbour');
    expect((found.body as never as { cases: { id: number }[] }).cases.map(({ id }) => id)).toEqual([old.id]);
    await expect(take(on.agent, { category: 'ferry' })).rejects.toThrow('cases.unknown_category');
    expect((await take(on.agent, { category: 'harbour' })).field).toBe('waterway');
  });

  test('that are split name what took their place, and a code is used once', async () => {
    const change = {
      ...{ replaced: ['fare'], valid_from: '2026-10-12', reason: '分开统计' },
      categories: ['fare_bus', 'fare_metro'].map((code) => ({
        code,
        field: 'urban_passenger',
        name: { zh: code, en: code },
      })),
    };
    const { body } = await on.supervisor.ask('POST', '/api/v1/case-categories', change);
    const fare = (body as never as { code: string }[]).find(({ code }) => code === 'fare');
    expect(fare).toMatchObject({ valid_to: '2026-10-12', successors: ['fare_bus', 'fare_metro'] });
    const again = await on.supervisor.ask('POST', '/api/v1/case-categories', { ...change, replaced: [] });
    expect(again.body.code).toBe('cases.category_exists');
  });

  test('have one place taken once: who replaces one that is replaced already hears of it, and leaves nothing', async () => {
    const named = (code: string) => ({ code, field: 'highway', name: { zh: code, en: code } });
    const post = async (replaced: readonly string[], code: string, valid_from = '2026-10-13') => {
      const change = { replaced, valid_from, reason: '改名', categories: [named(code)] };
      const { status, body } = await on.supervisor.ask('POST', '/api/v1/case-categories', change);
      return status === 201 ? 'made' : body.code;
    };
    expect(await post([], 'rest_stop', '2026-10-12')).toBe('made');
    const both = await Promise.all([post(['rest_stop'], 'rest_stop_1'), post(['rest_stop'], 'rest_stop_2')]);
    expect(both.sort()).toEqual(['cases.category_replaced', 'made']);
    const { rows } = await sql`SELECT code FROM cases_category WHERE code LIKE 'rest_stop_%'`.execute(
      on.identity.db,
    );
    expect(rows).toHaveLength(1);
  });

  test('of which one cannot be made are none of them made, and none begins on a day that there is not', async () => {
    const named = (code: string) => ({ code, field: 'highway', name: { zh: code, en: code } });
    const change = {
      ...{ replaced: [], valid_from: '2026-10-12', reason: '分开统计' },
      categories: [named('toll_gate'), named('toll_gate')],
    };
    const post = async (body: object) =>
      (await on.supervisor.ask('POST', '/api/v1/case-categories', body)).body.code;
    expect(await post(change)).toBe('cases.category_exists');
    expect(await post({ ...change, categories: [named('toll_gate')], valid_from: '2026-13-01' })).toBe(
      'cases.category_past',
    );
    const { rows } = await sql`SELECT code FROM cases_category WHERE code = 'toll_gate'`.execute(
      on.identity.db,
    );
    expect(rows).toEqual([]);
  });
});
