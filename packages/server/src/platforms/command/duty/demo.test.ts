import type { DutyBoard, DutyLogEntry, Handover, HandoverSummary } from '@opentocc/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DemoCity, DemoOfficer } from '../../../kit/demo.ts';
import { createLog } from '../../../kit/log.ts';
import { createDutyDemo, shiftAt } from './demo.ts';
import { at, item, MORNING, type Officer, startDuty, type TestDuty } from './test-duty.ts';

let test: TestDuty;
let officer: Officer;
let relief: Officer;

beforeAll(async () => {
  test = await startDuty();
  officer = await test.appoint('demo-officer');
  relief = await test.appoint('demo-relief');
});
afterAll(() => test.identity.stop());

/** Somebody who sits down at the desk; what the platform refuses is an error. */
const seat = (of: Officer) => async (): Promise<DemoOfficer> => ({
  async call<T>(method: 'GET' | 'POST', path: string, body?: object) {
    const answer = await of.ask(method, `/api/v1${path}`, body);
    if (answer.status >= 400) throw new Error(answer.text);
    return answer.body as T;
  },
  signOut: async () => undefined,
});
const ask = async <T>(path: string) => (await officer.ask('GET', `/api/v1/duty/${path}`)).body as T;
const log = async () =>
  (await ask<{ entries: DutyLogEntry[] }>('log?from_ms=0&to_ms=9999999999999')).entries.map(
    ({ text }) => text.zh,
  );

/** Lets both officers serve until something is so. */
async function serve(until: () => Promise<void>): Promise<void> {
  const ended = new AbortController();
  const { clock } = test.identity;
  const desk = { signIn: seat(officer), signInRelief: seat(relief), signal: ended.signal, clock };
  const serving = createDutyDemo(createLog('silent'), 1).duty?.({} as DemoCity, desk);
  await vi.waitFor(until, { timeout: 30_000, interval: 200 });
  ended.abort();
  await serving;
}

describe('the officers of the demo city', () => {
  it('make rosters and hand the last shift over, one line refused, answered and accepted', {
    timeout: 60_000,
  }, async () => {
    test.open.push(item('a'), item('b'));
    await serve(async () => expect((await log())[0]).toContain('各席位到岗'));
    const { posts, escalation } = await ask<DutyBoard>('board');
    expect(posts.map(({ on_duty }) => on_duty.map(({ principal }) => principal))).toEqual([
      [officer.principal],
      [relief.principal],
    ]);
    expect(posts.map(({ handover }) => handover)).toEqual(['done', 'done']);
    expect(escalation).toEqual([officer.principal, relief.principal]);
    const all = await ask<HandoverSummary[]>('handovers');
    expect(all.map(({ incoming_name, state, lines }) => [incoming_name, state, lines])).toEqual([
      ['demo-relief', 'closed', 3],
      ['demo-officer', 'closed', 3],
    ]);
    const { acts, lines } = await ask<Handover>(`handovers/${all[1].id}`);
    expect(lines.map(({ state }) => state)).toEqual(['accepted', 'accepted', 'accepted']);
    const [refused, answered] = ['refused', 'answered'].map((what) => acts.find(({ act }) => act === what));
    expect(refused).toMatchObject({ by: 'demo-officer', reason: 'records' });
    expect(answered).toMatchObject({ by: 'demo-relief', line: refused?.line });
    expect(acts.at(-1)?.act).toBe('closed');
  });

  it('do not hand the same shift over again after a restart, and the next one at its hour', {
    timeout: 60_000,
  }, async () => {
    const entries = (await log()).length;
    await serve(async () => expect((await log()).length).toBeGreaterThan(entries));
    expect(await ask<HandoverSummary[]>('handovers')).toHaveLength(2);
    test.identity.clock.now_ms = at(20) + 1000;
    expect((await ask<DutyBoard>('board')).posts.map(({ handover }) => handover)).toEqual(['none', 'none']);
    await serve(async () => expect(await ask<HandoverSummary[]>('handovers')).toHaveLength(4));
    expect((await ask<HandoverSummary[]>('handovers')).map(({ incoming_name }) => incoming_name)).toEqual([
      ...['demo-officer', 'demo-relief', 'demo-relief', 'demo-officer'],
    ]);
    // Whoever stood last hands over late once, not over the head of who took over.
    const again = { post: (await ask<DutyBoard>('board')).posts[0].post.id, incoming: relief.principal };
    expect((await officer.ask('POST', '/api/v1/duty/handovers', again)).body).toMatchObject({
      code: 'duty.not_on_duty',
    });
  });
});

it('shifts begin at 08:00 and 20:00 of the city', () => {
  expect([at(8), at(19.9), at(20), at(31)].map(shiftAt)).toEqual([MORNING, MORNING, at(20), at(20)]);
  expect(shiftAt(at(7))).toBe(at(-4));
});
