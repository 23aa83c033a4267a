import type { IndexConfigurationDraft, Session } from '@opentocc/contract';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { INDEX_CONFIGS, slotByte } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createHttp } from '../../kit/http.ts';
import type { Http, RequestOutcome } from '../../kit/http-server.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, type Indices, migrations, serveIndices } from './index.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const CITY = textNetwork(`
  A---B---C

  AB arterial 60 lanes=2 name=深南大道
  BC arterial 60 lanes=2 name=深南大道
`);
let database: TestDatabase;
let now_ms = 0;
let indices: Indices;
let http: Http;
let permissions: string[];
const outcomes: RequestOutcome[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());
beforeEach(async () => {
  await sql`TRUNCATE indices_value, indices_slot, indices_config`.execute(database.db);
  now_ms = at('2026-11-23T15:00:00');
  permissions = ['indices:read', 'indices:configure'];
  outcomes.length = 0;
  indices = open();
  await indices.start();
  http = await createHttp({
    log: createLog('silent'),
    authenticate: async () => session(),
    audit: async (outcome) => void outcomes.push(outcome),
    body_limit: 2 ** 16,
  });
  for (const served of serveIndices(indices)) served.mount(http);
});

const open = () =>
  createIndices({
    network: CITY.network,
    db: database.db,
    clock: { now: () => now_ms },
    log: createLog('silent'),
  });

const session = () =>
  ({
    account: 'li',
    csrf_token: 'x',
    permissions,
    reach: {},
    must_change_password: false,
    must_enrol_second_factor: false,
  }) as unknown as Session;

/** The configuration in force, from another day on. */
function draftOf(valid_from: string, change: Partial<IndexConfigurationDraft> = {}): IndexConfigurationDraft {
  const { gb, shenzhen, weights, free_flow, peaks } = structuredClone(INDEX_CONFIGS[0]);
  return { valid_from, reason: '按新版技术文件', gb, shenzhen, weights, free_flow, peaks, ...change };
}

/** Arterials are as slow as others say at half the speed. */
const doubled = (): IndexConfigurationDraft['shenzhen'] => {
  const { shenzhen } = draftOf('2026-11-24');
  return {
    ...shenzhen,
    classes: shenzhen.classes.map((bands) => ({ ...bands, at: bands.at.map((speed) => 2 * speed) })),
  };
};

const send = (method: 'POST' | 'DELETE', path: string, body?: object) =>
  http.inject({ method, url: `/api/v1/indices/${path}`, payload: body, headers: { 'x-csrf-token': 'x' } });

/** The city's index of a window in which all was driven at 30 km/h. */
function cityAt(of: Indices, end_ms: number) {
  const links = CITY.network.link_count;
  const samples = new Uint16Array(links).fill(3);
  const states = {
    sequence: 1,
    network_version: '',
    window_start_ms: end_ms - 5 * MINUTE_MS,
    window_end_ms: end_ms,
    speed_kmh: new Float32Array(links).fill(30),
    samples,
    vehicles: samples,
    half_width_kmh: new Float32Array(links),
    free_flow_kmh: new Float32Array(links).fill(60),
    state: new Uint8Array(links),
  };
  const values = of.computeAt(states);
  const city = values.find(({ scope }) => scope === 'city');
  return { values, city: [city?.index, city?.formula_version] };
}

test('a band changed tomorrow counts from tomorrow, and yesterday keeps what it said', async () => {
  const yesterday_ms = at('2026-11-22T08:05:00');
  await indices.storeValues(cityAt(indices, yesterday_ms).values);
  const answer = await send('POST', 'standards', draftOf('2026-11-24', { shenzhen: doubled() }));
  expect(answer.statusCode).toBe(201);
  expect(cityAt(indices, yesterday_ms).city).toEqual([4, '2026-11-01']);
  expect(cityAt(indices, at('2026-11-24T00:00:00')).city).toEqual([4, '2026-11-01']);
  expect(cityAt(indices, at('2026-11-24T00:05:00')).city).toEqual([7, '2026-11-24']);
  await indices.storeValues(cityAt(indices, yesterday_ms).values);
  const said = await indices.revisions('city', 'city', yesterday_ms - 5 * MINUTE_MS);
  expect(said.map(({ revision, index, formula_version }) => [revision, index, formula_version])).toEqual([
    [0, 4, '2026-11-01'],
  ]);
});

test('it counts after a restart too', async () => {
  await send('POST', 'standards', draftOf('2026-11-24', { shenzhen: doubled() }));
  const restarted = open();
  await restarted.start();
  expect(cityAt(restarted, at('2026-11-24T08:00:00')).city).toEqual([7, '2026-11-24']);
  expect(restarted.describeConfigs().at(-1)).toMatchObject({
    set: { by: 'li', reason: '按新版技术文件', at_ms: now_ms },
    in_force: false,
  });
});

test('a day that has begun is refused with the earliest one', async () => {
  for (const day of ['2026-11-23', '2026-11-01']) {
    const answer = await send('POST', 'standards', draftOf(day));
    expect(answer.json()).toMatchObject({ status: 422, code: 'indices.day_begun' });
    expect(answer.json().title).toContain('2026-11-24');
  }
  expect(indices.describeConfigs()).toHaveLength(1);
});

