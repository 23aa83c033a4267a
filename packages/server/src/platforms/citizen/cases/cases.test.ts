import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import {
  act,
  at,
  clockOf,
  kindsOf,
  listed,
  PATH,
  read,
  run,
  START_MS,
  startCases,
  type TestCases,
  take,
  taken,
} from './test-cases.ts';

let on: TestCases;
beforeAll(async () => {
  on = await startCases();
}, 120_000);
afterAll(() => on.identity.stop());

describe('a case that is taken', () => {
  test('has a number of its day, its clocks, and who asks masked', async () => {
    const one = await take(on.agent);
    expect(one.number).toMatch(/^SZ12328-20261012-\d{6}$/);
    expect(one).toMatchObject({
      ...{ state: 'received', type: 'complaint', field: 'urban_passenger', version: 1, unit: null },
      asker: { name: '王**', phone: '138****5678', secret: false },
    });
    expect(clockOf(one, 'answer')?.due_ms).toBe(START_MS + 10 * DAY_MS);
    expect(clockOf(one, 'first_response')?.due_ms).toBe(START_MS + DAY_MS);
    expect(one).toMatchObject({ clock: 'first_response', due_ms: START_MS + DAY_MS });
  });

  test('is one when it is sent twice, also when both come at once', async () => {
    const body = { key: 'sent-twice-1' };
    const [a, b] = await Promise.all([take(on.agent, body), take(on.agent, body)]);
    expect((await take(on.agent, body)).id).toBe(a.id);
    expect(b.id).toBe(a.id);
    const [x, y] = await Promise.all([on.cases.take(taken('mail-1')), on.cases.take(taken('mail-1'))]);
    expect(x.number).toBe(y.number);
    expect([x.is_new, y.is_new].sort()).toEqual([false, true]);
  });

  test('gets a number that no other has, however many come at once, and none is left out', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => on.cases.take(taken(`burst-${i}`))));
    const numbers = all.map(({ number }) => Number(number.slice(-6))).sort((a, b) => a - b);
    expect(new Set(numbers).size).toBe(20);
    expect(numbers[19] - numbers[0]).toBe(19);
  });

  test('links to the plate in its text, whichever way it is written', async () => {
    const one = await take(on.agent, { text: '粤B·D12345 的司机拒载' });
    expect(one.links).toEqual([{ kind: 'vehicle', ref: '粤BD12345' }]);
    const of = await on.agent.ask(
      'GET',
      `/api/v1/case-links?kind=vehicle&ref=${encodeURIComponent('粤b d12345')}`,
    );
    expect((of.body as unknown as { id: number }[]).map(({ id }) => id)).toEqual([one.id]);
  });

  test('links to the roads that its text and its place name, of two that overlap to the longer one', async () => {
    const one = await take(on.agent, {
      text: '滨河大道和深南大道辅路口的灯坏了，深南大道辅路天天堵，东路没事',
    });
    expect(new Set(one.links)).toEqual(
      new Set(['滨河大道', '深南大道辅路'].map((ref) => ({ kind: 'road', ref }))),
    );
    const placed = await take(on.agent, {
      text: '路灯不亮',
      place: { lon: null, lat: null, text: '深南大道与彩田路口' },
    });
    expect(placed.links).toEqual([{ kind: 'road', ref: '深南大道' }]);
  });

  test('is seen with the registered vehicle that it refers to, by who does not see its plate', async () => {
    const of = await on.officer.ask('GET', '/api/v1/vehicles/7/cases');
    expect((of.body as unknown as { title: string }[]).map(({ title }) => title)).toEqual([
      '粤B·D12345 的司机拒载',
    ]);
    expect(await on.officer.ask('GET', '/api/v1/vehicles/8/cases')).toMatchObject({
      status: 404,
      body: { code: 'kit.not_found' },
    });
  });

  test('is found by who reaches few, however many newer ones of others refer to the same road', async () => {
    const own = await take(on.agent, { text: '滨河大道有出租车乱停' });
    await act(on, on.agent, own.id, 'dispatch', { unit: 'pengcheng-taxi' });
    // As many of the hotline alone as are shown, and more.
    await sql`
      INSERT INTO cases_case OVERRIDING SYSTEM VALUE
      SELECT (jsonb_populate_record(NULL::cases_case, to_jsonb(c) || jsonb_build_object(
        'id', 100000 + n, 'number', 'SZ12328-20261012-9' || n, 'key', 'newer-' || n, 'unit', NULL))).*
      FROM cases_case c, generate_series(10000, 10200) AS n WHERE c.id = ${own.id}`.execute(on.identity.db);
    await sql`
      INSERT INTO cases_link ("case", kind, ref)
      SELECT id, 'road', '滨河大道' FROM cases_case WHERE id > 100000`.execute(on.identity.db);
    try {
      const of = async (by: Browser) =>
        (await by.ask('GET', `/api/v1/case-links?kind=road&ref=${encodeURIComponent('滨河大道')}`))
          .body as unknown as { id: number }[];
      expect((await of(on.taxi)).map(({ id }) => id)).toEqual([own.id]);
      expect(await of(on.bus)).toEqual([]);
    } finally {
      await sql`DELETE FROM cases_link WHERE "case" > 100000`.execute(on.identity.db);
      await sql`DELETE FROM cases_case WHERE id > 100000`.execute(on.identity.db);
    }
  });

  test('of ten thousand characters is taken whole, of one more is refused with a word', async () => {
    const text = '慢'.repeat(10_000);
    expect((await take(on.agent, { text })).text).toBe(text);
    expect((await on.agent.ask('POST', PATH, { ...(await complaintOf()), text: `${text}慢` })).status).toBe(
      400,
    );
  });

  test('without type and category is filed under what its words speak for', async () => {
    const { id } = await on.cases.take({
      ...taken('words-1'),
      type: undefined,
      category: undefined,
      text: '我要投诉网约车平台乱派单',
    } as never);
    expect(await read(on.agent, id)).toMatchObject({ category: 'ride_hailing', type: 'complaint' });
  });

  test('shows earlier cases of the same number at once, also before it is a case, and to no unit', async () => {
    const asker = {
      name: '赵',
      phone: '13900001111',
      email: null,
      secret: false,
      answer_by: 'phone' as const,
    };
    const first = await take(on.agent, { asker });
    const second = await take(on.agent, { asker: { ...asker, phone: '+86 139-0000-1111' } });
    expect(second.earlier.map(({ id }) => id)).toEqual([first.id]);
    const asked = await on.agent.ask('POST', `${PATH}/earlier`, { phone: '139 0000 1111' });
    expect((asked.body as unknown as { id: number }[]).map(({ id }) => id)).toEqual([second.id, first.id]);
    await run(on, second.id, [[on.agent, 'dispatch', { unit: 'pengcheng-taxi' }]]);
    expect((await read(on.taxi, second.id)).earlier).toEqual([]);
    expect((await on.taxi.ask('POST', `${PATH}/earlier`, { phone: '13900001111' })).status).toBe(403);
  });
});

