import { MINUTE_MS } from '@opentocc/core/time';
import { textNetwork } from '@opentocc/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { createLog } from '../../../kit/log.ts';
import { createTopic } from '../../../kit/topic.ts';
import { createLastPlaceStore, createLiveMap, type LiveMap, migrations } from './index.ts';
import type { VehiclePositions } from './vehicle-board.ts';

const START_MS = Date.parse('2026-11-23T08:00:00+08:00');
const city = textNetwork('A---B---C---D\n\ndistrict 西区 AB\ndistrict 东区 CD');
const log = createLog('silent');
const [BUS, NEW_BUS] = [7, 8];

let database: TestDatabase;
let now_ms: number;
let liveMap: LiveMap;
let positions: ReturnType<typeof createTopic<VehiclePositions>>;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());
beforeEach(async () => {
  now_ms = START_MS;
  await open();
});
afterEach(() => liveMap.close());

/** The map as a process finds it that starts now. */
async function open(version = city.network.meta.version): Promise<void> {
  const onError = (err: unknown) => log.error({ err }, 'listener');
  positions = createTopic<VehiclePositions>(onError);
  liveMap = createLiveMap({
    clock: { now: () => now_ms },
    log,
    lastPlaces: createLastPlaceStore(database.db),
    network: { ...city.network, meta: { ...city.network.meta, version } },
    positions,
    findVehicle: (id) => ({
      id,
      plate: `粤B1234${id}`,
      phone: '13900000001',
      vehicle_class: 'bus',
      source: 1,
      protocol: '2019',
      online: false,
    }),
    searchVehicles: () => [],
    maskPlate: (plate) => plate,
    maskPhone: (phone) => phone,
    nameOf: () => ({ zh: '公交', en: 'Buses' }),
  });
  await liveMap.start();
}

/** What perception publishes in a second: nobody, or the bus where it is since `came_ms`. */
function tell(came_ms?: number): void {
  const rows = came_ms === undefined ? [] : [came_ms];
  positions.publish({
    at_ms: now_ms,
    vehicle: Uint32Array.from(rows, () => BUS),
    lon: Float64Array.from(rows, () => 114.05),
    lat: Float64Array.from(rows, () => 22.55),
    speed_kmh: rows.map(() => 30),
    course_deg: rows.map(() => 90),
    link: Uint32Array.from(rows, () => city.link('CD')),
    fix_ms: Float64Array.from(rows, (came) => came - 1000),
    came_ms: Float64Array.from(rows),
  });
}

const LAST = { last_fix_ms: START_MS - 1000, lon: 114.05, lat: 22.55, link: city.link('CD') };

test('a vehicle that fell silent, or was seen before a restart, is where it was last, at the time of that', async () => {
  expect(liveMap.getVehicle(NEW_BUS, null)).toMatchObject({ last_fix_ms: null, lon: null });
  tell(START_MS);
  expect(liveMap.getVehicle(BUS, null)).toMatchObject({ ...LAST, speed_kmh: 30 });
  now_ms += 6 * MINUTE_MS;
  tell();
  expect(liveMap.metrics().vehicles).toBe(0);
  expect(liveMap.getVehicle(BUS, null)).toMatchObject({ ...LAST, speed_kmh: null });

  await liveMap.close();
  now_ms += 60 * MINUTE_MS;
  await open();
  expect(liveMap.getVehicle(BUS, null)).toMatchObject({ ...LAST, speed_kmh: null });
  expect(liveMap.getVehicle(BUS, ['东区'])).toMatchObject(LAST);
  expect(() => liveMap.getVehicle(BUS, ['西区'])).toThrow('kit.not_found');
  expect(liveMap.getVehicle(NEW_BUS, null)).toMatchObject({ last_fix_ms: null, lon: null });
});

test('fixes that the log brings back after a restart are as old as they were', async () => {
  now_ms += 4 * MINUTE_MS;
  tell(START_MS);
  expect(liveMap.getVehicle(BUS, null)).toMatchObject({ ...LAST, speed_kmh: 30 });
  now_ms += 2 * MINUTE_MS;
  tell();
  expect(liveMap.getVehicle(BUS, null)).toMatchObject({ ...LAST, speed_kmh: null });
});

test('on another network the place stays and its link does not', async () => {
  tell(START_MS);
  await liveMap.close();
  await open('another');
  expect(liveMap.getVehicle(BUS, null)).toMatchObject({ ...LAST, link: null });
});

test('a place is forgotten when traces of its day are', async () => {
  tell(START_MS);
  await liveMap.close();
  await open();
  now_ms += 184 * 24 * 60 * MINUTE_MS;
  await liveMap.sweep();
  expect(liveMap.getVehicle(BUS, null)).toMatchObject({ last_fix_ms: null });
  await liveMap.close();
  await open();
  expect(liveMap.getVehicle(BUS, null)).toMatchObject({ last_fix_ms: null });
});
