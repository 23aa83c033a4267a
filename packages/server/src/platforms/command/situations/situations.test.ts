import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NewReport, Situation } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import {
  act,
  callAbout,
  listed,
  move,
  PATH,
  read,
  report,
  startSituations,
  type TestSituations,
} from './test-situations.ts';

let on: TestSituations;
let officer: Browser;
let second: Browser;
let futian: Browser;
let analyst: Browser;
let chief: Browser;

beforeAll(async () => {
  on = await startSituations();
  officer = await on.appoint('officer', 'city', 'duty-officer');
  second = await on.appoint('second', 'city', 'duty-officer');
  futian = await on.appoint('futian', on.FUTIAN, 'duty-officer');
  analyst = await on.appoint('analyst', 'city', 'analyst');
  chief = await on.appoint('chief', 'city', 'system-administrator');
});
afterAll(() => on.identity.stop());

const clockOf = ({ clocks }: Situation, code: string) => clocks.find((one) => one.code === code)?.reading;
const kindsOf = ({ timeline }: Situation) => timeline.map(({ kind }) => kind);

describe('a call', () => {
  test('becomes a situation on the nearest road, with its clock of 30 minutes running', async () => {
    const made = await report(officer, 'BC', { caller: { name: '王小明', phone: '13812345678' } });
    expect(made).toMatchObject({
      ...{
        state: 'received',
        kind: 'accident',
        road: { zh: '滨海大道' },
        district: on.FUTIAN,
        link_lanes: 3,
      },
      ...{ title: '滨海大道交通事故', version: 1, next: ['verified', 'dismissed'] },
    });
    const response = clockOf(made, 'response');
    expect(response).toMatchObject({ state: 'running', remaining: 30 * MINUTE_MS });
    expect(response?.ledger.at(-1)?.text.zh).toBe('因此 2026-11-27 09:30 到期');
    expect((await listed(officer)).map(({ id }) => id)).toContain(made.id);
  });

  test('that is sent twice is one situation, also when both come at once', async () => {
    const call = callAbout('EF', { text: '路面有积水', kind: 'flooding' });
    const answers = await Promise.all([1, 2, 3].map(() => officer.ask('POST', PATH, call)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const found = await read(officer, Number(answers[0].body.id));
    expect(found.report_list).toHaveLength(1);
  });

  test('shows its caller masked, in full only for a reason to who may, and on record', async () => {
    const made = await report(officer, 'BC', { caller: { name: '王小明', phone: '13812345678' } });
    const [{ id, caller }] = made.report_list;
    expect(caller).toEqual({ name: '王**', phone: '138****5678' });
    expect(JSON.stringify(made)).not.toContain('13812345678');
    const path = `${PATH}/${made.id}/callers/${id}/reveal`;
    expect((await analyst.ask('POST', path, { reason: '回拨核实' })).status).toBe(403);
    expect((await officer.ask('POST', path, { reason: '' })).status).toBe(400);
    expect((await officer.ask('POST', path, { reason: '回拨核实' })).body).toEqual({
      ...{ name: '王小明', phone: '13812345678' },
    });
    const rows = await sql<{
      name_sealed: string;
    }>`SELECT name_sealed FROM situations_caller WHERE report = ${id}`.execute(on.identity.db);
    expect(rows.rows[0].name_sealed).not.toContain('王');
  });

  test.each([
    ['without a place in the city that its officer answers for', 403, 'kit.out_of_area', () => ['GD', {}]],
    ['about tomorrow', 422, 'situations.future', () => ['AB', { at_ms: on.clock.now() + HOUR_MS }]],
    ['with lanes that its road does not have', 422, 'situations.lanes', () => ['AB', { lanes: '.!.' }]],
    ['on a link that does not exist', 422, 'situations.unknown_link', () => ['AB', { link: 99_999 }]],
    ['without a word', 400, 'kit.invalid_input', () => ['AB', { text: '' }]],
    ['with a key that is none', 400, 'kit.invalid_input', () => ['AB', { key: 'a b' }]],
    ['as a signal, which no person sends', 400, 'kit.invalid_input', () => ['AB', { origin: 'signal' }]],
  ] as const)('%s is refused with a word', async (_, status, code, of) => {
    const [pair, more] = of() as unknown as readonly [string, Partial<NewReport>];
    const answer = await futian.ask('POST', PATH, callAbout(pair, more));
    expect(answer.body).toMatchObject({ status, code });
  });
});

describe('the way of a situation', () => {
  test('received → verified → responding → cleared → reviewed, each a row; the response clock is met', async () => {
    const { id } = await report(officer, 'AB');
    on.clock.now_ms += 5 * MINUTE_MS;
    for (const to of ['verified', 'responding', 'cleared', 'reviewed'])
      expect((await move(officer, id, to)).status, to).toBe(200);
    const done = await read(officer, id);
    expect(kindsOf(done)).toEqual(['received', 'state', 'state', 'state', 'state']);
    expect(clockOf(done, 'response')).toMatchObject({ state: 'met', remaining: null });
    expect(clockOf(done, 'review')).toMatchObject({ state: 'met', rule: { assumed: true } });
    expect((await listed(officer)).some((one) => one.id === id)).toBe(false);
  });

  test('is opened again with a reason, goes on, and its review begins where it stood', async () => {
    const { id } = await report(officer, 'AB');
    for (const to of ['verified', 'responding', 'cleared']) await move(officer, id, to);
    expect((await move(officer, id, 'responding')).body).toMatchObject({ code: 'situations.reason_needed' });
    expect((await move(officer, id, 'responding', '后车再次追尾')).status).toBe(200);
    const again = await read(officer, id);
    expect(again).toMatchObject({ state: 'responding', validity: { end_ms: null } });
    expect(clockOf(again, 'review')?.state).toBe('withdrawn');
    await move(officer, id, 'cleared');
    expect(clockOf(await read(officer, id), 'review')?.state).toBe('running');
  });

  test('is dismissed with a reason alone, which ends its clocks without a verdict', async () => {
    const { id } = await report(officer, 'AB');
    expect((await move(officer, id, 'dismissed')).body).toMatchObject({ code: 'situations.reason_needed' });
    await move(officer, id, 'dismissed', '误报，路口正常');
    expect(clockOf(await read(officer, id), 'response')?.state).toBe('withdrawn');
    await move(officer, id, 'received', '视频核实确有事故');
    expect(clockOf(await read(officer, id), 'response')?.state).toBe('running');
  });

  test('skips no state', async () => {
    const { id } = await report(officer, 'AB');
    expect((await move(officer, id, 'reviewed')).body).toMatchObject({
      ...{ status: 409, code: 'situations.no_such_move' },
    });
  });

  test('is missed when nobody responds within 30 minutes, and says so before', async () => {
    const { id } = await report(officer, 'AB');
    on.clock.now_ms += 21 * MINUTE_MS;
    expect(clockOf(await read(officer, id), 'response')?.state).toBe('due_soon');
    on.clock.now_ms += 10 * MINUTE_MS;
    expect(clockOf(await read(officer, id), 'response')?.state).toBe('overdue');
    await move(officer, id, 'verified');
    await move(officer, id, 'responding');
    expect(clockOf(await read(officer, id), 'response')?.state).toBe('missed');
  });
});

describe('two officers at once', () => {
  test('who take it over: one has it, the other reads who', async () => {
    const { id, version } = await report(officer, 'AB');
    const take = (by: Browser) => by.ask('POST', `${PATH}/${id}/owner`, { version, to: 'me' });
    const answers = await Promise.all([take(officer), take(second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    const { owner, timeline } = await read(officer, id);
    expect(lost.body).toMatchObject({ code: 'situations.taken' });
    expect(String(lost.body.title)).toContain(owner!.name);
    expect(timeline.filter(({ kind }) => kind === 'owner')).toHaveLength(1);
  });

  test('who change what one of them has not seen: the second one looks again', async () => {
    const { id, version } = await report(officer, 'AB');
    const say = (by: Browser, severity: string) =>
      by.ask('POST', `${PATH}/${id}/facts`, { version, severity });
    const answers = await Promise.all([say(officer, 'high'), say(second, 'low')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'situations.changed' });
  });

  test('who write notes: both stand', async () => {
    const { id } = await report(officer, 'AB');
    const note = (by: Browser, text: string) => by.ask('POST', `${PATH}/${id}/notes`, { text });
    await Promise.all([
      note(officer, '交警已到场'),
      note(second, '拖车十分钟后到'),
      note(futian, '街道已知悉'),
    ]);
    const { timeline, version } = await read(officer, id);
    expect(timeline.filter(({ kind }) => kind === 'note')).toHaveLength(3);
    expect(version).toBe(4);
  });

  test('is handed to nobody who may not handle it', async () => {
    const { id } = await report(officer, 'AB');
    expect((await act(officer, id, 'owner', { to: 'account:99' })).body).toMatchObject({
      code: 'situations.unknown_handler',
    });
  });
});

describe('lanes and facts', () => {
  test('more than half of the lanes blocked is major', async () => {
    const { id } = await report(officer, 'BC', { lanes: '..!..' });
    expect((await read(officer, id)).severity).toBe('medium');
    await act(officer, id, 'facts', { lanes: '.!!.?' });
    const changed = await read(officer, id);
    expect(changed).toMatchObject({ severity: 'high', lanes: '.!!.?' });
    expect(changed.timeline.at(-1)?.text.zh).toBe('车道：.!!.?；影响程度：重');
  });

  test('an end before the beginning is refused, and so is a change of nothing', async () => {
    const { id, validity } = await report(officer, 'BC');
    const end_ms = validity.start_ms - 1;
    expect((await act(officer, id, 'facts', { validity: { ...validity, end_ms } })).body).toMatchObject({
      code: 'situations.validity',
    });
    expect((await act(officer, id, 'facts', { kind: 'accident' })).body).toMatchObject({
      code: 'situations.nothing_changed',
    });
  });
});

describe('reports upwards', () => {
  test('are due by the level, from when the situation was received; the last one in working days', async () => {
    const { id, received_ms } = await report(officer, 'BC');
    on.clock.now_ms += HOUR_MS;
    expect(
      (await act(officer, id, 'filings', { kind: 'first', to: '市局', text: '情况如下' })).body,
    ).toMatchObject({
      status: 400,
    });
    const filing = { kind: 'first', to: '市交通运输局', text: '关于事故的首报' };
    expect((await act(officer, id, 'filings', filing)).body).toMatchObject({ code: 'situations.no_level' });
    await act(officer, id, 'facts', { level: 'extreme' });
    const graded = await read(officer, id);
    expect(clockOf(graded, 'first')?.due_ms).toBe(received_ms + 2 * HOUR_MS);
    expect(clockOf(graded, 'first_ministry')?.due_ms).toBe(received_ms + 4 * HOUR_MS);
    await act(officer, id, 'filings', filing);
    const filed = await read(officer, id);
    expect(clockOf(filed, 'first')?.state).toBe('met');
    expect(clockOf(filed, 'follow_up:1')).toMatchObject({ state: 'running', remaining: 24 * HOUR_MS });
    expect(filed.filings).toMatchObject([{ kind: 'first', to: '市交通运输局' }]);
  });

  test('the last one comes after the end, within working days that its ledger explains', async () => {
    const { id } = await report(officer, 'BC');
    await act(officer, id, 'facts', { level: 'general' });
    const final = { kind: 'final', to: '市交通运输局', text: '关于事故的终报' };
    expect((await act(officer, id, 'filings', final)).body).toMatchObject({ code: 'situations.not_over' });
    for (const to of ['verified', 'responding', 'cleared']) await move(officer, id, to);
    const clock = clockOf(await read(officer, id), 'final');
    expect(clock?.ledger.map(({ text }) => text.zh).at(-1)).toBe('因此 2026-12-02 24:00 到期');
    expect(clock?.ledger.some(({ text }) => text.zh === '2026-11-28 至 2026-11-29（周末）不计')).toBe(true);
    await act(officer, id, 'filings', final);
    expect(clockOf(await read(officer, id), 'final')?.state).toBe('met');
  });

  test('are drafted from what is known', async () => {
    const { id } = await report(officer, 'BC', { lanes: '.!!..' });
    await officer.ask('POST', `${PATH}/${id}/notes`, { text: '拖车已到场' });
    const { body } = await officer.ask('GET', `${PATH}/${id}/filings/draft?kind=first`);
    expect(String(body.text)).toContain('滨海大道');
    expect(String(body.text)).toContain('3 条车道中 2 条受影响');
    expect(String(body.text)).toContain('拖车已到场');
  });
});

describe('a pause', () => {
  test('is approved by who may, with a reason, and only where the rule knows one', async () => {
    const { id } = await report(officer, 'BC');
    for (const to of ['verified', 'responding', 'cleared']) await move(officer, id, to);
    const pause = { code: 'review', act: { kind: 'paused', reason: '等待交警事故认定书' } };
    expect((await act(officer, id, 'clocks', pause)).status).toBe(403);
    expect((await act(chief, id, 'clocks', pause)).status).toBe(200);
    const paused = clockOf(await read(officer, id), 'review');
    expect(paused).toMatchObject({ state: 'paused', due_ms: null });
    expect(paused?.ledger.some(({ text }) => text.zh.includes('等待交警事故认定书（chief 批准）'))).toBe(
      true,
    );
    const response = { code: 'response', act: { kind: 'paused', reason: '等待' } };
    expect((await act(chief, id, 'clocks', response)).body).toMatchObject({ code: 'clocks.ended' });
    expect((await act(chief, id, 'clocks', { ...pause, code: 'none' })).body).toMatchObject({
      code: 'situations.unknown_clock',
    });
  });
});

describe('who sees and does what', () => {
  test('an officer of a district sees and changes what lies in it, and nothing else', async () => {
    const there = await report(officer, 'GD', { kind: 'breakdown' });
    expect(there.district).toBe(on.NANSHAN);
    expect((await futian.ask('GET', `${PATH}/${there.id}`)).body).toMatchObject({ code: 'kit.out_of_area' });
    expect((await listed(futian)).every(({ district }) => district === on.FUTIAN)).toBe(true);
    const note = await futian.ask('POST', `${PATH}/${there.id}/notes`, { text: '远处' });
    expect(note.body).toMatchObject({ status: 403, code: 'kit.out_of_area' });
  });

  test('who only watches changes nothing', async () => {
    const { id, version } = await report(officer, 'BC');
    for (const [path, body] of [
      ['acknowledgement', { version }],
      ['state', { version, to: 'verified' }],
      ['notes', { text: '看看' }],
    ] as const)
      expect((await analyst.ask('POST', `${PATH}/${id}/${path}`, body)).status).toBe(403);
    expect((await read(analyst, id)).id).toBe(id);
  });
});

test('nothing of the timeline can be changed afterwards, not in the database either', async () => {
  const { id } = await report(officer, 'BC');
  const { db } = on.identity;
  for (const statement of [
    sql`UPDATE situations_entry SET actor = 'somebody' WHERE situation = ${id}`,
    sql`DELETE FROM situations_clock_event WHERE situation = ${id}`,
    sql`TRUNCATE situations_attachment`,
  ])
    await expect(statement.execute(db)).rejects.toThrow('append-only');
  expect((await read(officer, id)).timeline[0].by).toBe('officer');
});

describe('what other centres read', () => {
  const schemas = join(import.meta.dirname, '../../../../../../../shared/data/alerts');
  const missing = !existsSync(schemas) || !existsSync('/usr/bin/xmllint');
  if (missing) console.info('schemas of DATEX II and CAP or xmllint are not here: exports are not validated');
  const check = (schema: string, input: string) =>
    execFileSync('/usr/bin/xmllint', ['--noout', '--nonet', '--schema', join(schemas, schema), '-'], {
      ...{ input, stdio: ['pipe', 'pipe', 'pipe'] },
    });

  test.skipIf(missing)('is valid DATEX II and CAP in every state, and marks a drill', async () => {
    const { id } = await report(officer, 'BC', { header: 'exercise', lanes: '.!!.?', text: '两车相撞 <&>' });
    for (const to of [null, 'verified', 'responding', 'cleared', 'reviewed']) {
      if (to !== null) await move(officer, id, to);
      const datex = await officer.ask('GET', `${PATH}/${id}/datex2`);
      const cap = await officer.ask('GET', `${PATH}/${id}/cap`);
      expect([datex.headers['content-type'], cap.headers['content-type']].join()).toMatch(/xml.*cap\+xml/);
      check('datex2/NTIS.xsd', datex.text);
      check('cap/CAP-v1.2.xsd', cap.text);
      expect(datex.text).toContain('<informationStatus>securityExercise');
      expect(cap.text).toContain('<status>Exercise');
      expect(cap.text).toContain(to === null ? '<msgType>Alert' : '<msgType>Update');
    }
    expect((await officer.ask('GET', `${PATH}/${id}/datex2`)).text).toContain('<end>true');
    const open = await officer.ask('GET', `${PATH}/datex2`);
    check('datex2/NTIS.xsd', open.text);
    expect(open.text.match(/<situation /g)?.length).toBe((await listed(officer)).length);
  });
});

test('no listener failed in all of this', () => expect(on.failures).toEqual([]));