const complaintOf = async () => (await import('./test-cases.ts')).complaint();

describe('from receipt to archive', () => {
  test('a consultation is answered at once and closed in one act', async () => {
    const one = await take(on.agent, { type: 'consultation', category: 'metro' });
    const done = await run(on, one.id, [[on.agent, 'answer', { text: '末班车 23:00', close: true }]]);
    expect(done).toMatchObject({ state: 'closed', at_once: true, answers: [{ at_once: true, unit: null }] });
    expect(done.clocks.map(({ reading }) => reading.state)).toEqual(['met', 'met', 'met']);
    expect(on.sent.at(-1)).toMatchObject({
      channel: 'sms',
      to: `case:${one.id}`,
      text: { zh: '末班车 23:00' },
    });
  });

  test('a complaint goes to a firm, is accepted, answered, sent back, answered again, closed and archived', async () => {
    const one = await take(on.agent);
    const done = await run(on, one.id, [
      [on.agent, 'dispatch', { unit: 'pengcheng-taxi', note: '请核实' }],
      [on.taxi, 'acceptance'],
      [on.taxi, 'answer', { text: '已批评司机' }],
      [on.agent, 'rework', { reason: '没有说退款' }],
      [on.taxi, 'answer', { text: '已退款 30 元' }],
      [on.agent, 'closing'],
    ]);
    expect(done).toMatchObject({
      state: 'closed',
      reworks: 1,
      unit: { code: 'pengcheng-taxi' },
      at_once: false,
    });
    expect(done.answers.map(({ refused }) => refused)).toEqual([true, false]);
    expect(kindsOf(done)).toEqual([
      'received',
      'dispatched',
      'accepted',
      'answered',
      'rework',
      'answered',
      'closed',
    ]);
    on.clock.now_ms += 31 * DAY_MS;
    await on.cases.archive();
    expect(await read(on.agent, one.id)).toMatchObject({ state: 'archived' });
    on.clock.now_ms = START_MS;
  });

  test('a return is ruled on, and the case goes to who has it to do', async () => {
    const one = await take(on.agent);
    await run(on, one.id, [
      [on.agent, 'dispatch', { unit: 'pengcheng-taxi' }],
      [on.taxi, 'requests', { kind: 'return', reason: '不是我司车辆', proposed_unit: 'bus-group' }],
    ]);
    const [request] = (await read(on.taxi, one.id)).request_list;
    expect(request).toMatchObject({ kind: 'return', state: 'open', proposed_unit: 'bus-group' });
    // It acts first: while it waits the clock runs, and the unit may answer all the same.
    expect(clockOf(await read(on.taxi, one.id), 'answer')?.state).toBe('running');
    const done = await run(on, one.id, [
      [on.supervisor, 'rulings', { request: request.id, granted: true, reason: '属实', unit: 'bus-group' }],
    ]);
    expect(done).toMatchObject({ state: 'dispatched', unit: { code: 'bus-group' }, returns: 1, requests: 0 });
    expect((await on.taxi.ask('GET', `${PATH}/${one.id}`)).status).toBe(403);
    expect((await read(on.bus, one.id)).id).toBe(one.id);
  });

  test('a return that comes too late is refused with the time until which it was possible', async () => {
    const one = await take(on.agent);
    await run(on, one.id, [[on.agent, 'dispatch', { unit: 'pengcheng-taxi' }]]);
    on.clock.now_ms = at('2026-10-20 09:00');
    const { status, body } = await act(on, on.taxi, one.id, 'requests', {
      kind: 'return',
      reason: '不是我们',
    });
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'cases.return_late' });
    expect(body.title).toContain('2026-10-19 24:00');
    on.clock.now_ms = START_MS;
  });

  test('what waits for the answer may be extended once and before it is due, when it is granted', async () => {
    const one = await take(on.agent, { category: 'driver_training' });
    await run(on, one.id, [
      [on.agent, 'dispatch', { unit: 'bus-group' }],
      [on.bus, 'requests', { kind: 'extension', reason: '需要调查', length: 5 }],
    ]);
    const [{ id: request }] = (await read(on.bus, one.id)).request_list;
    const before = clockOf(await read(on.bus, one.id), 'answer')?.due_ms;
    const done = await run(on, one.id, [
      [on.supervisor, 'rulings', { request, granted: true, reason: '同意' }],
    ]);
    expect(before).toBe(at('2026-10-27 00:00'));
    expect(clockOf(done, 'answer')?.due_ms).toBe(at('2026-11-03 00:00'));
    const again = await act(on, on.bus, one.id, 'requests', { kind: 'extension', reason: '再延', length: 5 });
    expect(again.body.code).toBe('clocks.extended');
  });

  test('an answered case is opened again by who asked within 14 days, with new clocks and the old ones as they were', async () => {
    const one = await take(on.agent);
    await run(on, one.id, [[on.agent, 'answer', { text: '已处理', close: true }]]);
    on.clock.now_ms += 14 * DAY_MS;
    await on.cases.remarks.reopen(one.id, on.cases.asSystem('asker'), '没有处理', 'asker');
    const done = await read(on.agent, one.id);
    expect(done).toMatchObject({ state: 'received', round: 2 });
    expect(clockOf(done, 'answer')?.state).toBe('met');
    expect(clockOf(done, 'answer:2')).toMatchObject({ state: 'running', started_ms: on.clock.now_ms });
    await run(on, one.id, [[on.agent, 'answer', { text: '再次处理', close: true }]]);
    on.clock.now_ms += 14 * DAY_MS + 1;
    await expect(
      on.cases.remarks.reopen(one.id, on.cases.asSystem('asker'), '还是没有', 'asker'),
    ).rejects.toMatchObject({
      code: 'cases.reopen_late',
    });
    on.clock.now_ms = START_MS;
  });

  test('a case of the railways is referred, and nothing of it runs on', async () => {
    const one = await take(on.agent);
    const done = await run(on, one.id, [
      [on.agent, 'referral', { to: 'rail', body: '广铁集团 12306', reason: '属铁路' }],
    ]);
    expect(done).toMatchObject({ state: 'referred', referred_to: '广铁集团 12306', clock: null });
    expect(new Set(done.clocks.map(({ reading }) => reading.state))).toEqual(new Set(['withdrawn']));
  });
});

