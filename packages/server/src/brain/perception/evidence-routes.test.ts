import { LinkEvidence, type Session } from '@opentocc/contract';
import { MINUTE_MS } from '@opentocc/core/time';
import { estimateLinkStates } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeFixes } from '../../base/history/index.ts';
import { createHttp } from '../../kit/http.ts';
import type { Http, RequestOutcome } from '../../kit/http-server.ts';
import { createLog } from '../../kit/log.ts';
import { createEvidence, PerceptionShard, serveLinkEvidence } from './index.ts';
import { batchOf, type TestFix } from './test-batch.ts';

const END_MS = Date.UTC(2026, 10, 23, 0, 5);
const [LON, LAT] = [114.05, 22.55];
const HUNDRED = 100 / 102_860.4;
const city = textNetwork('A--------------------B');
const link = city.link('AB');
const PLATES = ['粤B·D1234', '粤B·D5678'];
let http: Http;
let permissions: string[];
const outcomes: RequestOutcome[] = [];

/** A vehicle that drives 100 m each 10 s, 5 m beside the road; the last fix of the first jumps away. */
const drive = (vehicle: number): TestFix[] =>
  Array.from({ length: 8 }, (_, i) => ({
    vehicle,
    at_ms: END_MS - 200_000 + 10_000 * i,
    lon: LON + (2 + i) * HUNDRED,
    lat: LAT + 5 / 110_700,
    speed_kmh: 36,
    status: 3,
  }));
const jump = { ...drive(0)[7], at_ms: END_MS - 129_000, lon: LON + 19 * HUNDRED };
const batch = batchOf([...drive(0), ...drive(1), jump]);

const shard = new PerceptionShard(city.network, { shards: 1 });
shard.accept(batch);
const states = estimateLinkStates(shard.readWindow(END_MS), {
  network_version: city.network.meta.version,
  sequence: 1,
  free_flow_kmh: new Float32Array(city.network.link_count).fill(60),
  stateOf: () => 2,
});
const evidence = createEvidence({
  log: createLog('silent'),
  network: city.network,
  clock: { now: () => performance.now() },
  async *blocksSince() {
    yield encodeFixes(batch);
  },
});

beforeAll(async () => {
  http = await createHttp({
    log: createLog('silent'),
    authenticate: async () =>
      ({
        permissions,
        reach: {},
        must_change_password: false,
        must_enrol_second_factor: false,
      }) as unknown as Session,
    audit: async (outcome) => void outcomes.push(outcome),
    body_limit: 1024,
  });
  serveLinkEvidence({
    network: city.network,
    current: () => states,
    partsOf: () => [{ kind: 'passes', speed_kmh: 36, weight: 1 }],
    detectionsIn: () => [
      { detector: 7, link, vehicles: 30, flow_vph: 360, speed_kmh: 35 },
      { detector: 8, link: link + 1, vehicles: 3, flow_vph: 36, speed_kmh: 20 },
    ],
    findDetector: () => ({ code: 'L1', source: 2 }),
    evidence,
    traits: () => ({}),
    standard: () => 'GB/T 33171-2016',
    findVehicle: (id) => ({ plate: PLATES[id], vehicle_class: 'taxi' }),
    maskPlate: (plate) => `${plate.slice(0, 4)}***`,
  }).mount(http);
});
afterAll(async () => {
  await http.close();
  await evidence.close();
});

const ask = (query = '') => http.inject({ url: `/api/v1/links/${link}/evidence${query}` });

test('who may trace vehicles reads which of them made a state, how each fix was matched, and what was rejected', async () => {
  permissions = ['vehicles:trace'];
  const answer = await ask();
  expect(answer.statusCode).toBe(200);
  const found = LinkEvidence.parse(answer.json());
  expect(found.standard).toBe('GB/T 33171-2016');
  expect(found.state.samples).toBe(2);
  expect(found.detectors).toEqual([
    { id: 7, code: 'L1', source: 2, vehicles: 30, flow_vph: 360, speed_kmh: 35 },
  ]);
  expect(found.passes.map(({ plate }) => plate).sort()).toEqual(['粤B·D***', '粤B·D***']);
  expect(found.passes[0].fixes[0].matched).toMatchObject({ link, is_here: true });
  expect(found.rejects).toMatchObject([{ reason: 'impossible_speed', plate: '粤B·D***' }]);
  expect(found.replayed_speed_kmh).toBeCloseTo(36, 0);
  expect(outcomes.at(-1)?.request.audit_detail).toMatchObject({ passes: 2 });
});

test('the next questions are answered too, one after the other and at once', {
  timeout: 20_000,
}, async () => {
  permissions = ['vehicles:trace'];
  expect((await ask()).statusCode).toBe(200);
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  const [first, ...others] = answers.map((answer) => LinkEvidence.parse(answer.json()).passes);
  for (const other of others) expect(other).toEqual(first);
});

test('plates stay masked whoever asks and however: one in full has a route of its own, which asks why', async () => {
  permissions = ['vehicles:trace', 'vehicles:plate'];
  const [plain, asking] = [await ask(), await ask('?reveal=true')];
  expect(plain.json().passes).toHaveLength(2);
  expect(asking.statusCode).toBe(400); // no such parameter
  for (const { body } of [plain, asking]) for (const plate of PLATES) expect(body).not.toContain(plate);
});

test('others are refused, and a link that is not there is named', async () => {
  permissions = ['map:read'];
  expect((await ask()).statusCode).toBe(403);
  permissions = ['vehicles:trace'];
  const answer = await http.inject({ url: `/api/v1/links/${city.network.link_count}/evidence` });
  expect(answer.json()).toMatchObject({ status: 404, code: 'perception.link_unknown' });
});

test('a window is that of the state shown', async () => {
  permissions = ['vehicles:trace'];
  const { state } = (await ask()).json();
  expect([state.window_start_ms, state.window_end_ms]).toEqual([END_MS - 5 * MINUTE_MS, END_MS]);
});
