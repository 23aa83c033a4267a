import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeLiveFrame, type Session } from '@opentocc/contract';
import type { FixBatch } from '@opentocc/core/telemetry';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDuckDbParquet, type DuckDbParquet } from '../../adapters/duckdb/index.ts';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { cityDayStartOf } from '../../kit/clock.ts';
import { migrate } from '../../kit/db.ts';
import { createHttp } from '../../kit/http.ts';
import { createLog } from '../../kit/log.ts';
import { createHistory, type History, type HistoryDeps, migrations, serveHistory } from './index.ts';
import { fixesOfOne as fixes, windowOf as states } from './test-batches.ts';

const NOON = cityDayStartOf('2026-03-02') + 12 * 3_600_000;
const log = createLog('silent');

let database: TestDatabase;
let data_dir: string;
let parquet: DuckDbParquet;
let now_ms: number;

beforeAll(() => {
  parquet = createDuckDbParquet({ log, memory_mb: 256 });
});

afterAll(() => parquet.stop());

beforeEach(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  data_dir = mkdtempSync(join(tmpdir(), 'opentocc-history-'));
  now_ms = NOON;
});

afterEach(async () => {
  await database.stop();
  rmSync(data_dir, { recursive: true });
});

async function open(extra: Partial<HistoryDeps> = {}): Promise<History> {
  const history = createHistory({
    db: database.db,
    data_dir,
    clock: { now: () => now_ms },
    log,
    parquet,
    network: () => ({ version: 'a'.repeat(64), link_count: 4 }),
    ...extra,
  });
  await history.start();
  return history;
}

const seconds = (rows: readonly { at_ms: number }[]) => rows.map(({ at_ms }) => (at_ms - NOON) / 1000);

test('a fix is found the moment it is durable, and as the same after it went to a file', async () => {
  const history = await open();
  await history.append(fixes(7, NOON, 5));
  await history.append(fixes(8, NOON, 5));
  const fromLog = await history.fixesOf(7, NOON, NOON + HOUR_MS);
  expect(seconds(fromLog.points)).toEqual([0, 1, 2, 3, 4]);
  expect(fromLog.points[0]).toMatchObject({ lon: 114, lat: 22.5, speed_kmh: null, direction_deg: 90 });

  expect(await history.compact()).toBe(10);
  expect(await history.fixesOf(7, NOON, NOON + HOUR_MS)).toEqual(fromLog);
  expect((await history.datasets())[0]).toMatchObject({ rows: 10, files: 1, pending_rows: 0, from_ms: NOON });
});

test('a question that spans files and the log sees each fix once', async () => {
  const history = await open();
  await history.append(fixes(7, NOON, 3));
  await history.compact();
  await history.append(fixes(7, NOON + 3_000, 3));
  const { points } = await history.fixesOf(7, NOON + 1_000, NOON + 5_000);
  expect(seconds(points)).toEqual([1, 2, 3, 4]);
});

test('a fix that its terminal sent again after a break is returned once', async () => {
  const history = await open();
  await history.append(fixes(7, NOON, 3));
  await history.compact();
  await history.append(fixes(7, NOON + 2_000, 2));
  await history.append(fixes(7, NOON + 2_000, 2));
  const { points } = await history.fixesOf(7, NOON, NOON + HOUR_MS);
  expect(seconds(points)).toEqual([0, 1, 2, 3]);
});

test('compaction a second time moves nothing', async () => {
  const history = await open();
  await history.append(fixes(7, NOON, 3));
  await history.compact();
  expect(await history.compact()).toBe(0);
  expect((await history.fixesOf(7, NOON, NOON + HOUR_MS)).points).toHaveLength(3);
});

test('a file holds one day of arrival', async () => {
  const history = await open();
  const midnight = cityDayStartOf('2026-03-03');
  now_ms = midnight - 1_000;
  await history.append(fixes(7, now_ms, 2));
  now_ms = midnight + 1_000;
  await history.append(fixes(7, now_ms, 3));
  await history.compact();
  expect(readdirSync(join(data_dir, 'history', 'fixes')).sort()).toEqual([
    'day=2026-03-02',
    'day=2026-03-03',
  ]);
});

test('the files of an hour that is over become one, and the hour leaves the log', async () => {
  const history = await open();
  for (let minute = 0; minute < 50; minute += 10) {
    now_ms = NOON + minute * MINUTE_MS;
    await history.append(fixes(7, now_ms, 5));
    await history.compact();
  }
  now_ms = NOON + 2 * HOUR_MS;
  await history.compact();
  expect((await history.datasets())[0]).toMatchObject({ files: 1, rows: 25 });
  await history.compact();
  expect(readdirSync(join(data_dir, 'history', 'fixes', 'day=2026-03-02'))).toHaveLength(1);
  expect((await history.fixesOf(7, NOON, NOON + HOUR_MS)).points).toHaveLength(25);
  const tail: FixBatch[] = [];
  for await (const batch of history.tail(NOON)) tail.push(batch);
  expect(tail).toEqual([]);
});