describe('what is bad input', () => {
  test.each([
    ['to a unit that is not there', { unit: 'nowhere' }, 422, 'cases.unknown_unit'],
    ['to a unit without anybody', { unit: 'empty-firm' }, 409, 'cases.unit_without_people'],
  ])('a dispatch %s gets a clear word', async (_, body, status, code) => {
    const one = await take(on.agent);
    const answer = await act(on, on.agent, one.id, 'dispatch', body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(await read(on.agent, one.id)).toMatchObject({ version: 1, state: 'received' });
  });

  test('two who change one case at once: the second hears of it, nothing is lost', async () => {
    const one = await take(on.agent);
    const facts = { version: 1, title: '新标题' };
    expect((await on.agent.ask('POST', `${PATH}/${one.id}/facts`, facts)).status).toBe(200);
    const late = await on.supervisor.ask('POST', `${PATH}/${one.id}/withdrawal`, {
      version: 1,
      reason: '来电要求',
    });
    expect(late.body).toMatchObject({ code: 'cases.changed' });
  });

  test('a file that lies about its type is refused, and the case is as it was', async () => {
    const one = await take(on.agent);
    const file = { file: '现场.jpg', content_base64: Buffer.from('%PDF-1.7\n%%EOF').toString('base64') };
    const answer = await on.agent.ask('POST', `${PATH}/${one.id}/attachments`, file);
    expect(answer.body.code).toBe('attachments.lies');
    expect((await read(on.agent, one.id)).version).toBe(1);
  });

  test('an act that does not fit the state is refused in words', async () => {
    const one = await take(on.agent);
    const answer = await act(on, on.agent, one.id, 'rework', { reason: '不行' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'cases.no_such_act' } });
  });

  test('what happened can be neither changed nor removed, whoever tries', async () => {
    const { db } = on.identity;
    for (const table of ['cases_entry', 'cases_clock_event', 'cases_attachment', 'cases_suggested'])
      await expect(sql`DELETE FROM ${sql.table(table)}`.execute(db)).rejects.toThrow('append-only');
  });
});

