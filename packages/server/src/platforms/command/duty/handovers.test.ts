import type { DutyBulletin, DutyLogEntry, DutyPost, Handover, HandoverSummary } from '@opentocc/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dueAt } from './bulletin-periods.ts';
import { at, item, MORNING, type Officer, startDuty, type TestDuty } from './test-duty.ts';

let test: TestDuty;
let [out, next, other, futian]: Officer[] = [];
let post: DutyPost;
let id: number;

beforeAll(async () => {
  test = await startDuty();
  [out, next, other] = [await test.appoint('out'), await test.appoint('next'), await test.appoint('other')];
  futian = await test.appoint('futian', '440304');
  const wanted = { unit: 'city', name: { zh: '值守席', en: 'Desk' }, rank: 1 };
  post = (await out.ask('POST', '/api/v1/duty/posts', wanted)).body as unknown as DutyPost;
});
afterAll(() => test.identity.stop());

const begin = (by = out, incoming = next.principal) =>
  by.ask('POST', '/api/v1/duty/handovers', { post: post.id, incoming });
const get = async (by = out) =>
  (await by.ask('GET', `/api/v1/duty/handovers/${id}`)).body as unknown as Handover;
const act = (by: Officer, what: string, body?: object) =>
  by.ask('POST', `/api/v1/duty/handovers/${id}/${what}`, body);
const lineOf = async (title: string) => (await get()).lines.find((one) => one.title.zh.includes(title))!;

