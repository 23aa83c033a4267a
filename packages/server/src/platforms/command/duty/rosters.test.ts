import type {
  CalendarReport,
  DutyBoard,
  DutyPost,
  DutyPreview,
  DutyRoster,
  DutySwap,
} from '@opentocc/contract';
import { readCalendar } from '@opentocc/protocols/icalendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, HOUR, MORNING, type Officer, span, startDuty, type TestDuty } from './test-duty.ts';

let test: TestDuty;
let [chief, li, wang, zhao]: Officer[] = [];
let futian: Officer;
let post: DutyPost;

beforeAll(async () => {
  test = await startDuty();
  [chief, li, wang, zhao] = [
    await test.appoint('chief'),
    await test.appoint('li.na'),
    await test.appoint('wang.wei'),
    await test.appoint('zhao.min'),
  ];
  futian = await test.appoint('futian', '440304');
});
afterAll(() => test.identity.stop());

const turns = (people: string[], more = {}) => ({
  ...{ kind: 'turns', priority: 1, turns: people.map((one) => [one]), start_ms: at(8), until_ms: null },
  ...{ turn_h: 12, window: null, days: 'every', ...more },
});
const url = (what: string) => `/api/v1/duty/posts/${post.id}/${what}`;
async function change(
  rule: object | null,
  { by = chief, remove = [] as number[], version = post.version, name = '' } = {},
) {
  const answer = await by.ask('POST', url('changes'), { version, add: rule && { name, rule }, remove });
  if (answer.status === 200) post = answer.body as unknown as DutyPost;
  return answer;
}
const preview = async (rule: object | null, remove: number[] = []) =>
  (
    await chief.ask('POST', url('preview'), {
      version: post.version,
      add: rule && { name: '', rule },
      remove,
    })
  ).body as unknown as DutyPreview;
const roster = async (from = 8, to = 56) => {
  const { from_ms, to_ms } = span(from, to);
  return (await chief.ask('GET', `${url('roster')}?from_ms=${from_ms}&to_ms=${to_ms}`))
    .body as unknown as DutyRoster;
};
const names = () =>
  new Map([chief, li, wang, zhao].map(({ principal, name }) => [principal, name.split('.')[0]]));
const schedule = async (from = 8, to = 56) =>
  (await roster(from, to)).schedule.map(
    ({ from_ms, to_ms, people }) =>
      `${(from_ms - at(0)) / HOUR}-${(to_ms - at(0)) / HOUR} ${people.map((one) => names().get(one)).join('+') || 'gap'}`,
  );

describe('a post', () => {
  it('is made for a unit within reach, with a fallback who may stand there', async () => {
    const wanted = {
      unit: 'city',
      name: { zh: '指挥长', en: 'Commander' },
      rank: 1,
      fallback: chief.principal,
    };
    expect((await futian.ask('POST', '/api/v1/duty/posts', wanted)).body).toMatchObject({
      code: 'kit.out_of_area',
    });
    expect(
      (await chief.ask('POST', '/api/v1/duty/posts', { ...wanted, fallback: 'account:999' })).body,
    ).toMatchObject({
      code: 'duty.person_unknown',
    });
    expect(
      (await chief.ask('POST', '/api/v1/duty/posts', { ...wanted, unit: 'nowhere' })).body,
    ).toMatchObject({
      code: 'duty.unit_unknown',
    });
    const made = await chief.ask('POST', '/api/v1/duty/posts', wanted);
    expect(made).toMatchObject({ status: 201, body: { version: 1, hours: null } });
    post = made.body as unknown as DutyPost;
  });
});

