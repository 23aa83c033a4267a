import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import {
  assumedFreeFlow_kmh,
  INDEX_CONFIGS,
  type IndexConfig,
  type LinkStates,
} from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, migrations } from './index.ts';

const MIDNIGHT_MS = Date.parse('2026-11-23T00:00:00+08:00');
const WINDOW_MS = 5 * MINUTE_MS;
const CITY = textNetwork(`
  A---B---C

  AB arterial 60 name=深南大道
  BC arterial 60 name=深南大道
`);
const [BASE] = INDEX_CONFIGS;
/** Three days instead of thirty. */
const CONFIG: IndexConfig = {
  ...BASE,
  measured_free_flow: { ...BASE.measured_free_flow, least_days: 3, least_days_of_slot: 3 },
};
const ASSUMED_KMH = assumedFreeFlow_kmh(CITY.network, CONFIG);
let database: TestDatabase;

beforeEach(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterEach(() => database.stop());

const open = () =>
  createIndices({
    network: CITY.network,
    db: database.db,
    clock: { now: () => MIDNIGHT_MS },
    log: createLog('silent'),
    configs: [CONFIG],
  });

/** A window in which AB alone was driven. */
function windowOf(end_ms: number, ab_kmh: number): LinkStates {
  const links = CITY.network.link_count;
  const only = (link: number, value: number, others: number) => (link === CITY.link('AB') ? value : others);
  const filled = Float32Array.from({ length: links }, (_, link) => only(link, ab_kmh, Number.NaN));
  const samples = Uint16Array.from({ length: links }, (_, link) => only(link, 3, 0));
  return {
    sequence: 1,
    network_version: CITY.network.meta.version,
    window_start_ms: end_ms - WINDOW_MS,
    window_end_ms: end_ms,
    speed_kmh: filled,
    samples,
    vehicles: samples,
    half_width_kmh: filled,
    free_flow_kmh: ASSUMED_KMH,
    state: Uint8Array.from(samples, (n) => (n > 0 ? 1 : 0)),
  };
}

/** Drives whole days: 50 km/h from 22:00 to 24:00, which is the top ninth, else 20; nights are faster but do not count. */
function drive(indices: ReturnType<typeof open>, from_ms: number, days: number): void {
  for (let end_ms = from_ms + WINDOW_MS; end_ms <= from_ms + days * DAY_MS; end_ms += WINDOW_MS) {
    const hour = ((end_ms - WINDOW_MS - MIDNIGHT_MS) % DAY_MS) / (60 * MINUTE_MS);
    indices.onLinkStates(windowOf(end_ms, hour < 6 ? 59 : hour >= 22 ? 50 : 20));
  }
}

test('before enough days are known free-flow speeds are assumed, and say so', async () => {
  const indices = open();
  drive(indices, MIDNIGHT_MS, 2);
  await indices.flush();
  expect([...indices.freeFlow_kmh()]).toEqual([...ASSUMED_KMH]);
  expect(indices.freeFlowStatus()).toMatchObject({
    days: 2,
    days_needed: 3,
    links_measured: 0,
    measured_ms: null,
  });
});

test('with enough days they are the mean of the fastest ninth of the slots from 6 to 24', async () => {
  const indices = open();
  drive(indices, MIDNIGHT_MS, 3);
  await indices.flush();
  expect(indices.freeFlow_kmh()[CITY.link('AB')]).toBe(50);
  expect(indices.freeFlow_kmh()[CITY.link('BC')]).toBe(ASSUMED_KMH[CITY.link('BC')]);
  expect(indices.freeFlowStatus()).toMatchObject({
    days: 3,
    links_measured: 1,
    measured_ms: MIDNIGHT_MS + 3 * DAY_MS,
  });
});

test('what was known before a restart counts after it', async () => {
  const before = open();
  drive(before, MIDNIGHT_MS, 3);
  await before.flush();
  const after = open();
  expect([...after.freeFlow_kmh()]).toEqual([...ASSUMED_KMH]);
  after.onLinkStates(windowOf(MIDNIGHT_MS + 3 * DAY_MS + WINDOW_MS, 20));
  await after.flush();
  expect(after.freeFlow_kmh()[CITY.link('AB')]).toBe(50);
});
