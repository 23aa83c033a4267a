import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDuckDbParquet } from '../../adapters/duckdb/index.ts';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { cityDay, systemClock } from '../../kit/clock.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createHistory, migrations } from './index.ts';
import { BATCH_ROWS } from './test-kill-target.ts';

const ROUNDS = 5;
const PER_ROUND = 100_000;

let database: TestDatabase;
let data_dir: string;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  data_dir = mkdtempSync(join(tmpdir(), 'opentocc-kill-'));
});

afterAll(async () => {
  await database.stop();
  rmSync(data_dir, { recursive: true, force: true });
});

/** Runs the target until it acknowledged `acks` batches and compacted `compactions` times, and kills it `after_ms` later. */
function runAndKill(first: number, from_ms: number, acks: number, compactions: number, after_ms: number) {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const target = join(import.meta.dirname, 'test-kill-target.ts');
  const args = ['--import', tsx, target, database.url, data_dir, String(first), String(from_ms)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  let compacted = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'compacted') compacted++;
    else acknowledged.push(Number(line));
    if (acknowledged.length >= acks && compacted >= compactions)
      setTimeout(() => child.kill('SIGKILL'), after_ms);
  });
  return new Promise<number[]>((resolve) => child.once('close', () => resolve(acknowledged)));
}

/** The last acknowledged batches before each kill: where a loss would be. */
function lastOfEachRound(acknowledged: readonly number[]): number[] {
  return Array.from({ length: ROUNDS }, (_, round) =>
    acknowledged.filter((number) => Math.floor(number / PER_ROUND) === round).slice(-8),
  ).flat();
}

test('kill −9 at any moment, compaction included, loses no acknowledged fix and doubles none', async () => {
  const from_ms = Date.now();
  const acknowledged: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    acknowledged.push(...(await runAndKill(round * PER_ROUND + 1, from_ms, 40, round % 3, round * 17)));

  const log = createLog('silent');
  const parquet = createDuckDbParquet({ log, memory_mb: 256 });
  const network = () => ({ version: 'none', link_count: 0 });
  const history = createHistory({ db: database.db, data_dir, clock: systemClock, log, parquet, network });
  await history.start();
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * 40);
  for (const number of lastOfEachRound(acknowledged)) {
    const { points } = await history.fixesOf(number, from_ms, from_ms + BATCH_ROWS);
    expect(points.length, `fixes of batch ${number}`).toBe(BATCH_ROWS);
  }

  await history.compact();
  const paths: string[] = [];
  for (const day of new Set([cityDay(from_ms), cityDay(Date.now())]))
    paths.push((await history.exportDay('fixes', day)).path);
  const { vehicle, rows } = await parquet.query(
    'SELECT vehicle, count(*) AS rows FROM $files GROUP BY 1',
    paths,
    [],
  );
  const stored = new Map(vehicle.map((number, i) => [Number(number), Number(rows[i])]));
  // What was written but not acknowledged may be there, as whole batches.
  expect([...stored.values()].filter((count) => count !== BATCH_ROWS)).toEqual([]);
  expect(acknowledged.filter((number) => !stored.has(number))).toEqual([]);
  expect((await history.datasets())[0].pending_rows).toBe(0);
  await parquet.stop();
}, 300_000);