describe('a roster', () => {
  it('shows a change as a difference before it is stored', async () => {
    const shown = await preview(turns([li.principal, wang.principal]));
    expect(shown.differences.slice(0, 2)).toEqual([
      { ...span(8, 20), before: [], after: [li.principal] },
      { ...span(20, 32), before: [], after: [wang.principal] },
    ]);
    expect(shown.before.gap_min).toBe(shown.before.required_min);
    expect(shown.after.gap_min).toBe(0);
    expect(await schedule(8, 32)).toEqual(['8-32 gap']);
    expect((await change(turns([li.principal, wang.principal]), { name: '两班倒' })).status).toBe(200);
    expect(await schedule(8, 32)).toEqual(['8-20 li', '20-32 wang']);
  });

  it('is changed by one of two who change it at once', async () => {
    const override = (from: number) => ({
      kind: 'override',
      person: zhao.principal,
      ...span(from, from + 1),
    });
    const { version } = post;
    const answers = await Promise.all([10, 11, 12].map((from) => change(override(from), { version })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'duty.changed' });
    const { entries } = await roster();
    await change(null, {
      remove: entries.filter(({ rule }) => rule.kind === 'override').map(({ id }) => id),
    });
    expect(await schedule(8, 32)).toEqual(['8-20 li', '20-32 wang']);
  });

  it('refuses in words what cannot be entered', async () => {
    const code = async (rule: object) => (await change(rule)).body.code;
    expect(await code({ kind: 'override', person: zhao.principal, ...span(12, 12) })).toBe('duty.span');
    expect(await code({ kind: 'override', person: zhao.principal, ...span(1, 2) })).toBe('duty.past');
    expect(await code({ kind: 'override', person: 'account:998', ...span(12, 13) })).toBe(
      'duty.person_unknown',
    );
    expect(await code({ kind: 'override', person: futian.principal, ...span(12, 13) })).toBe(
      'duty.person_unknown',
    );
    const shift = { person: li.principal, ...span(12, 15) };
    expect(await code({ kind: 'temporary', ...span(12, 14), shifts: [shift] })).toBe('duty.outside');
    expect((await change(null, { remove: [9999] })).body).toMatchObject({ code: 'duty.entry_unknown' });
    const leave = { person: zhao.principal, ...span(40, 50), kind: 'annual' };
    expect((await chief.ask('POST', '/api/v1/duty/leave', leave)).status).toBe(201);
    expect(await code({ kind: 'override', person: zhao.principal, ...span(45, 52) })).toBe('duty.on_leave');
  });

  it('lets an equal override fail, and warns of one without effect', async () => {
    const override = { kind: 'override', person: zhao.principal, ...span(10, 12) };
    expect((await change(override)).status).toBe(200);
    expect((await change({ ...override, person: wang.principal })).body).toMatchObject({
      code: 'duty.override_equal',
    });
    const idle = await preview({ kind: 'override', person: wang.principal, ...span(21, 22) });
    expect(idle.differences).toEqual([]);
    expect(idle.warnings).toMatchObject([{ kind: 'without_effect', person: wang.principal }]);
    expect(await schedule(8, 32)).toEqual(['8-10 li', '10-12 zhao', '12-20 li', '20-32 wang']);
  });

  it('measures its gaps, and those of leave', async () => {
    const leave = { person: wang.principal, ...span(20, 26), kind: 'sick' };
    const made = await chief.ask('POST', '/api/v1/duty/leave', leave);
    const found = await roster(8, 32);
    expect(found).toMatchObject({ gaps: [span(20, 26)], gap_min: 360, required_min: 1440 });
    expect(found.warnings).toContainEqual(
      expect.objectContaining({ kind: 'on_leave', person: wang.principal }),
    );
    expect((await chief.ask('POST', `/api/v1/duty/leave/${made.body.id}/withdrawal`)).status).toBe(204);
    expect((await roster(8, 32)).gap_min).toBe(0);
  });

  it('shows nobody in full and nothing beyond the reach', async () => {
    const { people } = await roster();
    expect(people.find(({ name }) => name === 'li.na')?.display_name).toBe('l****');
    const { from_ms, to_ms } = span(8, 9);
    const outside = await futian.ask('GET', `${url('roster')}?from_ms=${from_ms}&to_ms=${to_ms}`);
    expect(outside).toMatchObject({ status: 403, body: { code: 'kit.out_of_area' } });
    expect((await futian.ask('GET', '/api/v1/duty/board')).body).toMatchObject({
      posts: [],
      escalation: [],
      people: [],
    });
  });
});

