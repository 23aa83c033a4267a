import type { Rectification, Visit, VisitDraw, VisitDrawSheet, VisitResults } from '@opentocc/contract';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { redraw } from './redraw.ts';
import { ASKER, agent, closeCase, START_MS, startVisits, type TestVisits } from './test-visits.ts';

let on: TestVisits;
let supervisor: Browser;
let first: Browser;
let second: Browser;
let firm: Browser;

beforeAll(async () => {
  on = await startVisits();
  supervisor = await on.appoint('supervisor', 'city', 'hotline-supervisor');
  first = await on.appoint('first', 'city', 'hotline-agent');
  second = await on.appoint('second', 'city', 'hotline-agent');
  firm = await on.appoint('handler', '440304', 'case-handler');
});
afterAll(() => on.identity.stop());

const post = async <T>(by: Browser, path: string, body: object = {}) => {
  const { status, body: answer } = await by.ask('POST', `/api/v1/${path}`, body);
  return { status, code: answer.code, title: String(answer.title), answer: answer as unknown as T };
};
const get = async <T>(by: Browser, path: string) => {
  const { status, body } = await by.ask('GET', `/api/v1/${path}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as T;
};
const next = async (by: Browser) => (await post<{ visit: Visit | null }>(by, 'visits/next')).answer.visit;
const call = (by: Browser, { id, version }: Visit, what: string, body: object) =>
  post<Visit>(by, `visits/${id}/${what}`, { version, ...body });

/** Closes some cases on the day before, draws all of its strata, and reveals. */
async function drawn(cases: () => Promise<unknown>): Promise<VisitDraw> {
  await cases();
  const day = new Date(on.clock.now_ms + 8 * HOUR_MS).toISOString().slice(0, 10);
  on.clock.now_ms += DAY_MS;
  const { answer, status, title } = await post<VisitDraw>(supervisor, 'visit-draws', { from: day, to: day });
  expect(status, title).toBe(201);
  return (await post<VisitDraw>(supervisor, `visit-draws/${answer.id}/reveal`, { witness: '沪指 3891.12' }))
    .answer;
}
const times = async (n: number, work: () => Promise<unknown>) => {
  for (let i = 0; i < n; i++) await work();
};

describe('a draw', () => {
  let draw: VisitDraw;
  test('shows its commitment before its seed, and a quarter of each type is drawn', async () => {
    await times(9, () => closeCase(on));
    await times(2, () => closeCase(on, { type: 'complaint', category: 'taxi_service', text: '司机拒载' }));
    await closeCase(on, { asker: { ...ASKER, answer_by: 'none' } });
    on.clock.now_ms += DAY_MS;
    const made = await post<VisitDraw>(supervisor, 'visit-draws', { from: '2026-11-23', to: '2026-11-23' });
    expect(made.answer).toMatchObject({ seed: null, revealed_ms: null, eligible: 11, drawn: 0 });
    expect(made.answer.commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(await get(supervisor, `visit-draws/${made.answer.id}/sheet`)).toMatchObject({
      cases: null,
      seed: null,
    });
    draw = (await post<VisitDraw>(supervisor, `visit-draws/${made.answer.id}/reveal`, { witness: '见证' }))
      .answer;
    expect(draw).toMatchObject({ commitment: made.answer.commitment, witness: '见证', drawn: 4 });
    expect(draw.strata).toMatchObject([
      { type: 'complaint', unit: null, eligible: 2, drawn: 1 },
      { type: 'consultation', unit: null, eligible: 9, drawn: 3 },
    ]);
    expect(draw.exclusions).toMatchObject([{ rule: 'no_answer_wished', cases: 1 }]);
  });

  test('is drawn again by who has its sheet, with the same result; a changed sheet is found out', async () => {
    const text = JSON.stringify(await get<VisitDrawSheet>(supervisor, `visit-draws/${draw.id}/sheet`));
    const { sheet, fault } = redraw(text);
    expect(fault).toBeNull();
    expect(sheet.cases).toHaveLength(12);
    expect(redraw(JSON.stringify({ ...sheet, witness: '别的' })).fault).not.toBeNull();
  });

  test('is shown to outsiders without its cases while some are still to be called', async () => {
    const anybody = on.identity.browser();
    const sheet = await get<VisitDrawSheet>(anybody, `public/visit-draws/${draw.id}`);
    expect(sheet).toMatchObject({ commitment: draw.commitment, seed: null, cases: null, drawn: null });
  });

  test('of a day is made once, and never of days that go on', async () => {
    const again = await post(supervisor, 'visit-draws', { from: '2026-11-20', to: '2026-11-23' });
    expect(again).toMatchObject({ status: 409, code: 'visits.drawn_before' });
    const today = await post(supervisor, 'visit-draws', { from: '2026-11-24', to: '2026-11-24' });
    expect(today).toMatchObject({ status: 422, code: 'visits.span' });
    const none = await post(supervisor, 'visit-draws', { from: '2026-11-20', to: '2026-11-20' });
    expect(none).toMatchObject({ status: 422, code: 'visits.nothing_closed' });
    expect(await post(supervisor, `visit-draws/${draw.id}/reveal`)).toMatchObject({ status: 409 });
    expect(await post(first, 'visit-draws', { from: '2026-11-22', to: '2026-11-22' })).toMatchObject({
      status: 403,
    });
  });

  test('is not changed afterwards, not even in the database', async () => {
    const { db } = on.identity;
    await expect(sql`UPDATE visits_draw SET witness = 'x'`.execute(db)).rejects.toThrow(/not changed/);
    await expect(sql`UPDATE visits_draw SET share = 0.1`.execute(db)).rejects.toThrow(/not changed/);
    await expect(sql`DELETE FROM visits_draw_case`.execute(db)).rejects.toThrow(/append-only/);
    await expect(sql`UPDATE visits_attempt SET outcome = 'answered'`.execute(db)).rejects.toThrow(
      /append-only/,
    );
  });

  test('holds its seed sealed until it is revealed', async () => {
    const { rows } = await sql<{
      seed_sealed: string;
      seed: string;
    }>`SELECT seed_sealed, seed FROM visits_draw`.execute(on.identity.db);
    expect(rows[0].seed_sealed).not.toContain(rows[0].seed);
  });
});

describe('the list to call', () => {
  test('gives each agent another visit, and the same one again until it is done', async () => {
    const [mine, yours] = [await next(first), await next(second)];
    expect(mine?.id).not.toBe(yours?.id);
    expect((await next(first))?.id).toBe(mine?.id);
    expect(await call(second, mine!, 'attempts', { outcome: 'busy' })).toMatchObject({
      ...{ status: 409, code: 'visits.not_yours' },
    });
    expect((await post(second, `visits/${mine!.id}/contact`)).code).toBe('visits.not_yours');
    const contact = await post<{ phone: string }>(first, `visits/${mine!.id}/contact`);
    expect(contact.answer.phone).toMatch(/^138\d{8}$/);
    await post(first, `visits/${mine!.id}/release`);
    await post(second, `visits/${yours!.id}/release`);
  });

  test('never gives two agents cases of the same person', async () => {
    const same = { asker: { ...ASKER, phone: '13900000001' } };
    const cases = async () => {
      await closeCase(on, { ...same, type: 'suggestion' });
      await closeCase(on, { ...same, type: 'complaint', category: 'fare' });
    };
    const draw = await drawn(cases);
    expect(draw.drawn).toBe(2);
    // Four of the draw before are called first, since they have waited longer.
    const others = await on.store.list({ state: 'waiting' }, 0, 50);
    for (const row of others.filter((one) => one.draw !== draw.id))
      await on.store.save({ ...row, next_ms: on.clock.now_ms + DAY_MS });
    const mine = await next(first);
    expect(mine).not.toBeNull();
    expect(await next(second)).toBeNull();
    await post(first, `visits/${mine!.id}/release`);
    expect(await next(second)).not.toBeNull();
    await post(second, `visits/${(await next(second))!.id}/release`);
    for (const row of await on.store.list({ state: 'waiting' }, 0, 50))
      await on.store.save({ ...row, next_ms: row.draw === draw.id ? on.clock.now_ms + 90 * DAY_MS : null });
  });

  test('gives what an agent left lying to another one after 20 minutes', async () => {
    const left = await next(first);
    on.clock.now_ms += 20 * MINUTE_MS;
    const found = await next(second);
    expect(found?.id).toBe(left?.id);
    expect(await call(first, left!, 'attempts', { outcome: 'busy' })).toMatchObject({ status: 409 });
    await post(second, `visits/${found!.id}/release`);
  });
});

describe('an attempt', () => {
  test('that reaches nobody says nothing of satisfaction: after three the citizen counts as not reached', async () => {
    let visit = (await next(first))!;
    const { id } = visit;
    for (const [i, outcome] of (['no_answer', 'busy', 'no_answer'] as const).entries()) {
      const { status, answer } = await call(first, visit, 'attempts', { outcome });
      expect(status).toBe(200);
      expect(answer.state).toBe(i < 2 ? 'waiting' : 'unreachable');
      // Not called again before two hours are over.
      if (i < 2) expect((await next(first))?.id).not.toBe(id);
      if (i < 2) await post(first, `visits/${(await next(first))?.id}/release`);
      on.clock.now_ms += 2 * HOUR_MS;
      const others = (await on.store.list({ state: 'waiting' }, 0, 50)).filter((row) => row.id !== id);
      for (const row of others) await on.store.save({ ...row, next_ms: on.clock.now_ms + DAY_MS });
      if (i < 2) visit = (await next(first))!;
      expect(visit.id).toBe(id);
    }
    const now = await get<Visit>(first, `visits/${id}`);
    expect(now).toMatchObject({ state: 'unreachable', answers: null, answered_ms: null });
    expect(now.attempts.map(({ outcome }) => outcome)).toEqual(['no_answer', 'busy', 'no_answer']);
    const results = await get<VisitResults>(
      supervisor,
      `visit-results?from_ms=${START_MS - DAY_MS}&to_ms=${on.clock.now_ms}`,
    );
    expect(results.response).toMatchObject({ numerator: 0, denominator: 1, value: 0 });
    expect(results.questions.map(({ all }) => all.value)).toEqual([null, null, null]);
    for (const row of await on.store.list({ state: 'waiting' }, 0, 50))
      await on.store.save({ ...row, next_ms: null });
  });

  test('at a wrong number is the last one, and a refusal is a refusal', async () => {
    const wrong = await call(first, (await next(first))!, 'attempts', { outcome: 'wrong_number' });
    expect(wrong.answer.state).toBe('unreachable');
    const refused = await call(first, (await next(first))!, 'attempts', { outcome: 'refused' });
    expect(refused.answer.state).toBe('refused');
    expect(await call(first, refused.answer, 'attempts', { outcome: 'busy' })).toMatchObject({
      code: 'visits.over',
    });
  });
});

describe('an answer', () => {
  const CONTENT = { answered: true, handled: 'yes', satisfied: 5 };
  const ANGRY = { answered: true, handled: 'no', satisfied: 1, comment: '没有人管' };

  test('that is content ends the visit and leaves the case closed', async () => {
    await drawn(() => closeCase(on));
    const visit = (await next(first))!;
    const { answer } = await call(first, visit, 'answers', CONTENT);
    expect(answer).toMatchObject({ state: 'answered', answers: CONTENT, rectification: null });
    expect((await on.cases.cases.find(visit.case))?.state).toBe('closed');
    expect((await call(first, visit, 'answers', CONTENT)).status).toBe(409);
  });

  test('that is not content opens the case again and begins a rectification, followed to its end', async () => {
    await drawn(() => closeCase(on));
    const waiting = (await on.store.list({ state: 'waiting' }, 0, 50)).map(({ id }) => id);
    let visit = (await next(first))!;
    while (visit.id !== waiting[0]) {
      await call(first, visit, 'answers', CONTENT);
      visit = (await next(first))!;
    }
    const { answer } = await call(first, visit, 'answers', ANGRY);
    expect(answer.rectification).not.toBeNull();
    expect(await on.cases.cases.find(visit.case)).toMatchObject({ state: 'received', round: 2 });
    const path = `rectifications/${answer.rectification}`;
    const list = await get<{ rectifications: Rectification[] }>(supervisor, 'rectifications?state=open');
    const [made] = list.rectifications;
    expect(made).toMatchObject({ id: answer.rectification, state: 'open', clock: { state: 'running' } });
    expect(made.clock.rule).toMatchObject({ assumed: true, length: 5 });
    // A unit sees only its own.
    expect((await get<{ total: number }>(firm, 'rectifications')).total).toBe(0);
    expect(await post(firm, `${path}/owner`, { version: 1 })).toMatchObject({ status: 404 });
    const short = await post(supervisor, `${path}/done`, { version: 1, done: '已处理' });
    expect(short.status).toBe(400);
    await post(supervisor, `${path}/owner`, { version: 1 });
    const done = '已电话致歉，补开一班末班车并公布时刻';
    const said = await post<Rectification>(supervisor, `${path}/done`, { version: 2, done });
    expect(said.answer).toMatchObject({ state: 'done', done, clock: { state: 'met' } });
    const back = { version: 3, closed: false, reason: '末班车仍未公布' };
    expect((await post<Rectification>(supervisor, `${path}/closing`, back)).answer).toMatchObject({
      ...{ state: 'open', clock: { state: 'running' } },
    });
    await post(supervisor, `${path}/done`, { version: 4, done: `${done}，站牌已更换` });
    const end = await post<Rectification>(supervisor, `${path}/closing`, {
      ...{ version: 5, closed: true, reason: '现场核实' },
    });
    expect(end.answer.state).toBe('closed');
    expect(end.answer.timeline.map(({ kind }) => kind)).toEqual([
      'began',
      'owned',
      'done',
      'back',
      'done',
      'closed',
    ]);
    expect((await post(supervisor, `${path}/done`, { version: 6, done })).code).toBe(
      'visits.rectification_state',
    );
  });

  test('of enforcement is not asked how satisfied somebody is, and being fined opens nothing again', async () => {
    await drawn(() => closeCase(on, { type: 'complaint', category: 'illegal_carriage', text: '举报黑车' }));
    const visit = (await next(first))!;
    expect(visit.asks_satisfaction).toBe(false);
    expect(await call(first, visit, 'answers', ANGRY)).toMatchObject({
      status: 422,
      code: 'visits.not_asked',
    });
    const { answer } = await call(first, visit, 'answers', { ...ANGRY, satisfied: null });
    expect(answer).toMatchObject({ state: 'answered', rectification: null });
    expect((await on.cases.cases.find(visit.case))?.state).toBe('closed');
  });

  test('is not asked for where the case was opened again meanwhile', async () => {
    await drawn(() => closeCase(on));
    const [row] = await on.store.list({ state: 'waiting' }, 0, 1);
    const found = await on.cases.cases.find(row.case);
    await on.cases.cases.desk.reopen(agent, row.case, { version: found!.version, reason: '又来电' });
    expect((await next(first))?.id).not.toBe(row.id);
    expect((await get<Visit>(first, `visits/${row.id}`)).state).toBe('dropped');
  });

  test('by link is taken once, and the link is stored nowhere but in the message', async () => {
    await drawn(() => closeCase(on));
    const visit = (await next(first))!;
    expect((await call(first, visit, 'link', {})).answer.link).toMatchObject({ used_ms: null });
    const token = on.sent.at(-1)!.text.zh.split('/service/v/')[1];
    expect(on.sent.at(-1)).toMatchObject({ channel: 'sms', to: `case:${visit.case}` });
    const { rows } = await sql<{ hash: string }>`SELECT hash FROM visits_token`.execute(on.identity.db);
    expect(rows.map(({ hash }) => hash)).not.toContain(token);
    // Nobody is called who may be about to answer.
    expect((await next(second))?.id).not.toBe(visit.id);
    const { links } = on.visits;
    expect(await links.readByToken(token)).toMatchObject({ number: visit.number, asks_satisfaction: true });
    await expect(links.readByToken('AAAA')).rejects.toThrow(/not valid/);
    const answers = { answered: true, handled: 'no', satisfied: 2, comment: '' } as const;
    const both = await Promise.allSettled([
      links.answerByToken(token, answers),
      links.answerByToken(token, answers),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(links.readByToken(token)).rejects.toThrow(/not valid/);
    await on.visits.reopenDue();
    expect((await on.cases.cases.find(visit.case))?.state).toBe('received');
    expect(await get<Visit>(first, `visits/${visit.id}`)).toMatchObject({ state: 'answered', way: 'link' });
  });

  test('by a link that is too old is not taken', async () => {
    await drawn(() => closeCase(on));
    const visit = (await next(first))!;
    await call(first, visit, 'link', {});
    const token = on.sent.at(-1)!.text.zh.split('/service/v/')[1];
    on.clock.now_ms += 14 * DAY_MS;
    await expect(on.visits.links.readByToken(token)).rejects.toThrow(/expired/);
  });
});

test('results speak of those who answered, with an interval for all from whom they were drawn', async () => {
  const to_ms = on.clock.now_ms + DAY_MS;
  const results = await get<VisitResults>(
    supervisor,
    `visit-results?from_ms=${START_MS - DAY_MS}&to_ms=${to_ms}`,
  );
  const satisfied = results.questions.find(({ key }) => key === 'satisfied')!.all;
  const rows = (await on.store.list({ state: 'answered' }, 0, 100)).filter((row) => row.satisfied !== null);
  expect(satisfied).toMatchObject({
    numerator: rows.filter((row) => row.satisfied! >= 3).length,
    denominator: rows.length,
  });
  expect(satisfied.low!).toBeLessThan(satisfied.value!);
  expect(satisfied.high!).toBeGreaterThan(satisfied.value!);
  const summed = results.questions[0].groups.reduce((sum, { proportion }) => sum + proportion.denominator, 0);
  expect(summed).toBe(results.questions[0].all.denominator);
});

test('a rule is changed by a later version with its reason, and not backwards', async () => {
  const rule = { kind: 'exclusion', when: 'no_contact', excludes: false };
  const given = {
    key: 'no_contact',
    seen: 1,
    rule,
    source: { zh: '中心通知' },
    assumed: false,
    reason: '上门回访',
  };
  expect(await post(supervisor, 'visit-rules', { ...given, valid_from: '2026-01-01' })).toMatchObject({
    ...{ status: 422, code: 'visits.rule_past' },
  });
  const made = await post(supervisor, 'visit-rules', { ...given, valid_from: '2027-01-01' });
  expect(made).toMatchObject({ status: 201, answer: { version: 2 } });
  expect(await post(supervisor, 'visit-rules', { ...given, valid_from: '2027-01-01' })).toMatchObject({
    status: 409,
  });
  expect(on.failures).toEqual([]);
});