describe('merging', () => {
  test('puts the later into the earlier one, stops its clocks, and what is said to it lands in the earlier one', async () => {
    const [a, b] = [await take(on.agent), await take(on.agent)];
    const merge = { other: b.id, other_version: 1, reason: '同一人同一事' };
    await run(on, a.id, [[on.agent, 'merges', merge]]);
    const gone = await read(on.agent, b.id);
    expect(gone).toMatchObject({ merged_into: a.id, clock: null, due_ms: null, next: [] });
    expect(new Set(gone.clocks.map(({ reading }) => reading.state))).toEqual(new Set(['withdrawn']));
    await on.cases.remarks.remark(b.id, on.cases.asSystem('mail'), { text: '补充车牌', key: 'reply-0001' });
    await on.cases.remarks.remark(b.id, on.cases.asSystem('mail'), { text: '补充车牌', key: 'reply-0001' });
    const into = await read(on.agent, a.id);
    expect(into.timeline.filter(({ kind }) => kind === 'remark')).toMatchObject([{ detail: { of: b.id } }]);
    expect(kindsOf(gone)).not.toContain('remark');
    const done = await run(on, a.id, [[on.agent, 'answer', { text: '一并答复', close: true }]]);
    expect(done.state).toBe('closed');
    expect(on.sent.filter(({ text }) => text.zh === '一并答复').map(({ to }) => to)).toEqual([
      `case:${a.id}`,
      `case:${b.id}`,
    ]);
  });

  test('that comes between looking for a case and holding it takes what is said along', async () => {
    const [a, b] = [await take(on.agent), await take(on.agent)];
    const { db } = on.identity;
    const waiting = () =>
      sql<{ n: number }>`SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
    const said = await db.transaction().execute(async (tx) => {
      await sql`UPDATE cases_case SET merged_into = ${a.id} WHERE id = ${b.id}`.execute(tx);
      const saying = on.cases.remarks.remark(b.id, on.cases.asSystem('mail'), { text: '补充车牌' });
      await vi.waitUntil(async () => (await waiting()).rows[0].n > 0, { timeout: 20_000 });
      return { saying };
    });
    await said.saying;
    expect(kindsOf(await read(on.agent, b.id))).not.toContain('remark');
    expect(kindsOf(await read(on.agent, a.id))).toContain('remark');
  });

  test('of who asks for secrecy into one that is not secret shows no number that they add later', async () => {
    const asker = {
      name: '王小明',
      phone: '13812345678',
      email: null,
      secret: true,
      answer_by: 'sms',
    } as const;
    const [a, b] = [await take(on.agent), await take(on.agent, { asker })];
    await run(on, a.id, [[on.agent, 'merges', { other: b.id, other_version: 1, reason: '同一事' }]]);
    await on.cases.remarks.remark(b.id, on.cases.asSystem('mail'), { text: '请打１３８１２３４５６７８' });
    const [remark] = (await read(on.agent, a.id)).timeline.filter(({ kind }) => kind === 'remark');
    expect(remark.text.zh).toBe('诉求人补充：请打***');
  });

  test('is taken back with the clocks as they ran before', async () => {
    const [a, b] = [await take(on.agent), await take(on.agent)];
    await run(on, a.id, [[on.agent, 'merges', { other: b.id, other_version: 1, reason: '同一事' }]]);
    on.clock.now_ms += HOUR_MS;
    await run(on, a.id, [[on.agent, 'splits', { other: b.id, reason: '不是同一事' }]]);
    const again = await read(on.agent, b.id);
    expect(again.merged_into).toBeNull();
    expect(clockOf(again, 'answer')).toMatchObject({
      state: 'running',
      due_ms: START_MS + 10 * DAY_MS + HOUR_MS,
    });
    on.clock.now_ms = START_MS;
  });

  test.each([['into itself', (a: number) => ({ other: a, other_version: 1 }), 'cases.merge_itself']])(
    '%s is refused',
    async (_, of, code) => {
      const a = await take(on.agent);
      const answer = await act(on, on.agent, a.id, 'merges', { ...of(a.id), reason: '误操作' });
      expect(answer.body.code).toBe(code);
    },
  );

  test('of an earlier into a later one, or of what is closed, is refused', async () => {
    const a = await take(on.agent);
    on.clock.now_ms += 1000;
    const b = await take(on.agent);
    const wrong = await act(on, on.agent, b.id, 'merges', {
      other: a.id,
      other_version: 1,
      reason: '同一事',
    });
    expect(wrong.body.code).toBe('cases.merge_later');
    await run(on, b.id, [[on.agent, 'answer', { text: '好的', close: true }]]);
    const over = await act(on, on.agent, a.id, 'merges', { other: b.id, other_version: 2, reason: '同一事' });
    expect(over.body.code).toBe('cases.merge_over');
    on.clock.now_ms = START_MS;
  });
});

describe('who asks', () => {
  test('is shown in full for a reason alone, which stands in the audit first', async () => {
    const one = await take(on.agent);
    const seen = await on.agent.ask('POST', `${PATH}/${one.id}/reveal`, { reason: '需要回电核实' });
    expect(seen.body).toMatchObject({ name: '王小明', phone: '13812345678' });
    const auditor = await on.appoint('auditor', 'city', 'audit-administrator');
    await on.identity.audit.flush();
    const { body } = await auditor.ask('GET', '/api/v1/audit?action=cases.reveal');
    expect(JSON.stringify(body)).toContain('需要回电核实');
    expect(JSON.stringify(body)).not.toContain('13812345678');
  });

  test('stays unknown who wishes it: in views, lists, exports, messages of errors, and to who is meant', async () => {
    const asker = {
      name: '陈保密',
      phone: '13711112222',
      email: 'chen@example.com',
      secret: true,
      answer_by: 'phone' as const,
    };
    const text = '我叫陈保密，电话 137 1111 2222，邮箱 chen@example.com，举报司机拒载';
    const one = await take(on.agent, { asker, text });
    await run(on, one.id, [[on.agent, 'dispatch', { unit: 'pengcheng-taxi' }]]);
    await on.agent.ask('POST', `${PATH}/${one.id}/notes`, { text: '回电 13711112222 无人接' });
    for (const by of [on.agent, on.taxi]) {
      const views = [
        await by.ask('GET', `${PATH}/${one.id}`),
        await by.ask('GET', `${PATH}?view=all&text=${encodeURIComponent(one.number)}`),
        await by.ask('GET', `${PATH}/export?view=all`),
      ];
      for (const { text: shown } of views) {
        expect(shown).toContain(one.number);
        expect(shown).not.toMatch(/陈保密|137 ?1111 ?2222|chen@|陈\*|2222/);
      }
    }
    expect((await on.taxi.ask('POST', `${PATH}/${one.id}/reveal`, { reason: '想知道是谁' })).status).toBe(
      403,
    );
    const full = await on.agent.ask('POST', `${PATH}/${one.id}/reveal`, { reason: '回电核实' });
    expect(full.body).toMatchObject({ name: '陈保密', text });
    const { rows } = await sql<{
      all: string;
    }>`SELECT string_agg(t::text, ' ') AS all FROM cases_entry t`.execute(on.identity.db);
    expect(rows[0].all).not.toContain('陈保密');
  });

  test('may ask for secrecy later, and the text hides it from then on', async () => {
    const one = await take(on.agent, { text: '王小明 13812345678 反映问题' });
    const done = await run(on, one.id, [[on.agent, 'facts', { secret: true }]]);
    expect(done).toMatchObject({ text: '*** *** 反映问题', asker: { name: '', phone: null, secret: true } });
  });
});

describe('who reaches what', () => {
  test('a firm sees its own cases, and no other firm, no district and no list shows them', async () => {
    const one = await take(on.agent);
    await run(on, one.id, [[on.agent, 'dispatch', { unit: 'pengcheng-taxi' }]]);
    expect((await read(on.taxi, one.id)).id).toBe(one.id);
    for (const other of [on.bus, on.futian]) {
      expect((await other.ask('GET', `${PATH}/${one.id}`)).status).toBe(403);
      expect((await listed(other, 'view=all&limit=500')).cases.map(({ id }) => id)).not.toContain(one.id);
      expect((await act(on, other, one.id, 'answer', { text: '不是我的' })).status).toBe(403);
    }
    expect((await act(on, on.taxi, one.id, 'closing')).status).toBe(403);
    expect((await act(on, on.taxi, one.id, 'answer', { text: '自己办结', close: true })).status).toBe(403);
  });

  test('what waits for somebody stands in their list alone', async () => {
    const one = await take(on.agent);
    await run(on, one.id, [[on.agent, 'dispatch', { unit: 'pengcheng-taxi' }]]);
    expect((await listed(on.taxi, 'view=mine&limit=500')).cases.map(({ id }) => id)).toContain(one.id);
    expect((await listed(on.agent, 'view=mine&limit=500')).cases.map(({ id }) => id)).not.toContain(one.id);
    await run(on, one.id, [[on.taxi, 'answer', { text: '已处理' }]]);
    expect((await listed(on.agent, 'view=mine&limit=500')).cases.map(({ id }) => id)).toContain(one.id);
  });
});

describe('search', () => {
  test.each([
    ['a word in the middle of a sentence', '测试', '这是一个测试文档'],
    ['a plate', '粤B·D98765', '车牌粤B·D98765拒载'],
    ['two words wherever they stand', '白石洲 积水', '积水很深，在白石洲地铁口'],
    ['full width digits', 'M299', '乘坐Ｍ２９９路'],
  ])('finds %s', async (_, query, text) => {
    const one = await take(on.agent, { text });
    const { cases } = await listed(on.agent, `view=all&text=${encodeURIComponent(query)}`);
    expect(cases.map(({ id }) => id)).toContain(one.id);
  });

  test('finds nothing where a word is missing', async () => {
    expect((await listed(on.agent, `view=all&text=${encodeURIComponent('积水 火星')}`)).total).toBe(0);
  });
});

describe('suggestions', () => {
  test('say category, unit, odds and the words that spoke, and are held against what people decide', async () => {
    const asked = await on.agent.ask('POST', `${PATH}/suggestions`, { text: '网约车司机取消订单' });
    const suggested = asked.body as unknown as { category: string; odds: number; reasons: string[] }[];
    expect(suggested[0]).toMatchObject({ category: 'ride_hailing', unit: 'public-transport' });
    expect(suggested[0].reasons).toEqual(expect.arrayContaining(['网约车']));
    const before = (await on.agent.ask('GET', `${PATH}/suggestions/accuracy`)).body as never as {
      category: { right: number; of: number };
    };
    await take(on.agent, { category: 'ride_hailing', suggested: suggested as never });
    await take(on.agent, { category: 'taxi_service', suggested: suggested as never });
    const { body } = await on.agent.ask('GET', `${PATH}/suggestions/accuracy`);
    const { category } = body as never as typeof before;
    expect([category.right - before.category.right, category.of - before.category.of]).toEqual([1, 2]);
  });

  test('come from a model once there is one', async () => {
    on.use(() => [
      {
        ...{ category: 'metro', type: null, unit: null, odds: 0.9, reasons: ['模型'] },
        ...{ by: 'model', model: 1 },
      },
    ]);
    const { body } = await on.agent.ask('POST', `${PATH}/suggestions`, { text: '任意' });
    on.use(null);
    expect(body).toMatchObject([{ category: 'metro', reasons: ['模型'] }]);
  });
});

test('a call that is something on the road becomes a report of a situation, and each knows the other', async () => {
  const place = { lon: 114.05, lat: 22.54, text: '深南大道华强北' };
  const one = await take(on.agent, { text: '前面追尾堵死了', place });
  const done = await run(on, one.id, [[on.agent, 'situation-report', { kind: 'accident' }]]);
  const situation = String(on.reports.length);
  expect(on.reports.at(-1)).toMatchObject({ origin: 'call', kind: 'accident', caller: null, lon: 114.05 });
  expect(done.links).toContainEqual({ kind: 'situation', ref: situation });
  const { body } = await on.agent.ask('GET', `/api/v1/case-links?kind=situation&ref=${situation}`);
  expect((body as unknown as { id: number }[]).map(({ id }) => id)).toEqual([one.id]);
});

test('no listener missed anything', () => expect(on.failures).toEqual([]));