describe('a handover', () => {
  it('is begun by who is on duty, to somebody else who may stand there, once at a time', async () => {
    test.open.push(item('a'), item('b'), item('c'));
    expect((await begin(out, out.principal)).body).toMatchObject({ code: 'duty.same_person' });
    expect((await begin(out, futian.principal)).body).toMatchObject({ code: 'duty.person_unknown' });
    expect((await begin(futian)).body).toMatchObject({ code: 'kit.out_of_area' });
    const answers = await Promise.all([begin(), begin()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = answers.find(({ status }) => status === 201)?.body as unknown as Handover;
    id = made.id;
    expect(made).toMatchObject({ state: 'open', outgoing_name: 'out', incoming_name: 'next' });
    expect(made.lines.map(({ title, state, late }) => [title.zh, state, late])).toEqual([
      ...[
        ['事件 a', 'waiting', false],
        ['事件 b', 'waiting', false],
        ['事件 c', 'waiting', false],
      ],
    ]);
    expect((await futian.ask('GET', `/api/v1/duty/handovers/${id}`)).body).toMatchObject({
      code: 'kit.out_of_area',
    });
  });

  it('waits in the list of who takes over', async () => {
    const { listOpen } = { listOpen: (by: Officer) => by.ask('GET', '/api/v1/duty/handovers') };
    const [row] = (await listOpen(next)).body as unknown as HandoverSummary[];
    expect(row).toMatchObject({ waiting: 3, refused: 0, lines: 3 });
  });

  it('is accepted line by line by who takes over alone', async () => {
    const { id: line } = await lineOf('a');
    expect((await act(out, 'acceptances', { lines: [line] })).body).toMatchObject({
      code: 'duty.incoming_only',
    });
    expect((await act(other, 'acceptances', { lines: [line] })).body).toMatchObject({
      code: 'duty.incoming_only',
    });
    expect((await act(next, 'acceptances', { lines: [9999] })).body).toMatchObject({
      code: 'duty.line_unknown',
    });
    const answers = await Promise.all([1, 2, 3].map(() => act(next, 'acceptances', { lines: [line] })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await lineOf('a')).state).toBe('accepted');
  });

  it('takes lines by hand of who hands over', async () => {
    const promise = { kind: 'promise', text: '答复来电人王先生：18 点前回电', due_ms: at(18) };
    expect((await act(next, 'lines', promise)).body).toMatchObject({ code: 'duty.outgoing_only' });
    expect((await act(out, 'lines', promise)).status).toBe(200);
    expect(await lineOf('王先生')).toMatchObject({ state: 'waiting', due_ms: at(18) });
  });

  it('shows what came up meanwhile, and lets go what ended', async () => {
    test.open.splice(1, 1);
    test.open.push(item('late'));
    expect(await lineOf('b')).toMatchObject({ state: 'ended' });
    expect(await lineOf('late')).toMatchObject({ state: 'waiting', late: true });
  });

  it('cannot be closed with a line that waits or is refused; a refused one is answered and asked again', async () => {
    expect((await act(next, 'closing')).body).toMatchObject({ status: 409, code: 'duty.lines_open' });
    const [c, late, promise] = [await lineOf('c'), await lineOf('late'), await lineOf('王先生')];
    await act(next, 'acceptances', { lines: [late.id, promise.id] });
    const refusal = { line: c.id, reason: 'unclear_state', text: '现场处置到哪一步没有写' };
    expect((await act(next, 'refusals', refusal)).status).toBe(200);
    expect(await lineOf('c')).toMatchObject({
      state: 'refused',
      reason: 'unclear_state',
      note: refusal.text,
    });
    expect((await act(next, 'closing')).body.title).toContain('1 are refused');
    expect((await act(next, 'acceptances', { lines: [c.id] })).body).toMatchObject({
      code: 'duty.line_decided',
    });
    expect((await act(out, 'answers', { line: c.id, text: '拖车已到场，剩一条车道' })).status).toBe(200);
    expect(await lineOf('c')).toMatchObject({
      state: 'waiting',
      reason: null,
      note: '拖车已到场，剩一条车道',
    });
    await act(next, 'acceptances', { lines: [c.id] });
  });

  it('is not closed over the head of a module that does not answer, nor of a line that has just come up', async () => {
    test.silent = true;
    expect((await act(next, 'closing')).body).toMatchObject({ status: 503, code: 'duty.sources_silent' });
    expect((await get()).lines.map(({ state }) => state)).not.toContain('waiting');
    test.silent = false;
    test.open.push(item('last second'));
    expect((await act(next, 'closing')).body).toMatchObject({ code: 'duty.lines_open' });
    await act(next, 'acceptances', { lines: [(await lineOf('last second')).id] });
  });

  it('is closed once, with an entry in the log, and never changed after', async () => {
    const answers = await Promise.all([act(next, 'closing'), act(next, 'closing')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const closed = await get();
    expect(closed).toMatchObject({ state: 'closed' });
    expect(closed.acts.map((one) => one.act)).toEqual(
      expect.arrayContaining(['begun', 'added', 'accepted', 'refused', 'answered', 'ended', 'closed']),
    );
    expect((await act(out, 'cancellation', { text: '误点' })).body).toMatchObject({
      code: 'duty.handover_ended',
    });
    const log = await out.ask('GET', '/api/v1/duty/log?from_ms=0&to_ms=9999999999999');
    expect(log.text).toContain('值守席交接班完成：接收 5 项');
    expect(test.sent.filter((key) => key.endsWith('/closed'))).toHaveLength(1);
    await expect(sql`UPDATE duty_handover_act SET text = 'x'`.execute(test.identity.db)).rejects.toThrow(
      'never changed',
    );
  });
});

describe('the duty log', () => {
  const write = (by: Officer, body: object) => by.ask('POST', '/api/v1/duty/log', body);
  const list = async (by: Officer, more = '') =>
    (await by.ask('GET', `/api/v1/duty/log?from_ms=0&to_ms=9999999999999${more}`)).body as unknown as {
      entries: DutyLogEntry[];
      more: boolean;
    };

  it('is corrected by another entry, never changed', async () => {
    const wrong = (await write(out, { text: '滨海大道封闭' })).body as unknown as DutyLogEntry;
    const right = (await write(next, { text: '更正：滨河大道封闭', corrects: wrong.id }))
      .body as unknown as DutyLogEntry;
    const { entries } = await list(out);
    expect(entries[0]).toMatchObject({ id: right.id, corrects: wrong.id, by: 'next' });
    expect(entries[1]).toMatchObject({ id: wrong.id, corrected_by: right.id, text: { zh: '滨海大道封闭' } });
    expect((await write(out, { text: '更正', corrects: 99_999 })).body).toMatchObject({
      code: 'duty.log_unknown',
    });
    for (const change of [
      sql`UPDATE duty_log SET author = 'x'`,
      sql`DELETE FROM duty_log`,
      sql`TRUNCATE duty_log CASCADE`,
    ])
      await expect(change.execute(test.identity.db)).rejects.toThrow('never changed');
  });

  it('of a unit is read by who reaches it, the centre’s by the centre', async () => {
    expect((await write(futian, { text: '福田口岸排队' })).body).toMatchObject({ code: 'kit.out_of_area' });
    expect((await write(futian, { text: '福田口岸排队', unit: '440304' })).status).toBe(201);
    expect((await list(futian)).entries.map(({ text }) => text.zh)).toEqual(['福田口岸排队']);
    expect((await list(out)).entries[0].text.zh).toBe('福田口岸排队');
  });

  it('is read in pages', async () => {
    for (let i = 0; i < 101; i++) await write(out, { text: `巡查 ${i}` });
    const first = await list(out);
    expect([first.entries.length, first.more]).toEqual([100, true]);
    const second = await list(out, `&before=${first.entries.at(-1)?.id}`);
    expect(second.entries[0].id).toBeLessThan(first.entries[99].id);
    expect(second.more).toBe(false);
  });
});

describe('bulletins', () => {
  const list = async () =>
    (await out.ask('GET', '/api/v1/duty/bulletins')).body as unknown as { bulletins: DutyBulletin[] };
  const bulletin = async (by: Officer, what: string, body: object) => {
    const [{ id: number }] = (await list()).bulletins;
    return by.ask(what ? 'POST' : 'PUT', `/api/v1/duty/bulletins/${number}${what && `/${what}`}`, body);
  };

  it('are due at the times of the most particular period of a day', () => {
    expect(dueAt(MORNING - 1)).toBeUndefined();
    expect(dueAt(MORNING)).toMatchObject({ key: `daily/${MORNING}`, at_ms: MORNING });
    expect(dueAt(at(23))).toMatchObject({ at_ms: at(18), period: { key: 'daily' } });
    const spring = Date.parse('2027-02-01T13:00:00+08:00');
    expect(dueAt(spring)).toMatchObject({
      period: { key: 'spring-2027', assumed: true },
      at_ms: spring - 3_600_000,
    });
  });

  it('are drafted once from what modules count, each number with its page', async () => {
    test.duty.bulletins.add({
      ...{ name: { zh: '指数', en: 'Indices' }, opens: '/indices' },
      list: async () => [
        {
          key: 'city-index',
          name: { zh: '全市交通指数', en: 'Index' },
          value: 2.64,
          unit: { zh: '', en: '' },
          digits: 1,
          opens: '/indices',
        },
        {
          key: 'open',
          name: { zh: '未结事件', en: 'Open situations' },
          value: null,
          unit: { zh: '起', en: '' },
          digits: 0,
          opens: '/situations',
        },
      ],
    });
    test.duty.bulletins.add({
      ...{ name: { zh: '预警', en: 'Warnings' }, opens: '/warnings' },
      list: () => Promise.reject(new Error('no answer')),
    });
    await Promise.all([test.duty.bulletins.draftDue(), test.duty.bulletins.draftDue()]);
    const { bulletins } = await list();
    expect(bulletins).toHaveLength(1);
    expect(bulletins[0]).toMatchObject({
      ...{ state: 'draft', edited_by: 'system', title: { zh: '日常运行值班简报 2026-11-27' } },
      text: { zh: '全市交通指数：2.6\n未结事件：无数据\n预警：起草时读取失败，未列入' },
    });
    expect((await futian.ask('GET', '/api/v1/duty/bulletins')).body).toMatchObject({
      code: 'kit.out_of_area',
    });
  });

  it('are edited, approved by another person, and sent once', async () => {
    const text = { zh: '全市平稳', en: 'Calm' };
    expect((await bulletin(out, '', { version: 1, text })).status).toBe(200);
    expect((await bulletin(next, '', { version: 1, text })).body).toMatchObject({ code: 'duty.changed' });
    expect((await bulletin(out, 'approval', { version: 2 })).body).toMatchObject({ code: 'duty.own_edit' });
    expect((await bulletin(next, 'sending', { version: 2 })).body).toMatchObject({
      code: 'duty.bulletin_state',
    });
    expect((await bulletin(next, 'approval', { version: 2 })).body).toMatchObject({
      state: 'approved',
      approved_by: 'next',
    });
    const answers = await Promise.all([1, 2].map(() => bulletin(next, 'sending', { version: 3 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const keys = test.sent.filter((key) => key.startsWith('duty/bulletin/'));
    expect(keys.length).toBe(4);
    expect((await bulletin(next, 'withdrawal', { reason: '有误' })).body).toMatchObject({
      code: 'duty.bulletin_state',
    });
  });
});
