import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDuckDbParquet, type DuckDbParquet } from '../../adapters/duckdb/index.ts';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { repairHistory } from '../../cli/history.ts';
import { cityDayStartOf } from '../../kit/clock.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { listDamaged, listUnreadable } from './damage.ts';
import { readFolder } from './folder.ts';
import { createHistory, type History, migrations } from './index.ts';
import { fixesOfOne, windowOf } from './test-batches.ts';

const NOON = cityDayStartOf('2026-03-02') + 12 * 3_600_000;
const log = createLog('silent');
let database: TestDatabase;
let data_dir: string;
let parquet: DuckDbParquet;
let now_ms: number;
let history: History;

beforeAll(() => {
  parquet = createDuckDbParquet({ log, memory_mb: 256 });
});
afterAll(() => parquet.stop());
beforeEach(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  data_dir = mkdtempSync(join(tmpdir(), 'opentocc-damage-'));
  now_ms = NOON;
  await open();
  for (let i = 0; i < 3; i++) {
    await history.append(fixesOfOne(7, now_ms, 60));
    now_ms += MINUTE_MS;
    await history.compact();
  }
});
afterEach(async () => {
  await history.stop();
  await database.stop();
  rmSync(data_dir, { recursive: true });
});

async function open(): Promise<void> {
  history = createHistory({
    db: database.db,
    data_dir,
    clock: { now: () => now_ms },
    log,
    parquet,
    network: () => ({ version: 'a'.repeat(64), link_count: 4 }),
  });
  await history.start();
}

const root = () => join(data_dir, 'history');
const files = () => readFolder(join(root(), 'fixes'));
const trace = () => history.fixesOf(7, NOON, NOON + HOUR_MS);
const nameOf = (path: string) => path.slice(path.indexOf('day='));

/** What cuts, empties or rots a file. */
const DAMAGES: readonly [string, (path: string) => void][] = [
  ['cut short', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
  ['emptied', (path) => truncateSync(path, 0)],
  [
    'rotten within',
    (path) => {
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0xa5, 4, Math.floor(bytes.length / 2)));
    },
  ],
];

describe.each(DAMAGES)('a file that is %s', (_, damage) => {
  test('while the platform runs is left out and named, and the rest is answered', async () => {
    const whole = (await trace()).points.length;
    const { path, rows } = files()[1];
    damage(path);
    const { points, left_out } = await trace();
    expect(left_out).toMatchObject([{ file: nameOf(path), rows }]);
    expect(points.length).toBeGreaterThan(0);
    expect(points.length).toBeLessThan(whole);
    expect(history.damaged()).toMatchObject([{ dataset: 'fixes', file: { path } }]);
    expect((await history.datasets())[0].damaged_files).toMatchObject([{ file: nameOf(path), rows }]);
  });

  test('does not keep the log from being filed, nor the other dataset', async () => {
    damage(files()[1].path);
    now_ms += 2 * HOUR_MS;
    await history.append(fixesOfOne(7, now_ms, 10));
    await history.appendLinkStates(windowOf(now_ms));
    await history.compact();
    await history.compact();
    expect((await history.datasets()).map(({ pending_rows }) => pending_rows)).toEqual([0, 0]);
    const day = await history.exportDay('fixes', '2026-03-02');
    await day.release();
    expect(files().some(({ rows }) => rows === 10)).toBe(true);
  });

  test('is found by the repair, which says what is lost and sets it aside', async () => {
    const { path } = files()[1];
    damage(path);
    expect((await listUnreadable(root(), parquet)).map(({ file }) => file.path)).toEqual([path]);
    // Starts a database beside this one.
    await repairHistory({ data: data_dir });
    expect(files()).toHaveLength(2);
    expect(readFolder(join(root(), 'damaged', 'fixes'))).toHaveLength(1);
    await history.stop();
    await open();
    expect((await trace()).left_out).toEqual([]);
  }, 120_000);
});

test('a file that was emptied while the platform stood still is known at the start', async () => {
  await history.stop();
  truncateSync(files()[0].path, 0);
  expect(listDamaged(root())).toHaveLength(1);
  await open();
  expect(history.damaged()).toHaveLength(1);
  expect((await trace()).left_out).toHaveLength(1);
});
