import { setTimeout as sleep } from 'node:timers/promises';
import type { FixBatch } from '@opentocc/core/telemetry';
import { createDuckDbParquet } from '../../adapters/duckdb/index.ts';
import { systemClock } from '../../kit/clock.ts';
import { openDb } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createHistory } from './index.ts';

/** Rows of each batch that {@link killTarget} writes. */
export const BATCH_ROWS = 200;

/** Fixes of vehicle `number`, one a millisecond from `from_ms`. */
function batchOf(number: number, from_ms: number): FixBatch {
  const filled = new Float64Array(BATCH_ROWS);
  return {
    length: BATCH_ROWS,
    vehicle: new Uint32Array(BATCH_ROWS).fill(number),
    source: new Uint16Array(BATCH_ROWS).fill(1),
    at_ms: filled.map((_, i) => from_ms + i),
    received_ms: filled.map((_, i) => from_ms + i),
    lon: new Float64Array(BATCH_ROWS).fill(114),
    lat: new Float64Array(BATCH_ROWS).fill(22.5),
    speed_dkmh: new Uint16Array(BATCH_ROWS),
    direction_deg: new Uint16Array(BATCH_ROWS),
    alarm: new Uint32Array(BATCH_ROWS),
    status: new Uint32Array(BATCH_ROWS).fill(2),
  };
}

/**
 * A program that is there to be killed: appends batches of vehicle `first`, `first + 1` … four at a time, prints
 * each number when it is durable, and compacts without a pause.
 */
async function killTarget(url: string, data_dir: string, first: number, from_ms: number): Promise<void> {
  const log = createLog('error');
  const history = createHistory({
    db: openDb(url),
    data_dir,
    clock: systemClock,
    log,
    parquet: createDuckDbParquet({ log, memory_mb: 256 }),
    network: () => ({ version: 'none', link_count: 0 }),
  });
  await history.start();
  const append = async (lane: number) => {
    for (let number = first + lane; ; number += 4) {
      await history.append(batchOf(number, from_ms));
      process.stdout.write(`${number}\n`);
      await sleep(20);
    }
  };
  const compact = async () => {
    for (;;) {
      const rows = await history.compact();
      if (rows > 0) process.stdout.write('compacted\n');
      await sleep(5);
    }
  };
  await Promise.all([append(0), append(1), append(2), append(3), compact()]);
}

const [, script, url, data_dir, first, from_ms] = process.argv;
if (script === import.meta.filename) await killTarget(url, data_dir, Number(first), Number(from_ms));
