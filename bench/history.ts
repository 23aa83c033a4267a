import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { LinkStates } from '@opentocc/core/traffic';
import { createDuckDbParquet } from '../packages/server/src/adapters/duckdb/index.ts';
import { startEmbeddedPostgres } from '../packages/server/src/adapters/postgres/index.ts';
import { createHistory, migrations } from '../packages/server/src/base/history/index.ts';
import { migrate, openDb } from '../packages/server/src/kit/db.ts';
import { createLog } from '../packages/server/src/kit/log.ts';
import { type Bench, cpuSeconds } from './harness.ts';

const ROWS = 10_000;
const BATCHES = 300;
const IN_FLIGHT = 24;
const LINKS = 20_000;
const MINUTES = 60;
const START_MS = Date.UTC(2026, 2, 2, 4);

/** Durable appends, compaction and questions, on an embedded database of its own with fsync on. */
export const run: Bench = async (_args, report) => {
  const data_dir = mkdtempSync(join(tmpdir(), 'opentocc-bench-'));
  const log = createLog('warn');
  const postgres = await startEmbeddedPostgres({ data_dir, log });
  const db = openDb(postgres.url);
  await migrate(db, migrations);
  const parquet = createDuckDbParquet({ log, memory_mb: 2048 });
  let now_ms = START_MS;
  const history = createHistory({
    db,
    data_dir,
    clock: { now: () => now_ms },
    log,
    parquet,
    network: () => ({ version: 'a'.repeat(64), link_count: LINKS }),
  });
  await history.start();
  const timed = async (work: () => Promise<unknown>) => {
    const from = performance.now();
    await work();
    return (performance.now() - from) / 1000;
  };

  const batches = Array.from({ length: BATCHES }, (_, i) => batchOf(START_MS + i * 10_000, i));
  const cpu = cpuSeconds();
  const append_s = await timed(() => appendAll(history, batches));
  report({
    figure: 'durable append',
    value: BATCHES / append_s,
    unit: 'batches/s',
    note: '10,000 fixes each, fsync on',
  });
  report({
    figure: 'durable append, CPU of this process',
    value: ((cpuSeconds() - cpu) / BATCHES) * 1000,
    unit: 'ms/batch',
  });
  const logged = (await history.datasets())[0];
  report({ figure: 'fix in the log', value: logged.bytes / logged.rows, unit: 'bytes' });

  for (let minute = 0; minute < MINUTES; minute++)
    await history.appendLinkStates(statesAt(START_MS + minute * 60_000));
  const rows = BATCHES * ROWS + MINUTES * LINKS;
  const compact_s = await timed(() => history.compact());
  report({ figure: 'compaction to Parquet', value: rows / compact_s, unit: 'rows/s', note: 'sorted, zstd' });
  const [fixes, states] = await history.datasets();
  report({
    figure: 'fix in Parquet',
    value: fixes.bytes / fixes.rows,
    unit: 'bytes',
    note: 'random, not a real city',
  });
  report({ figure: 'link state in Parquet', value: states.bytes / states.rows, unit: 'bytes' });

  const to_ms = START_MS + 3_600_000;
  const question = async (figure: string, ask: (i: number) => Promise<unknown>) => {
    await ask(0);
    const s = await timed(async () => {
      for (let i = 1; i <= 10; i++) await ask(i);
    });
    report({ figure, value: s * 100, unit: 'ms', note: 'mean of 10' });
  };
  await question('an hour of one vehicle', (i) => history.fixesOf(i * 31, START_MS, to_ms));
  await question('an hour of one link', (i) => history.linkStatesOf(i * 31, START_MS, to_ms));
  await question('the city at a minute', (i) => history.linkStatesAt(START_MS + i * 60_000));
  await question('all vehicles at an instant', (i) => history.vehiclesAt(START_MS + i * 10_000));

  now_ms += 3 * 3_600_000;
  report({ figure: 'merge of an hour', value: await timed(() => history.compact()), unit: 's' });

  await history.stop();
  await parquet.stop();
  await db.destroy();
  await postgres.stop();
  rmSync(data_dir, { recursive: true });
};

async function appendAll(
  history: { append(batch: FixBatch): Promise<void> },
  batches: readonly FixBatch[],
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < BATCHES) await history.append(batches[next++]);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

function batchOf(at_ms: number, seed: number): FixBatch {
  const index = Array.from({ length: ROWS }, (_, i) => i);
  // A multiplicative hash of the row: spread like a city, and the same at each run.
  const spread = (i: number, range: number) => (Math.imul(i + 1 + seed * ROWS, 2_654_435_761) >>> 0) % range;
  return {
    length: ROWS,
    vehicle: Uint32Array.from(index),
    source: new Uint16Array(ROWS).fill(1),
    at_ms: Float64Array.from(index, (i) => at_ms + spread(i, 10) * 1000),
    received_ms: Float64Array.from(index, (i) => at_ms + 10_000 + spread(i, 100)),
    lon: Float64Array.from(index, (i) => 113.8 + spread(i, 800_000) / 1e6),
    lat: Float64Array.from(index, (i) => 22.45 + spread(i * 7, 350_000) / 1e6),
    speed_dkmh: Uint16Array.from(index, (i) => spread(i, 900)),
    direction_deg: Uint16Array.from(index, (i) => spread(i, 360)),
    alarm: new Uint32Array(ROWS),
    status: new Uint32Array(ROWS).fill(3),
  };
}

function statesAt(window_end_ms: number): LinkStates {
  const index = Array.from({ length: LINKS }, (_, i) => i);
  return {
    sequence: window_end_ms / 60_000,
    network_version: 'a'.repeat(64),
    window_start_ms: window_end_ms - 300_000,
    window_end_ms,
    speed_kmh: Float32Array.from(index, (i) => 20 + (i % 40) + Math.sin(window_end_ms / 6e5 + i)),
    samples: Uint16Array.from(index, (i) => 1 + (i % 30)),
    vehicles: Uint16Array.from(index, (i) => 1 + (i % 20)),
    half_width_kmh: Float32Array.from(index, (i) => (i % 30 ? 2 + (i % 7) : Number.NaN)),
    free_flow_kmh: new Float32Array(LINKS).fill(60),
    state: Uint8Array.from(index, (i) => 1 + (i % 5)),
  };
}