describe('a swap', () => {
  const ask = (by: Officer, from: number, to: number) =>
    by.ask('POST', '/api/v1/duty/swaps', { post: post.id, ...span(from, to), note: '孩子家长会' });
  const take = (by: Officer, id: number, from: number, to: number) =>
    by.ask('POST', `/api/v1/duty/swaps/${id}/taking`, span(from, to));
  let swap: DutySwap;

  it('is asked for own duty that is ahead', async () => {
    expect((await ask(wang, 12, 15)).body).toMatchObject({ code: 'duty.swap_not_yours' });
    expect((await ask(li, 7, 9)).body).toMatchObject({ code: 'duty.past' });
    const made = await ask(li, 12, 15);
    expect(made.status).toBe(201);
    swap = made.body as unknown as DutySwap;
    // Who stands there too gets a message, once, and who asked gets none.
    expect(test.sent).toEqual([wang, zhao].map(({ principal }) => `duty/swap/${swap.id}/asked/${principal}`));
    test.sent.length = 0;
  });

  it('is never taken by who asked, and once by one of several', async () => {
    expect((await take(li, swap.id, 13, 14)).body).toMatchObject({ code: 'duty.swap_own' });
    expect((await take(wang, swap.id, 14, 16)).body).toMatchObject({ code: 'duty.swap_outside' });
    const answers = await Promise.all([wang, zhao].map((one) => take(one, swap.id, 13, 14)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const taker = answers[0].status === 200 ? wang : zhao;
    const parts = answers.find(({ status }) => status === 200)?.body as unknown as DutySwap[];
    expect(parts.map(({ from_ms, to_ms, state }) => [from_ms, to_ms, state])).toEqual([
      [at(13), at(14), 'taken'],
      [at(12), at(13), 'open'],
      [at(14), at(15), 'open'],
    ]);
    expect(await schedule(12, 15)).toEqual(['12-13 li', `13-14 ${taker.name.split('.')[0]}`, '14-15 li']);
    expect(test.sent).toEqual([`duty/swap/${swap.id}/taken`]);
    expect((await chief.ask('GET', '/api/v1/duty/log?from_ms=0&to_ms=9999999999999')).text).toContain(
      `换班 #${swap.id}`,
    );
  });

  it('is deleted by who asked alone, and past due once its time has come', async () => {
    const list = (await chief.ask('GET', '/api/v1/duty/swaps')).body as unknown as DutySwap[];
    const [late, early] = list.filter(({ state }) => state === 'open');
    const remove = (by: Officer, id: number) => by.ask('POST', `/api/v1/duty/swaps/${id}/deletion`);
    expect((await remove(wang, late.id)).body).toMatchObject({ code: 'duty.swap_not_yours' });
    expect((await remove(li, late.id)).body).toMatchObject({ state: 'deleted' });
    expect((await take(wang, late.id, 14, 15)).body).toMatchObject({ code: 'duty.swap_not_open' });
    test.identity.clock.now_ms = at(12);
    expect((await take(wang, early.id, 12, 13)).body).toMatchObject({ code: 'duty.swap_not_open' });
    await test.duty.swaps.sweep();
    const after = (await chief.ask('GET', '/api/v1/duty/swaps')).body as unknown as DutySwap[];
    expect(after.find(({ id }) => id === early.id)?.state).toBe('past_due');
    await test.duty.swaps.sweep();
    expect(test.sent.filter((key) => key.endsWith('/past-due'))).toEqual([`duty/swap/${early.id}/past-due`]);
    test.identity.clock.now_ms = MORNING;
  });
});

describe('who is on duty', () => {
  it('is on the board with who comes next, when each was last reached, and asked in order', async () => {
    test.reached.push({ principal: li.principal, channel: 'sms', sent_ms: at(7), confirmed_ms: null });
    const board = (await chief.ask('GET', '/api/v1/duty/board')).body as unknown as DutyBoard;
    expect(board.posts[0]).toMatchObject({
      on_duty: [{ principal: li.principal, until_ms: at(10) }],
      next: { people: [zhao.principal], from_ms: at(10) },
      ...{ gap: false, handover: 'none' },
    });
    expect(await test.duty.onDuty.onDutyAt(at(9))).toMatchObject([{ name: 'li.na', until_ms: at(10) }]);
    const order = [li.principal, zhao.principal, chief.principal];
    expect(await test.duty.onDuty.escalationAt(at(9), null)).toEqual(order);
    // A sub-centre without a post of its own asks the centre.
    expect(await test.duty.onDuty.escalationAt(at(9), '440304')).toEqual(order);
    expect(board.escalation).toEqual(order);
    expect(board.reached).toEqual(test.reached);
  });

  it('falls back where the roster has a gap', async () => {
    // Swaps changed the roster too.
    const { entries, post: now } = await roster();
    post = now;
    const removed = entries.map(({ id }) => id);
    await change(null, { remove: removed });
    expect(await test.duty.onDuty.escalationAt(at(9), '440304')).toEqual([chief.principal]);
    expect(((await chief.ask('GET', '/api/v1/duty/board')).body as unknown as DutyBoard).posts[0].gap).toBe(
      true,
    );
  });
});

describe('calendars', () => {
  const file = (...events: string[]) =>
    Buffer.from(['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR'].join('\r\n')).toString(
      'base64',
    );
  const event = (uid: string, summary: string, from: string, hours: number) =>
    [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      `SUMMARY:${summary}`,
      `DTSTART;TZID=Asia/Shanghai:${from}`,
      `DURATION:PT${hours}H`,
      'END:VEVENT',
    ].join('\r\n');
  const content_base64 = file(
    event('1', '@Li.Na', '20261128T080000', 12),
    event('2', '[L1] wang.wei', '20261128T200000', 12),
    event('3', 'Somebody Else', '20261129T080000', 12),
    event('4', 'li.na', '20261128T190000', 2),
    event('5', 'li.na', 'nonsense', 2),
  );
  const read = async (apply: boolean) =>
    (
      await chief.ask('POST', url('calendar'), {
        ...{
          file: 'december.ics',
          content_base64,
          priority: 1,
          ...span(32, 80),
          version: post.version,
          apply,
        },
      })
    ).body as unknown as CalendarReport;

  it('are looked at first: gaps, people unknown, double bookings, faults by line', async () => {
    expect(await read(false)).toMatchObject({
      ...{ applied: false, events: 5, shifts: 3, unknown: [{ summary: 'Somebody Else', shifts: 1 }] },
      double_booked: [{ person: li.principal, ...span(43, 44) }],
      gaps: [span(56, 80)],
      faults: [{ line: 27 }],
    });
    expect(await schedule(32, 56)).toEqual(['32-56 gap']);
  });

  it('become shifts, and go out again at a secret address until that is ended', async () => {
    expect(await read(true)).toMatchObject({ applied: true });
    expect(await schedule(32, 56)).toEqual(['32-44 li', '44-45 li+wang', '45-56 wang']);
    const { path } = (await wang.ask('POST', '/api/v1/duty/feed')).body as { path: string };
    const nobody = test.identity.browser();
    const feed = await nobody.ask('GET', path);
    expect(feed).toMatchObject({ status: 200, headers: { 'content-type': 'text/calendar; charset=utf-8' } });
    const { shifts } = readCalendar(feed.text, { from_ms: 0, to_ms: at(1000) });
    expect(shifts.map(({ from_ms, to_ms }) => [from_ms, to_ms])).toEqual([
      [at(44), at(45)],
      [at(45), at(56)],
    ]);
    const another = (await wang.ask('POST', '/api/v1/duty/feed')).body as { path: string };
    expect((await nobody.ask('GET', path)).body).toMatchObject({ status: 404, code: 'duty.feed_unknown' });
    await wang.ask('DELETE', '/api/v1/duty/feed');
    expect((await nobody.ask('GET', another.path)).status).toBe(404);
    expect((await nobody.ask('GET', `${path}x`)).status).toBe(400);
  });
});
