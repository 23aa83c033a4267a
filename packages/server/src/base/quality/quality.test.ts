import { classOf, DELAY_BOUNDS_S, emptyClasses } from '@opentocc/core/quality';
import { HOUR_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createQuality, createQualityStore, migrations, type RejectedFix, type SourceTick } from './index.ts';

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

/** A tick with these numbers of accepted and rejected fixes, all prompt by default. */
function tick(source: number, accepted: number, rejected: SourceTick['rejected'] = {}, late = 0): SourceTick {
  const delays = emptyClasses(DELAY_BOUNDS_S);
  const all = accepted + Object.values(rejected).reduce((sum, n) => sum + n, 0);
  delays[classOf(DELAY_BOUNDS_S, 2)] = all - late;
  delays[classOf(DELAY_BOUNDS_S, 200)] = late;
  return { source, accepted, on_time: accepted - late, rejected, delays, samples: [], newest: [] };
}

test('the shares of an hour follow from what was counted in it', async () => {
  const quality = await open();
  now_ms = EIGHT_MS + 600_000;
  quality.expect(1, 192);
  quality.received(1, 100);
  quality.take(tick(1, 88, { duplicate: 4, impossible_speed: 6, frozen: 2 }, 5));
  expect(await quality.hours(1, EIGHT_MS, EIGHT_MS + HOUR_MS)).toMatchObject([
    {
      hour_ms: EIGHT_MS,
      received: 100,
      accepted: 88,
      rejected: { duplicate: 4, impossible_speed: 6, frozen: 2 },
      completeness: 0.5,
      timeliness: 0.95,
      validity: 0.88,
      qualified_on_time: 0.83,
      drift: 0.06,
      duplicates: 0.04,
      spoof: 0.02,
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
  quality.take(tick(4, 600));
  expect(quality.health(4)).toMatchObject({ accepted: 600, fixes_per_s: 2, state: 'ok' });
  quality.count(4, 'out_of_area', 300);
  expect(quality.health(4).state).toBe('degraded');
  now_ms += 5 * 60_000;
  expect(quality.health(4)).toMatchObject({ accepted: 0, rejected: {}, state: 'ok' });
  now_ms += 60_000;
  expect(quality.health(4).state).toBe('silent');
  await quality.close();
});

test('the last fix of a source is as old after a restart as before it, a night or a week', async () => {
  const before = await open();
  before.received(8, 3);
  now_ms += 1_000;
  before.expect(8, 2);
  await before.close();
  now_ms += 7 * 24 * HOUR_MS;
  const quality = await open();
  expect(quality.health(8)).toMatchObject({ last_fix_ms: EIGHT_MS, state: 'silent' });
  expect(quality.health(9)).toMatchObject({ last_fix_ms: null, state: 'never' });
  await quality.close();
});

test('an hour that was written before figures were added still has those it had', async () => {
  await sql`INSERT INTO quality_hour (source, hour_ms, received, accepted, expected, rejected, delays)
            VALUES (6, ${EIGHT_MS - HOUR_MS}, 10, 9, 20, '{"duplicate": 1}', '[10]')`.execute(database.db);
  const quality = await open();
  const [hour] = await quality.hours(6, EIGHT_MS - HOUR_MS, EIGHT_MS);
  expect(hour).toMatchObject({ received: 10, validity: 0.9, shift: null, road_distance_p50_m: null });
  await quality.close();
});

describe('examples of what was rejected', () => {
  const fix = (key: number): RejectedFix => ({
    vehicle: Math.round(key * 1000),
    source: 5,
    at_ms: now_ms - 40_000,
    received_ms: now_ms,
    lon: 114.05,
    lat: 22.55,
    speed_kmh: 30,
    course_deg: null,
    reason: 'stale_clock',
    figure: 40,
    key,
  });
  const query = { source: 5, from_ms: EIGHT_MS, to_ms: EIGHT_MS + 2 * HOUR_MS };

  test('are a fair sample of each hour and the newest, and outlive a restart', async () => {
    const before = await open();
    const keys = Array.from({ length: 60 }, (_, i) => ((i * 37) % 60) / 60);
    for (const key of keys.slice(0, 30))
      before.take({ ...tick(5, 0, { stale_clock: 1 }), samples: [fix(key)], newest: [fix(key)] });
    await before.close();
    const after = await open();
    for (const key of keys.slice(30))
      after.take({ ...tick(5, 0, { stale_clock: 1 }), samples: [fix(key)], newest: [fix(key)] });
    const stored = await after.rejects(query);
    const fair = stored.filter(({ newest }) => !newest).map(({ key }) => key);
    expect(fair.sort()).toEqual([...keys].sort((a, b) => a - b).slice(0, 8));
    const newest = stored.filter((one) => one.newest).map(({ key }) => key);
    expect(newest.sort()).toEqual(keys.slice(-8).sort());
    await after.close();
  });

  test('of senders that are not known hide the number that may call a person', async () => {
    const quality = await open();
    quality.count(7, 'unregistered', 1, '13912345678');
    const stored = await quality.rejects({ ...query, source: 7, reason: 'unregistered' });
    expect(stored.map(({ terminal }) => terminal)).toEqual(['139****5678', '139****5678']);
    expect(await quality.rejects({ ...query, source: 7, reason: 'malformed' })).toEqual([]);
    await quality.close();
  });

  test('of texts that no database takes hold up nothing', async () => {
    const quality = await open();
    quality.count(9, 'unauthenticated', 1, 'a\0b\ud83d');
    quality.count(9, 'malformed', 1, '{');
    const stored = async (reason: 'unauthenticated' | 'malformed') =>
      (await quality.rejects({ ...query, source: 9, reason })).map(({ terminal }) => terminal);
    expect(await stored('malformed')).toEqual(['{', '{']);
    expect(await stored('unauthenticated')).toEqual(['a\ufffdb\ufffd', 'a\ufffdb\ufffd']);
    await quality.close();
  });

  test('are forgotten after a week', async () => {
    const quality = await open();
    quality.count(8, 'malformed', 1, '0x0200');
    await quality.flush();
    now_ms += 8 * 24 * HOUR_MS;
    await quality.sweep();
    expect(await quality.rejects({ ...query, source: 8 })).toEqual([]);
    await quality.close();
  });
});

test('sources are compared over an interval, with the time before it and by day of the city', async () => {
  const quality = await open();
  for (let hour = -30; hour < 0; hour++) {
    const at_ms = EIGHT_MS + hour * HOUR_MS;
    quality.received(9, 100, at_ms);
    quality.take(tick(9, hour < -15 ? 50 : 90, { unmatched: hour < -15 ? 50 : 10 }), at_ms);
  }
  const all = await quality.compare(EIGHT_MS - 15 * HOUR_MS, EIGHT_MS);
  const nine = all.find(({ source }) => source === 9)!;
  expect(nine.figures).toMatchObject({ received: 1500, validity: 0.9 });
  expect(nine.before).toMatchObject({ received: 1500, validity: 0.5 });
  expect(nine.days.map(({ day_ms, figures }) => [day_ms, figures.received])).toEqual([
    [EIGHT_MS - 32 * HOUR_MS, 700],
    [EIGHT_MS - 8 * HOUR_MS, 800],
  ]);
  await quality.close();
});
