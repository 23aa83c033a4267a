import type { CallBrief, CallFigures, CallList, CallsMessage } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { standingOf } from './model.ts';
import { EVENTS, eventOf, START_MS, startCalls, type TestCalls } from './test-calls.ts';

let on: TestCalls;
let agent: Browser;
let other: Browser;
let supervisor: Browser;

beforeAll(async () => {
  on = await startCalls();
  agent = await on.appoint('xiaolin', 'city', 'hotline-agent');
  other = await on.appoint('xiaochen', 'city', 'hotline-agent');
  supervisor = await on.appoint('zhuguan', 'city', 'hotline-supervisor');
}, 60_000);
afterAll(() => on.identity.stop());

const read = async (call: string): Promise<CallBrief> => (await on.calls.findByCall(call))!;
const shown = () => on.board.list().map(({ call }) => call);
const day = async (query: string) =>
  (await supervisor.ask('GET', `/api/v1/calls?day=2026-11-27&${query}`)).body as unknown as CallList;

test('a call rings at an extension, is answered by who sits there, and ends', async () => {
  await agent.ask('PUT', '/api/v1/calls/seat', { extension: '8001', state: 'ready' });
  await on.switchboard.deliver(
    eventOf('walk', 'ringing', 0, { queue: '12328' }),
    eventOf('walk', 'ringing', 2, { extension: '8001' }),
  );
  expect(await read('walk')).toMatchObject({
    state: 'ringing',
    extension: '8001',
    queue: '12328',
    wait_ms: null,
  });
  expect(shown()).toContain('walk');
  await on.switchboard.deliver(eventOf('walk', 'answered', 9, { extension: '8001' }));
  expect(await read('walk')).toMatchObject({ state: 'talking', wait_ms: 9_000, agent: { name: 'xiaolin' } });
  await on.switchboard.deliver(eventOf('walk', 'ended', 69));
  expect(await read('walk')).toMatchObject({ state: 'ended', end_ms: START_MS + 69_000 });
  expect(shown()).not.toContain('walk');
});

test('events in any order, twice or torn apart, make the same call', async () => {
  const events = [
    eventOf('disorder', 'ringing', 10, { queue: '12328' }),
    eventOf('disorder', 'answered', 18, { extension: '8001' }),
    eventOf('disorder', 'ended', 90),
  ];
  const { taken } = await on.switchboard.deliver(events[2], events[0]);
  expect([taken, (await read('disorder')).state]).toEqual([2, 'abandoned']);
  expect(await on.switchboard.deliver(events[1], events[2], events[1])).toEqual({
    taken: 1,
    known: 2,
    refused: [],
  });
  expect(await read('disorder')).toMatchObject({ state: 'ended', wait_ms: 8_000, queue: '12328' });
});

test('a call whose ringing was never heard of has no waiting time', () => {
  const answered = { kind: 'answered', at_ms: 5, queue: '', extension: '8001' } as const;
  expect(standingOf([answered])).toMatchObject({ state: 'talking', wait_ms: null });
});

test('an event that is too old, from the future, or of another call is refused with the reason, the rest is taken', async () => {
  const known = eventOf('first', 'ringing', 0);
  const outcome = await on.switchboard.deliver(
    known,
    eventOf('late', 'ringing', -8 * 86_400),
    eventOf('early', 'ringing', 3_600),
    { ...eventOf('second', 'ringing', 1), event: known.event },
  );
  expect(outcome).toMatchObject({ taken: 1, known: 0 });
  expect(outcome.refused.map(({ reason }) => reason.en.slice(0, 12))).toEqual([
    'The event is',
    'The event is',
    'This event i',
  ]);
  expect(await on.calls.findByCall('second')).toBeUndefined();
});

test('a number is masked everywhere, sealed in the database, and shown for a reason that is on record first', async () => {
  await on.switchboard.deliver(eventOf('masked', 'ringing', 20, { number: '139-1111-2222' }));
  const { id, number } = await read('masked');
  expect(number).toBe('139****2222');
  const { rows } = await sql<{ all: string }>`
    SELECT (SELECT string_agg(e::text, '') FROM calls_event e) || (SELECT string_agg(c::text, '') FROM calls_call c)
      || (SELECT string_agg(n::text, '') FROM calls_number n) AS all`.execute(on.identity.db);
  expect(rows[0].all).not.toMatch(/139-?1111-?2222/);
  const path = `/api/v1/calls/${id}/number`;
  expect((await agent.ask('POST', path, { reason: '' })).status).toBe(400);
  expect((await agent.ask('POST', path, { reason: '通话中断，回拨' })).body).toEqual({
    number: '139-1111-2222',
  });
  const { rows: records } = await sql<{ record: string }>`
    SELECT record FROM audit_record WHERE target = ${`call:${id}`} AND record LIKE '%"done"%'`.execute(
    on.identity.db,
  );
  expect(records).toHaveLength(1);
  for (const said of ['calls.reveal', 'masked', '通话中断']) expect(records[0].record).toContain(said);
});

