import { RoadProfile } from '@opentocc/contract';
import { generateDemoCity } from '@opentocc/core/demo-city';
import { buildNetwork } from '@opentocc/core/network';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import { assumedFreeFlow_kmh, INDEX_CONFIGS, type LinkStates } from '@opentocc/core/traffic';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, migrations } from './index.ts';

const DAY = '2026-11-23';
const EIGHT_MS = Date.parse(`${DAY}T08:00:00+08:00`);
const CORRIDOR = '深南大道/eastbound';
const network = buildNetwork(generateDemoCity());
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

const open = () =>
  createIndices({ network, db: database.db, clock: { now: () => EIGHT_MS }, log: createLog('silent') });

/** A window in which every link but the first was driven at one speed. */
function windowOf(end_ms: number, all_kmh: number): LinkStates {
  const driven = Uint16Array.from({ length: network.link_count }, (_, link) => (link > 0 ? 3 : 0));
  const speed_kmh = Float32Array.from(driven, (samples) => (samples > 0 ? all_kmh : Number.NaN));
  return {
    sequence: 1,
    network_version: network.meta.version,
    window_start_ms: end_ms - 5 * MINUTE_MS,
    window_end_ms: end_ms,
    speed_kmh,
    samples: driven,
    vehicles: driven,
    half_width_kmh: speed_kmh,
    free_flow_kmh: assumedFreeFlow_kmh(network, INDEX_CONFIGS[0]),
    state: Uint8Array.from(driven, (samples) => (samples > 0 ? 2 : 0)),
  };
}

test('a corridor shows its speeds along its length, a quarter of an hour after the other', async () => {
  const indices = open();
  for (const [minute, speed_kmh] of [
    [5, 20],
    [10, 30],
    [15, 40],
    [20, 10],
    [25, 10],
    [30, 10],
  ])
    indices.onLinkStates(windowOf(EIGHT_MS + minute * MINUTE_MS, speed_kmh));
  await indices.flush();
  const { links, slots, name } = RoadProfile.parse(await indices.roadProfile(CORRIDOR, DAY));
  expect(name).toEqual({ zh: '深南大道（西→东）', en: 'Shennan Blvd (eastbound)' });
  const driven = links.findIndex(({ link }) => link > 0);
  expect(slots.map(({ at_ms, speed_kmh }) => [at_ms, speed_kmh[driven]])).toEqual([
    [EIGHT_MS, 30],
    [EIGHT_MS + 15 * MINUTE_MS, 10],
  ]);
  expect(slots[0].speed_kmh).toEqual(links.map(({ link }) => (link === 0 ? null : 30)));
  expect(links.map(({ link }) => link)).toContain(0);
  for (let i = 1; i < links.length; i++) expect(links[i].from_m).toBe(links[i - 1].to_m);
  expect(links[0].from_m).toBe(0);
});

test('a road that is no corridor has no profile', async () => {
  await expect(open().roadProfile('没有这条路', DAY)).rejects.toMatchObject({ code: 'indices.no_such_key' });
});

test('after 400 days corridors are forgotten, the city is not', async () => {
  const indices = open();
  const old_ms = EIGHT_MS - 401 * DAY_MS;
  await indices.storeValues(indices.computeAt(windowOf(old_ms, 30)));
  await indices.storeValues(indices.computeAt(windowOf(EIGHT_MS, 30)));
  await indices.sweep();
  const span = (at_ms: number) => ({ from_ms: at_ms - 5 * MINUTE_MS, to_ms: at_ms });
  const windowsOf = async (scope: 'city' | 'corridor', key: string, at_ms: number) =>
    (await indices.periods(scope, key, '5min', span(at_ms)))[0].windows;
  expect(await windowsOf('city', 'city', old_ms)).toBe(1);
  expect(await windowsOf('corridor', CORRIDOR, old_ms)).toBe(0);
  expect(await windowsOf('corridor', CORRIDOR, EIGHT_MS)).toBe(1);
});