test('the tail brings back recent batches as they came, those in files too', async () => {
  const history = await open();
  await history.append(fixes(7, NOON, 3));
  await history.compact();
  await history.append(fixes(8, NOON + 60_000, 2));
  const vehicles: number[] = [];
  for await (const batch of history.tail(NOON + 1_000)) vehicles.push(...batch.vehicle);
  expect(vehicles).toEqual([7, 7, 7, 8, 8]);
});

test('link states come back from the log and from files alike', async () => {
  const history = await open();
  await history.appendLinkStates(states(NOON, 20));
  await history.appendLinkStates(states(NOON + MINUTE_MS, 25.55));
  const before = await history.linkStatesOf(1, NOON, NOON + HOUR_MS);
  await history.compact();
  const after = await history.linkStatesOf(1, NOON, NOON + HOUR_MS);
  expect(after).toEqual(before);
  expect(
    after.rows.map(({ speed_kmh, half_width_kmh, state }) => [speed_kmh, half_width_kmh, state]),
  ).toEqual([
    [20, null, 'moderate'],
    [25.55, null, 'moderate'],
  ]);
});

test('a past minute shows the links that had samples then, and only of the network in force', async () => {
  const history = await open();
  await history.appendLinkStates(states(NOON, 20));
  await history.appendLinkStates(states(NOON + MINUTE_MS, 30));
  await history.appendLinkStates(states(NOON + 2 * MINUTE_MS, 30, 'b'.repeat(64)));
  await history.compact();
  const past = await history.linkStatesAt(NOON + 59_999);
  expect({ ...past, link: [...past.link], state: [...past.state] }).toMatchObject({
    window_end_ms: NOON,
    link: [1, 3],
    state: [4, 2],
  });
  await expect(history.linkStatesAt(NOON + 2 * MINUTE_MS + 1)).rejects.toThrow('no_minute');
  const some = async (at_ms: number, links: number[]) => (await history.findLinkStatesAt(at_ms, links))?.link;
  expect([...((await some(NOON, [0, 3])) ?? [])]).toEqual([3]);
  expect(await some(NOON, [0])).toBeUndefined();
  await history.appendLinkStates(states(NOON + 3 * MINUTE_MS, 40));
  expect([...((await some(NOON + 3 * MINUTE_MS, [3, 7])) ?? [])]).toEqual([3]);
  expect([...((await some(NOON + 3 * MINUTE_MS, [])) ?? [])]).toEqual([]);
  expect(await history.replaySpan()).toMatchObject({ from_ms: NOON, step_s: 60 });
});

test('rows without a place are stored, and are no part of a trace or a replay, from the log as from a file', async () => {
  const history = await open({
    network: () => ({ version: 'a'.repeat(64), link_count: 4, box: [113.9, 22.4, 114.2, 22.6] }),
  });
  const batch = fixes(7, NOON, 5);
  batch.status[1] = 1; // no satellites: the place before again
  [batch.lon[2], batch.lat[2]] = [0, 0]; // positioned, says the terminal
  [batch.status[3], batch.lon[3], batch.lat[3]] = [1, 0, 0];
  batch.lat[4] = 1; // out at sea
  await history.append(batch);
  const look = async () => ({
    trace: await history.fixesOf(7, NOON, NOON + HOUR_MS),
    replay: await history.vehiclesAt(NOON + 4_000),
  });
  const fromLog = await look();
  expect(seconds(fromLog.trace.points)).toEqual([0]);
  expect(Array.from(fromLog.replay.lon)).toEqual([114]);

  await history.compact();
  expect(await look()).toEqual(fromLog);
  expect((await history.datasets())[0]).toMatchObject({ rows: 5 });
});

test('replay puts each vehicle where it was last seen in the minute before', async () => {
  const history = await open({ toWgs84: (source, lon, lat) => [lon + source, lat] });
  await history.append(fixes(7, NOON, 5));
  await history.compact();
  await history.append(fixes(7, NOON + 5_000, 5));
  await history.append(fixes(8, NOON - 100_000, 5));
  const past = await history.vehiclesAt(NOON + 7_500);
  expect([...past.vehicle]).toEqual([7]);
  expect(past.lon[0]).toBeCloseTo(115.0002, 6);
});

test('days beyond the retention leave', async () => {
  const rule = {
    dataset: 'fixes',
    valid_from: '2026-01-01',
    days: 2,
    source: 'test',
    assumed: true,
  } as const;
  const history = await open({ retention: [rule] });
  await history.append(fixes(7, NOON, 3));
  await history.compact();
  now_ms = NOON + 3 * 24 * HOUR_MS;
  await history.compact();
  expect((await history.datasets())[0]).toMatchObject({ files: 0, rows: 0 });
});

