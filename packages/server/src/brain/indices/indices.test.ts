import { assumedFreeFlow_kmh, INDEX_CONFIGS, type LinkStates, trafficStateOf } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, migrations } from './index.ts';

const EIGHT_MS = Date.parse('2026-11-23T08:00:00+08:00');
const MINUTE_MS = 60_000;
const CITY = textNetwork(`
  A---B---C---D
      |
      E

  AB arterial 60 lanes=2 name=深南大道
  BC arterial 60 lanes=2 name=深南大道
  CD arterial 60 lanes=2 name=滨河大道
  BE local 30 name=红荔路
  district 福田 ABE
  district 罗湖 CD
`);
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

const open = () =>
  createIndices({
    network: CITY.network,
    db: database.db,
    clock: { now: () => EIGHT_MS },
    log: createLog('silent'),
  });

/** A window in which some links were driven, at these speeds, by three passes each. */
function windowOf(end_ms: number, speeds_kmh: Readonly<Record<string, number>>): LinkStates {
  const { network } = CITY;
  const speed_kmh = new Float32Array(network.link_count).fill(Number.NaN);
  const samples = new Uint16Array(network.link_count);
  const state = new Uint8Array(network.link_count);
  const free_flow_kmh = assumedFreeFlow_kmh(network, INDEX_CONFIGS[0]);
  for (const [pair, speed] of Object.entries(speeds_kmh)) {
    const link = CITY.link(pair);
    speed_kmh[link] = speed;
    samples[link] = 3;
    state[link] = trafficStateOf(INDEX_CONFIGS[0].gb, speed, free_flow_kmh[link]);
  }
  return {
    sequence: 1,
    network_version: network.meta.version,
    window_start_ms: end_ms - 5 * MINUTE_MS,
    window_end_ms: end_ms,
    speed_kmh,
    samples,
    vehicles: samples,
    half_width_kmh: speed_kmh,
    free_flow_kmh,
    state,
  };
}

test('each minute the city, its districts and its classes are told', () => {
  const indices = open();
  const told: string[][] = [];
  indices.updated.subscribe((values) => told.push(values.map(({ scope, key }) => `${scope} ${key}`)));
  indices.onLinkStates(windowOf(EIGHT_MS + MINUTE_MS, { AB: 30, CD: 10 }));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('city city');
  expect(told[0].filter((line) => line.startsWith('district'))).toHaveLength(2);
  expect(told[0].filter((line) => line.startsWith('class'))).toHaveLength(5);
  expect(indices.live()).toHaveLength(8);
});

test('a road without samples has no index, and none is invented', () => {
  const indices = open();
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 30 }));
  const roads = indices.current('road');
  expect(roads.map(({ name, index, speed_kmh, samples }) => [name.zh, index, speed_kmh, samples])).toEqual([
    ['深南大道（福田）', 4, 30, 3],
    ['深南大道', null, null, 0],
    ['红荔路（福田）', null, null, 0],
    ['滨河大道（罗湖）', null, null, 0],
  ]);
});

test('the curve of a day stands beside the same weekday one week before', async () => {
  const indices = open();
  indices.onLinkStates(windowOf(EIGHT_MS, { AB: 30 }));
  indices.onLinkStates(windowOf(EIGHT_MS + MINUTE_MS, { AB: 40 }));
  indices.onLinkStates(windowOf(EIGHT_MS - 7 * 24 * 60 * MINUTE_MS, { AB: 20 }));
  await indices.flush();
  const curve = await indices.curve('city', 'city', '2026-11-23', 300);
  expect(curve.today.map(({ at_ms, index }) => [at_ms, index])).toEqual([[EIGHT_MS - 5 * MINUTE_MS, 4]]);
  expect(curve.last_week.map(({ speed_kmh }) => speed_kmh)).toEqual([20]);
});