test('calls of one number within an hour are counted, those without a number are not one caller', async () => {
  const again = { number: '0755-83000000' };
  await on.switchboard.deliver(
    eventOf('again-1', 'ringing', 1, again),
    eventOf('again-2', 'ringing', 61, again),
  );
  await on.switchboard.deliver(eventOf('again-3', 'ringing', 121, { number: '075583000000' }));
  expect((await read('again-3')).within_hour).toBe(3);
  const withheld = { number: '' };
  await on.switchboard.deliver(
    eventOf('none-1', 'ringing', 1, withheld),
    eventOf('none-2', 'ringing', 2, withheld),
  );
  expect(await read('none-2')).toMatchObject({ within_hour: 1, number: '' });
});

test('who sits down at an extension makes the one before get up', async () => {
  await agent.ask('PUT', '/api/v1/calls/seat', { extension: '8002', state: 'ready' });
  await other.ask('PUT', '/api/v1/calls/seat', { extension: '8002', state: 'ready' });
  expect((await agent.ask('GET', '/api/v1/calls/seat')).body.seat).toMatchObject({
    extension: null,
    state: 'away',
  });
  await on.switchboard.deliver(
    eventOf('seat', 'ringing', 5),
    eventOf('seat', 'answered', 6, { extension: '8002' }),
  );
  expect((await read('seat')).agent?.name).toBe('xiaochen');
});

test('listeners hear of a call while it lasts, without its number in full', async () => {
  const heard: CallsMessage[] = [];
  const end = on.board.served.changes.subscribe((of) => heard.push(JSON.parse(String(of(null)))));
  await on.switchboard.deliver(eventOf('live', 'ringing', 30, { extension: '8002', number: '13700001111' }));
  await on.switchboard.deliver(eventOf('live', 'abandoned', 50));
  end();
  const { id } = await read('live');
  expect(heard.map(({ changed, gone }) => [changed.map(({ number }) => number), gone])).toEqual([
    [['137****1111'], []],
    [[], [id]],
  ]);
});

test('a call whose end was never heard of leaves the screens, and stays on record as it was', async () => {
  await on.switchboard.deliver(eventOf('lost', 'ringing', 0, { extension: '8002' }));
  expect(shown()).toContain('lost');
  on.clock.now_ms += HOUR_MS;
  await on.calls.forgetLost();
  expect(shown()).not.toContain('lost');
  expect((await read('lost')).state).toBe('ringing');
  on.clock.now_ms = START_MS;
});

test('each figure opens to the very calls that it counts', async () => {
  const { status, body } = await supervisor.ask('GET', '/api/v1/calls/figures?from=2026-11-26&to=2026-11-27');
  expect(status).toBe(200);
  const { days } = body as unknown as CallFigures;
  expect(days[0].figures.every(({ value, denominator }) => value === null && denominator === 0)).toBe(true);
  for (const { code, numerator, denominator } of days[1].figures) {
    expect(denominator, code).toBeGreaterThan(0);
    expect(numerator, code).toBeGreaterThan(0);
    expect((await day(`figure=${code}&part=numerator`)).total, code).toBe(numerator);
    const counted = await day(`figure=${code}&part=denominator&limit=500`);
    expect([counted.total, counted.calls.length], code).toEqual([denominator, denominator]);
  }
  const connected = days[1].figures.find(({ code }) => code === 'connected');
  expect((await day('')).total).toBeGreaterThan(connected!.denominator);
  const turned = await supervisor.ask('GET', '/api/v1/calls/figures?from=2026-11-27&to=2026-11-26');
  expect(turned.body.code).toBe('calls.bad_days');
});

test('only the switchboard delivers, and it reads nothing but what it delivered', async () => {
  const events = [eventOf('forged', 'ringing', 0)];
  expect((await agent.ask('POST', EVENTS, { events })).status).toBe(403);
  expect((await on.switchboard.ask('GET', '/api/v1/calls?day=2026-11-27')).status).toBe(403);
  const { body } = await on.switchboard.ask('GET', EVENTS);
  expect(body.newest_ms).toBe(START_MS);
});

test('what was said of a call cannot be changed by hand', async () => {
  for (const change of [sql`UPDATE calls_event SET kind = 'answered'`, sql`DELETE FROM calls_event`])
    await expect(change.execute(on.identity.db)).rejects.toThrow('append-only');
});
