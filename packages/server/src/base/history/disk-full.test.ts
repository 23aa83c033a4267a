import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FixBatch } from '@opentocc/core/telemetry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDuckDbParquet } from '../../adapters/duckdb/index.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../adapters/postgres/index.ts';
import { systemClock } from '../../kit/clock.ts';
import { migrate, openDb } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { createHistory, migrations } from './index.ts';

const ROWS = 5_000;
const BALLAST_LEAVES_BYTES = 24 * 2 ** 20;
const log = createLog('silent');
const folder = mkdtempSync(join(tmpdir(), 'opentocc-small-disk-'));
const mounted = mountSmallDisk();

/** Only root may make a small disk; elsewhere the tests are skipped. */
function mountSmallDisk(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // a container without the right to mount
  }
}

afterAll(() => {
  if (mounted) execFileSync('umount', [folder]);
  rmdirSync(folder);
});

/** Fixes of one vehicle that do not compress. */
function batchOf(vehicle: number, from_ms: number): FixBatch {
  const column = new Float64Array(ROWS);
  return {
    length: ROWS,
    vehicle: new Uint32Array(ROWS).fill(vehicle),
    source: new Uint16Array(ROWS),
    at_ms: column.map((_, i) => from_ms + i),
    received_ms: column.map((_, i) => from_ms + i),
    lon: column.map((_, i) => 113 + ((i * 7919) % 10_007) / 10_007),
    lat: column.map((_, i) => 22 + ((i * 6101) % 10_007) / 10_007),
    speed_dkmh: new Uint16Array(ROWS),
    direction_deg: new Uint16Array(ROWS),
    alarm: new Uint32Array(ROWS),
    status: new Uint32Array(ROWS).fill(2),
  };
}

describe.skipIf(!mounted)('a full disk (needs the right to mount a small one)', () => {
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    const settings = {
      shared_buffers: '16MB',
      min_wal_size: '32MB',
      max_wal_size: '48MB',
      wal_buffers: '1MB',
    };
    postgres = await startEmbeddedPostgres({ data_dir: folder, log, settings });
  });

  afterAll(() => postgres.stop());

  test('refuses with what to do, loses nothing acknowledged, and goes on when there is space again', async () => {
    const db = openDb(postgres.url);
    await migrate(db, migrations);
    const parquet = createDuckDbParquet({ log, memory_mb: 256 });
    const network = () => ({ version: 'none', link_count: 0 });
    const history = createHistory({ db, data_dir: folder, clock: systemClock, log, parquet, network });
    await history.start();
    const from_ms = Date.now();
    const ballast = join(folder, 'ballast');
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - BALLAST_LEAVES_BYTES));

    let stored = 0;
    const fill = async () => {
      for (;;) {
        await history.append(batchOf(stored + 1, from_ms));
        stored++;
      }
    };
    await expect(fill()).rejects.toThrow('history.log_unavailable');
    expect(stored).toBeGreaterThan(0);

    rmSync(ballast);
    const goesOn = () =>
      history.append(batchOf(stored + 1, from_ms)).then(
        () => true,
        () => false,
      );
    await expect.poll(goesOn, { timeout: 30_000, interval: 500 }).toBe(true);
    for (let vehicle = 1; vehicle <= stored + 1; vehicle++)
      expect((await history.fixesOf(vehicle, from_ms, from_ms + ROWS)).points.length).toBeGreaterThanOrEqual(
        ROWS,
      );
    await db.destroy();
    await parquet.stop();
  }, 90_000);
});