test('one day has one configuration; one to come may be withdrawn, one in force may not', async () => {
  await send('POST', 'standards', draftOf('2026-11-24'));
  expect((await send('POST', 'standards', draftOf('2026-11-24'))).json().code).toBe('indices.day_taken');
  expect((await send('DELETE', 'standards/2026-11-24')).statusCode).toBe(200);
  expect((await send('POST', 'standards', draftOf('2026-11-24'))).json().at(-1).formula_version).toBe(
    '2026-11-24-2',
  );
  now_ms += DAY_MS;
  expect((await send('DELETE', 'standards/2026-11-24-2')).json().code).toBe('indices.not_withdrawn');
  expect((await send('DELETE', 'standards/2026-11-01')).json().code).toBe('indices.not_withdrawn');
});

test.each([
  [
    '国标五级状态的界限',
    '须从大到小',
    { gb: { ...draftOf('').gb, state_above: [0.5, 0.7, 0.4, 0.3] as number[] } },
  ],
  ['等级权重', '超出合理范围', { weights: { ...draftOf('').weights, class_weight: [1, 1, 0, 1, 1] } }],
  [
    '高峰时段',
    '须为整 5 分钟',
    { peaks: { ...draftOf('').peaks, spans: [{ name: 'morning' as const, from_min: 421, to_min: 540 }] } },
  ],
  [
    '高峰时段',
    '各时段不得重叠',
    {
      peaks: {
        ...draftOf('').peaks,
        spans: [
          { name: 'morning' as const, from_min: 420, to_min: 540 },
          { name: 'evening' as const, from_min: 530, to_min: 600 },
        ],
      },
    },
  ],
])('numbers of %s that cannot be used are named (%s)', async (part, fault, change) => {
  const answer = await send('POST', 'standards', draftOf('2026-11-24', change));
  expect(answer.json()).toMatchObject({ status: 422, code: 'indices.bad_configuration' });
  expect(answer.json().title).toContain(part);
  expect(answer.json().title).toContain(fault);
});

test('the audit records what was changed, from what to what and why', async () => {
  const weights = { ...draftOf('').weights, class_weight: [1, 1, 1, 1, 1] };
  await send('POST', 'standards', draftOf('2026-11-24', { weights }));
  const { request, status } = outcomes[0];
  expect(status).toBe(201);
  expect(request.audit_detail).toMatchObject({ valid_from: '2026-11-24', reason: '按新版技术文件' });
  const { before, after } = request.audit_detail as { before: object; after: object };
  expect(before).toEqual({ 'weights.class_weight': INDEX_CONFIGS[0].weights.class_weight });
  expect(after).toEqual({ 'weights.class_weight': [1, 1, 1, 1, 1] });
});

test('who may only read indices sets none', async () => {
  permissions = ['indices:read'];
  expect((await send('POST', 'standards', draftOf('2026-11-24'))).statusCode).toBe(403);
  expect((await send('POST', 'standards/preview', draftOf('2026-11-24'))).statusCode).toBe(403);
  expect((await send('DELETE', 'standards/2026-11-24')).statusCode).toBe(403);
});

test.each([
  ['a source of nothing but spaces', { source: '   ' }],
  ['a standard as long as a book', { standard: '标'.repeat(301) }],
  ['a version that is empty', { version: '' }],
])('%s is refused, in a preview too', async (_, texts) => {
  const { weights } = draftOf('2026-11-24');
  const { reason, ...trial } = draftOf('2026-11-24', { weights: { ...weights, ...texts } });
  expect((await send('POST', 'standards', { ...trial, reason })).statusCode).toBe(400);
  expect((await send('POST', 'standards/preview', trial)).statusCode).toBe(400);
});

test('what is set without a reason is refused', async () => {
  const { reason: _, ...trial } = draftOf('2026-11-24');
  expect((await send('POST', 'standards', trial)).statusCode).toBe(400);
});

test('a preview says what yesterday would have been, from the same speeds, and keeps nothing', async () => {
  const { reason: _, ...trial } = draftOf('2026-11-24');
  const nothing = (await send('POST', 'standards/preview', trial)).json();
  expect(nothing).toMatchObject({ day: null, slots: 0, rows: expect.any(Array) });
  for (const [time, speed_kmh] of [
    ['2026-11-22T03:00:00', 60],
    ['2026-11-22T08:00:00', 30],
  ] as const)
    await indices.storeSlot({
      slot_start_ms: at(time),
      speeds: new Uint8Array(CITY.network.link_count).fill(slotByte(speed_kmh)),
      passes: new Uint8Array(CITY.network.link_count).fill(1),
    });
  const preview = (await send('POST', 'standards/preview', { ...trial, shenzhen: doubled() })).json();
  expect(preview).toMatchObject({ day: '2026-11-22', slots: 2, formula_version: '2026-11-01' });
  const city = preview.rows.filter(({ scope }: { scope: string }) => scope === 'city');
  expect(
    city.map(({ part, before, after }: (typeof preview.rows)[number]) => [part, before.index, after.index]),
  ).toEqual([
    ['day', 2, 5.5],
    ['morning', 4, 7],
    ['evening', null, null],
  ]);
  expect(preview.curve).toEqual([
    { minute: 180, before: 0, after: 4 },
    { minute: 480, before: 4, after: 7 },
  ]);
  expect(indices.describeConfigs()).toHaveLength(1);
});
