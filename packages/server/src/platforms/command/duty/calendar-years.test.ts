import type { DutyBoard, DutyPost, DutyPreview, DutyRoster } from '@opentocc/contract';
import { readCalendar } from '@opentocc/protocols/icalendar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Officer, span, startDuty, type TestDuty } from './test-duty.ts';

/** The first instant of 2027 as hours of {@link at}: holidays are loaded until 2026. */
const NEW_YEAR = 24 * 35;

let test: TestDuty;
let [chief, li]: Officer[] = [];
let post: DutyPost;

beforeAll(async () => {
  test = await startDuty();
  [chief, li] = [await test.appoint('chief'), await test.appoint('li.na')];
  const wanted = { unit: 'city', name: { zh: '席', en: 'Desk' }, rank: 1, fallback: chief.principal };
  post = (await chief.ask('POST', '/api/v1/duty/posts', wanted)).body as unknown as DutyPost;
});
afterAll(() => test.identity.stop());

const workdays = (from: number, more = {}) => ({
  ...{ kind: 'turns', priority: 1, turns: [[li.principal]], start_ms: at(from), until_ms: null, turn_h: 24 },
  ...{ window: null, days: 'workdays', ...more },
});
const ask = (what: string, rule: object) =>
  chief.ask('POST', `/api/v1/duty/posts/${post.id}/${what}`, {
    version: post.version,
    add: { name: '', rule },
    remove: [],
  });
const roster = async (from: number, to: number) => {
  const { from_ms, to_ms } = span(from, to);
  return (await chief.ask('GET', `/api/v1/duty/posts/${post.id}/roster?from_ms=${from_ms}&to_ms=${to_ms}`))
    .body as unknown as DutyRoster;
};

describe('a rotation by workdays in a year whose holidays are not loaded', () => {
  it('is refused where it begins there, in words that say what to load; one of every day is not', async () => {
    const refused = await ask('preview', workdays(NEW_YEAR));
    expect(refused).toMatchObject({ status: 409, body: { code: 'duty.uncomputed' } });
    expect(refused.body.title).toContain('The holidays of 2027 are not loaded');
    expect((await ask('changes', workdays(NEW_YEAR))).body).toMatchObject({ code: 'duty.uncomputed' });
    expect((await ask('preview', workdays(NEW_YEAR, { days: 'every' }))).status).toBe(200);
  });

  it('is entered where it only reaches there, warned of, and nobody stands by a guess', async () => {
    const rule = workdays(NEW_YEAR - 24);
    const looked = (await ask('preview', rule)).body as unknown as DutyPreview;
    expect(looked.warnings).toMatchObject([{ kind: 'uncomputed', from_ms: at(NEW_YEAR), person: '' }]);
    const stored = await ask('changes', rule);
    expect(stored.status).toBe(200);
    post = stored.body as unknown as DutyPost;
    const { schedule, gaps, warnings } = await roster(NEW_YEAR - 24, NEW_YEAR + 72);
    // 2026-12-31 is a Thursday that is worked; whether 1 January 2027 is, nobody has published.
    expect(schedule.map(({ people, to_ms }) => [people.length, to_ms])).toEqual([
      [1, at(NEW_YEAR)],
      [0, at(NEW_YEAR + 72)],
    ]);
    expect(gaps).toEqual([span(NEW_YEAR, NEW_YEAR + 72)]);
    expect(warnings).toMatchObject([{ kind: 'uncomputed', ...span(NEW_YEAR, NEW_YEAR + 72) }]);
    expect((await roster(0, 48)).warnings).toEqual([]);
  });

  it('is said on the board of the week before, the fallback is asked then, and the own calendar says it', async () => {
    const { path } = (await li.ask('POST', '/api/v1/duty/feed')).body as { path: string };
    const { shifts } = readCalendar((await li.ask('GET', path)).text, { from_ms: 0, to_ms: at(9999) });
    expect(shifts.map(({ from_ms }) => from_ms)).toEqual([at(NEW_YEAR - 24), at(NEW_YEAR)]);
    expect(shifts[1].summary).toContain('not loaded');
    const board = async () => (await chief.ask('GET', '/api/v1/duty/board')).body as unknown as DutyBoard;
    expect((await board()).posts[0].uncomputed_ms).toBeNull();
    expect(await test.duty.onDuty.escalationAt(at(NEW_YEAR - 12), null)).toEqual([
      li.principal,
      chief.principal,
    ]);
    expect(await test.duty.onDuty.escalationAt(at(NEW_YEAR + 12), null)).toEqual([chief.principal]);
  });
});
