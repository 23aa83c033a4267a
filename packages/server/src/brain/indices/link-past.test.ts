import { MINUTE_MS } from '@opentocc/core/time';
import { INDEX_CONFIGS, slotByte } from '@opentocc/core/traffic';
import { textNetwork } from '@opentocc/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createIndices, migrations } from './index.ts';
import type { LinkPast } from './link-past.ts';

const EIGHT_MS = Date.parse('2026-11-23T08:00:00+08:00');
const CITY = textNetwork(`
  A---B---C

  AB arterial 60 lanes=2 name=深南大道
  BC arterial 60 lanes=2 name=深南大道
`);
const [AB, BC] = [CITY.link('AB'), CITY.link('BC')];
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

/** Minutes at which history knows a speed of AB; every fifth ends a window. */
const linkPast: LinkPast = {
  async statesOf(link, from_ms, to_ms) {
    return Array.from({ length: 11 }, (_, i) => EIGHT_MS + i * MINUTE_MS)
      .filter((end_ms) => link === AB && end_ms >= from_ms && end_ms < to_ms)
      .map((end_ms, i) => ({
        window_start_ms: end_ms - 5 * MINUTE_MS,
        window_end_ms: end_ms,
        speed_kmh: 20 + i,
        free_flow_kmh: 45,
        travel_time_s: null,
        samples: 2,
        vehicles: 2,
        half_width_kmh: null,
        state: 'light',
      }));
  },
  statesAt: async (at_ms) =>
    at_ms === EIGHT_MS
      ? {
          window_end_ms: EIGHT_MS,
          link: Uint32Array.of(AB, BC),
          speed_kmh: Float32Array.of(30, 10),
          free_flow_kmh: Float32Array.of(45, 45),
          samples: Uint16Array.of(4, 1),
        }
      : null,
};

const open = () =>
  createIndices({
    network: CITY.network,
    db: database.db,
    clock: { now: () => EIGHT_MS },
    log: createLog('silent'),
    linkPast,
  });

test('a link has periods of every length: five minutes from its history, longer ones from quarters of an hour', async () => {
  const indices = open();
  const slotOf = (speed_kmh: number) => {
    const speeds = new Uint8Array(CITY.network.link_count);
    const passes = new Uint8Array(CITY.network.link_count);
    speeds[AB] = slotByte(speed_kmh);
    passes[AB] = 6;
    return { speeds, passes };
  };
  await indices.storeSlot({ slot_start_ms: EIGHT_MS, ...slotOf(30) });
  await indices.storeSlot({ slot_start_ms: EIGHT_MS + 15 * MINUTE_MS, ...slotOf(20) });
  const hour = { from_ms: EIGHT_MS, to_ms: EIGHT_MS + 60 * MINUTE_MS };
  const key = `${AB}`;
  const [mean] = await indices.periods('link', key, 'hour', hour);
  expect(mean).toMatchObject({
    index: 5,
    speed_kmh: 25,
    samples: 12,
    windows: 6,
    windows_expected: 12,
    coverage: 0.5,
  });
  expect(mean.tti).toBeCloseTo((1.5 + 2.25) / 2, 6);
  expect(mean.formula_versions).toEqual([INDEX_CONFIGS[0].formula_version]);
  for (const period of ['15min', 'morning', 'day', 'week', 'month'] as const) {
    const values = await indices.periods('link', key, period, { from_ms: EIGHT_MS, to_ms: EIGHT_MS + 1 });
    expect([period, values[0].index !== null]).toEqual([period, true]);
  }
  const fives = await indices.periods('link', key, '5min', {
    from_ms: EIGHT_MS,
    to_ms: EIGHT_MS + 10 * MINUTE_MS,
  });
  expect(fives.map(({ speed_kmh, samples, windows }) => [speed_kmh, samples, windows])).toEqual([
    [20, 2, 1],
    [25, 2, 1],
  ]);
  // No half hours are stored: the answer has quarters and says so.
  const { today, step_s } = await indices.curve('link', key, '2026-11-23', 1800);
  expect(step_s).toBe(900);
  expect(today.map(({ at_ms, speed_kmh, samples }) => [at_ms, speed_kmh, samples])).toEqual([
    [EIGHT_MS, 30, 6],
    [EIGHT_MS + 15 * MINUTE_MS, 20, 6],
  ]);
  expect((await indices.periods('link', `${BC}`, 'hour', hour))[0]).toMatchObject({
    index: null,
    windows: 0,
  });
  await expect(indices.periods('link', 'x', 'hour', hour)).rejects.toMatchObject({
    code: 'indices.no_such_key',
  });
});

test('a value of the past opens down to the links of its window', async () => {
  const { value, links } = await open().linksAt('road', '/深南大道', EIGHT_MS, 10);
  expect(links.map(({ link, speed_kmh, samples }) => [link, speed_kmh, samples]).slice(0, 2)).toEqual([
    [BC, 10, 1],
    [AB, 30, 4],
  ]);
  const sum = links.reduce((total, { weight, index }) => total + weight * (index ?? 0), 0);
  expect(sum).toBeCloseTo(value.index ?? Number.NaN, 6);
  expect(value.window_end_ms).toBe(EIGHT_MS);
  await expect(open().linksAt('city', 'city', EIGHT_MS + MINUTE_MS, 10)).rejects.toMatchObject({
    code: 'indices.no_links_then',
  });
});

test('what is usual on a link comes from the quarters of an hour of the days before', async () => {
  const indices = open();
  const speeds = new Uint8Array(CITY.network.link_count);
  speeds[BC] = slotByte(40);
  for (const days of [3, 4, 5])
    await indices.storeSlot({ slot_start_ms: EIGHT_MS - days * 24 * 60 * MINUTE_MS, speeds, passes: null });
  expect(indices.typical_kmh(EIGHT_MS)).toBeUndefined();
  await indices.flush();
  expect(indices.typical_kmh(EIGHT_MS)?.[BC]).toBe(40);
  expect(indices.typical_kmh(EIGHT_MS)?.[AB]).toBeNaN();
});

test('a past minute has the values of every scope and its worst roads; one that is not stored is refused', async () => {
  const { ofMinute, current } = open();
  const [city] = await ofMinute.current('city', EIGHT_MS + 30_000);
  expect(city).toMatchObject({ scope: 'city', window_end_ms: EIGHT_MS, samples: 5 });
  expect((await ofMinute.current('road', EIGHT_MS)).map(({ scope }) => scope)).toContain('road');
  expect((await ofMinute.worstRoads(5, null, EIGHT_MS)).map(({ samples }) => samples)).toEqual([5]);
  await expect(ofMinute.current('city', EIGHT_MS - MINUTE_MS)).rejects.toThrow('indices.no_links_then');
  expect(current('city')).toEqual([]);
});
