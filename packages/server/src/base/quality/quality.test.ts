import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createQuality, createQualityStore, migrations } from './index.ts';
import { countDelay, DELAY_BOUNDS_S, delayQuantile, emptyCounts } from './model.ts';

const HOUR_MS = 3_600_000;
const EIGHT_MS = Date.parse('2026-11-23T08:00:00+08:00');
const clock = { now: () => now_ms };
let now_ms = EIGHT_MS;
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());
beforeEach(() => {
  now_ms = EIGHT_MS;
});

const open = () => createQuality({ store: createQualityStore(database.db), clock, log: createLog('silent') });

test('the shares of an hour follow from what was counted in it', async () => {
  const quality = await open();
  now_ms = EIGHT_MS + 600_000;
  quality.expect(1, 200);
  quality.received(1, 100);
  quality.accept(1, 90);
  quality.count(1, 'duplicate', 4);
  quality.count(1, 'impossible_speed', 6);
  for (let i = 0; i < 95; i++) quality.delay(1, 2);
  for (let i = 0; i < 5; i++) quality.delay(1, 200);
  expect(await quality.hours(1, EIGHT_MS, EIGHT_MS + HOUR_MS)).toMatchObject([
    {
      hour_ms: EIGHT_MS,
      received: 100,
      accepted: 90,
      rejected: { duplicate: 4, impossible_speed: 6 },
      completeness: 0.5,
      timeliness: 0.95,
      validity: 0.9,
      drift: 0.06,
      duplicates: 0.04,
    },
  ]);
  await quality.close();
});

test('an hour goes on after a restart where it stood', async () => {
  const before = await open();
  before.received(2, 10);
  before.count(2, 'checksum', 3);
  await before.close();
  now_ms += 60_000;
  const after = await open();
  after.received(2, 5);
  await after.close();
  const [hour] = await after.hours(2, EIGHT_MS, EIGHT_MS + HOUR_MS);
  expect(hour).toMatchObject({ received: 15, rejected: { checksum: 3 } });
});

test('counts fall into the hour in which they were counted', async () => {
  const quality = await open();
  quality.received(3, 1);
  now_ms += HOUR_MS;
  quality.received(3, 2);
  const hours = await quality.hours(3, EIGHT_MS, EIGHT_MS + 2 * HOUR_MS);
  expect(hours.map(({ hour_ms, received }) => [hour_ms, received])).toEqual([
    [EIGHT_MS, 1],
    [EIGHT_MS + HOUR_MS, 2],
  ]);
  await quality.close();
});

test('health looks back five minutes, and names a source that is silent, degraded or never spoke', async () => {
  const quality = await open();
  expect(quality.health(4).state).toBe('never');
  now_ms += 10 * 60_000;
  quality.received(4, 600);
  quality.accept(4, 600);
  expect(quality.health(4)).toMatchObject({ accepted: 600, fixes_per_s: 2, state: 'ok' });
  quality.count(4, 'out_of_area', 300);
  expect(quality.health(4).state).toBe('degraded');
  now_ms += 5 * 60_000;
  expect(quality.health(4)).toMatchObject({ accepted: 0, rejected: {}, state: 'ok' });
  now_ms += 60_000;
  expect(quality.health(4).state).toBe('silent');
  await quality.close();
});

test('examples of what was rejected are the newest, and few', async () => {
  const quality = await open();
  for (let i = 0; i < 100; i++) quality.count(5, 'malformed', 1, `frame ${i}`);
  const examples = quality.examples(5);
  expect(examples.length).toBeLessThan(20);
  expect(examples.at(-1)).toEqual({ reason: 'malformed', at_ms: now_ms, example: 'frame 99' });
  await quality.close();
});

test('a quantile of the delays lies within the class that holds it', () => {
  const { delays } = emptyCounts();
  for (let s = 0.5; s < 20; s += 0.5) countDelay(delays, s);
  expect(delayQuantile(delays, 0.5)).toBeCloseTo(10, 0);
  expect(delayQuantile(delays, 0.95)).toBeGreaterThan(15);
  expect(delayQuantile(emptyCounts().delays, 0.5)).toBeNull();
  countDelay(delays, 1e9);
  expect(delayQuantile(delays, 1)).toBe(DELAY_BOUNDS_S.at(-1));
});
