import { slotByte } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, type Indices, migrations } from './index.ts';

const CITY = textNetwork('A---B---C');
/** A Monday. */
const MONDAY_MS = Date.parse('2026-11-23T08:00:00+08:00');
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
let database: TestDatabase;
let indices: Indices;

beforeEach(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  const log = createLog('silent');
  indices = createIndices({ network: CITY.network, db: database.db, clock: { now: () => MONDAY_MS }, log });
});
afterEach(() => database.stop());

/** Keeps the quarter hour of an instant, in which AB alone was driven. */
async function drove(at_ms: number, ab_kmh: number): Promise<void> {
  const speeds = new Uint8Array(CITY.network.link_count);
  speeds[CITY.link('AB')] = slotByte(ab_kmh);
  await indices.storeSlot({ slot_start_ms: at_ms, speeds, passes: null });
}

async function usual(at_ms: number): Promise<{ ab_kmh: number; bc_kmh: number }> {
  indices.typicalSpeeds_kmh(at_ms);
  await indices.flush();
  const speeds_kmh = indices.typicalSpeeds_kmh(at_ms);
  return { ab_kmh: speeds_kmh![CITY.link('AB')], bc_kmh: speeds_kmh![CITY.link('BC')] };
}

test('what is usual is what was on the same time of working days, in the quarters beside it too', async () => {
  for (const days of [3, 4, 7]) await drove(MONDAY_MS - days * DAY_MS, 20);
  expect((await usual(MONDAY_MS + 7 * MINUTE_MS)).ab_kmh).toBeCloseTo(20, 4);
  expect((await usual(MONDAY_MS + 15 * MINUTE_MS)).ab_kmh).toBeCloseTo(20, 4);
  expect((await usual(MONDAY_MS + 30 * MINUTE_MS)).ab_kmh).toBeNaN();
});

test('a link that nobody drove has no profile, nor has one without enough quarter hours', async () => {
  for (const days of [3, 7]) await drove(MONDAY_MS - days * DAY_MS, 20);
  expect(await usual(MONDAY_MS)).toEqual({ ab_kmh: Number.NaN, bc_kmh: Number.NaN });
});

test('weekends are a time of their own', async () => {
  for (const days of [1, 2, 8]) await drove(MONDAY_MS - days * DAY_MS, 50);
  expect((await usual(MONDAY_MS)).ab_kmh).toBeNaN();
  expect((await usual(MONDAY_MS + 5 * DAY_MS)).ab_kmh).toBeCloseTo(50, 4);
});

test('neither today nor a day of five weeks ago counts', async () => {
  for (const weeks of [1, 4]) await drove(MONDAY_MS - weeks * 7 * DAY_MS, 20);
  await drove(MONDAY_MS - 35 * DAY_MS, 20);
  await drove(MONDAY_MS, 20);
  expect((await usual(MONDAY_MS)).ab_kmh).toBeNaN();
});

test('before it is made nothing is usual', () => {
  expect(indices.typicalSpeeds_kmh(MONDAY_MS)).toBeUndefined();
});