test('a new database does not reuse the places in the log that files cover', async () => {
  const first = await open();
  await first.append(fixes(7, NOON, 3));
  await first.compact();
  await database.stop();
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  const second = await open();
  await second.append(fixes(7, NOON + 3_000, 3));
  expect(seconds((await second.fixesOf(7, NOON, NOON + HOUR_MS)).points)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a fix with an absurd clock is stored without widening the span of its file', async () => {
  const history = await open();
  const batch = fixes(7, NOON, 3);
  batch.at_ms[1] = 946_684_800_000;
  await history.append(batch);
  await history.compact();
  expect((await history.datasets())[0]).toMatchObject({ rows: 3, from_ms: NOON, to_ms: NOON + 2_000 });
});

test('the engine that was killed is started again by the next question', async () => {
  const history = await open();
  await history.append(fixes(7, NOON, 3));
  await history.compact();
  const pid = parquet.pid();
  if (pid === undefined) throw new Error('no engine runs');
  process.kill(pid, 'SIGKILL');
  while (parquet.pid() === pid) await new Promise((resolve) => setTimeout(resolve, 10));
  expect((await history.fixesOf(7, NOON, NOON + HOUR_MS)).points).toHaveLength(3);
});

test('a day is exported as one file, its hours joined', async () => {
  const history = await open();
  await history.append(fixes(7, NOON, 3));
  await history.compact();
  await history.append(fixes(7, NOON + 3_000, 3));
  await history.compact();
  const { path, release } = await history.exportDay('fixes', '2026-03-02');
  const { n } = await parquet.query('SELECT count(*) AS n FROM $files', [path], []);
  expect(n).toEqual([6]);
  await release();
  expect(existsSync(path)).toBe(false);
  await expect(history.exportDay('fixes', '2026-03-01')).rejects.toThrow('no_export');
});

test('an interval that is empty or too long is refused', async () => {
  const history = await open();
  await expect(history.fixesOf(7, NOON, NOON)).rejects.toThrow('kit.interval');
  await expect(history.fixesOf(7, NOON, NOON + 8 * 24 * HOUR_MS)).rejects.toThrow('kit.interval');
});

test('the routes answer with JSON, live frames and files', async () => {
  const history = await open({ vehicleClass: () => 2 });
  await history.append(fixes(7, NOON, 3));
  await history.appendLinkStates(states(NOON, 20));
  await history.compact();
  const permissions = ['history:read', 'history:export', 'vehicles:trace'];
  const session = { permissions, reach: {}, must_change_password: false, must_enrol_second_factor: false };
  const http = await createHttp({
    log,
    authenticate: async () => session as unknown as Session,
    body_limit: 1024,
  });
  serveHistory(history).mount(http);
  const get = async (url: string) => http.inject({ url: `/api/v1/history/${url}` });

  expect((await get('datasets')).json()).toHaveLength(2);
  expect((await get(`links/3?from_ms=${NOON}&to_ms=${NOON + 1}`)).json()).toMatchObject({
    rows: [{ speed_kmh: 42.5, samples: 6, state: 'mostly_free' }],
    truncated: false,
    left_out: [],
  });
  expect((await get(`vehicles/7/fixes?from_ms=${NOON}&to_ms=${NOON + 9_000}`)).json().points).toHaveLength(3);
  expect((await get('replay/span')).json()).toEqual({ from_ms: NOON, to_ms: NOON, step_s: 60 });

  const links = decodeLiveFrame(arrayBufferOf((await get(`replay/${NOON}`)).rawPayload));
  expect(links).toMatchObject({ kind: 'links_snapshot', at_ms: NOON });
  expect([...links.speed_kmh]).toEqual([255, 20, 255, 43]);
  const vehicles = decodeLiveFrame(arrayBufferOf((await get(`replay/${NOON + 2_000}/vehicles`)).rawPayload));
  expect(vehicles).toMatchObject({
    kind: 'vehicles_snapshot',
    vehicle: Uint32Array.of(7),
    vehicle_class: Uint8Array.of(2),
  });

  const file = await get('export?dataset=fixes&day=2026-03-02');
  expect(file.headers['content-disposition']).toContain('fixes-2026-03-02.parquet');
  expect(file.rawPayload.subarray(0, 4).toString()).toBe('PAR1');
  expect((await get('export?dataset=fixes&day=../../etc')).statusCode).toBe(400);
  expect((await get(`replay/${NOON - HOUR_MS}`)).json()).toMatchObject({
    status: 404,
    code: 'history.no_minute',
  });
  await http.close();
});

function arrayBufferOf(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
