import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestDatabase,
  type TestDatabase,
} from '../../packages/server/src/adapters/postgres/test-database.ts';
import { migrations as historyMigrations } from '../../packages/server/src/base/history/index.ts';
import { CENTRE, useInterchange } from '../../packages/server/src/base/interchange/test-interchange.ts';
import { testKeys } from '../../packages/server/src/base/keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  migrations as qualityMigrations,
} from '../../packages/server/src/base/quality/index.ts';
import { migrations as sourceMigrations } from '../../packages/server/src/base/sources/index.ts';
import { openSources } from '../../packages/server/src/base/sources/test-sources.ts';
import { migrations } from '../../packages/server/src/base/superiors/migrations/index.ts';
import { systemClock } from '../../packages/server/src/kit/clock.ts';
import { migrate } from '../../packages/server/src/kit/db.ts';
import { createLog } from '../../packages/server/src/kit/log.ts';
import { startTarget } from '../../packages/server/src/kit/test-process.ts';
import { BATCH_ROWS, type KillTarget } from './superiors-kill-target.ts';

const KILLS = 6;
const PER_RUN = 1000;
const TARGET = join(import.meta.dirname, 'superiors-kill-target.ts');

/** The platform above, which is not killed. */
const above = useInterchange();
let database: TestDatabase;
let folder: string;
const running = new Set<ChildProcess>();
let truck: Pick<KillTarget, 'source' | 'vehicle'>;

beforeAll(async () => {
  database = await startTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'opentocc-superiors-kill-'));
  const { db } = database;
  await migrate(db, sourceMigrations, qualityMigrations, historyMigrations, migrations);
  truck = await registerTruck();
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await database.stop();
  rmSync(folder, { recursive: true });
});

async function registerTruck() {
  const [{ db }, clock, log] = [database, systemClock, createLog('silent')];
  const quality = await createQuality({ store: createQualityStore(db), clock, log, sources: () => [] });
  const telemetryLog = { append: async () => undefined };
  const sources = await openSources({ db, clock, log, telemetryLog, quality, keys: testKeys });
  const source = await sources.saveSource({
    ...{ code: 'trucks', name: { zh: '货车', en: 'Trucks' }, owner: '货运公司', protocol: 'JT/T 809' },
    ...{ datum: 'WGS-84', report_interval_s: 30, quota_per_s: null },
  });
  const device = { plate_colour: 2, terminal_id: '', maker: '', model: '' };
  await sources.registerTerminals([
    { ...device, phone: '13900000001', plate: '粤B10001', vehicle_class: 'freight', source },
  ]);
  const [{ id: vehicle }] = sources.listVehicles();
  await sources.close();
  await quality.close();
  return { source, vehicle };
}

const targetOf = (from_ms: number, first: number | null): string[] => {
  const target: KillTarget = {
    ...{ ...truck, url: database.url, folder, from_ms, first },
    above: { port: above.port, password: above.password, centre: CENTRE },
  };
  return [JSON.stringify(target)];
};

/** Instants of the positions that the platform above has stored, as often as they came. */
const reported = (): number[] =>
  above.telemetryLog.stored.flatMap(({ at_ms, length }) => [...at_ms.subarray(0, length)]);

/** Runs the target until it wrote some batches and something of them went up, and kills it. @returns what it said is durable */
async function runAndKill(from_ms: number, run: number): Promise<number[]> {
  const before = reported().length;
  let isDying = false;
  const { ended } = await startTarget(TARGET, targetOf(from_ms, run * PER_RUN), (_, child) => {
    running.add(child);
    if (isDying || reported().length <= before + run) return;
    isDying = true;
    setTimeout(() => child.kill('SIGKILL'), (run * 37) % 90);
  });
  const { lines, signal } = await ended;
  expect(signal).toBe('SIGKILL');
  return lines.filter((line) => line !== 'started').map(Number);
}

test(`kill −9 at ${KILLS} moments: every position that was durable goes up to the superior platform`, {
  timeout: 60_000,
}, async () => {
  above.now_ms = Date.now();
  const from_ms = Math.floor(Date.now() / 1000) * 1000 - 24 * 3_600_000;
  const durable: number[] = [];
  for (let run = 0; run < KILLS; run++) durable.push(...(await runAndKill(from_ms, run)));
  const { child, ended } = await startTarget(TARGET, targetOf(from_ms, null));
  running.add(child);
  const wanted = durable.flatMap((number) =>
    Array.from({ length: BATCH_ROWS }, (_, row) => from_ms + (number * BATCH_ROWS + row) * 1000),
  );
  const missing = () => {
    const known = new Set(reported());
    return wanted.filter((at_ms) => !known.has(at_ms)).length;
  };
  await expect.poll(missing, { timeout: 20_000 }).toBe(0);
  child.kill('SIGKILL');
  await ended;
  const all = reported();
  process.stdout.write(
    `${KILLS} kills: ${wanted.length} positions, ${all.length - new Set(all).size} more than once\n`,
  );
  expect(durable.length).toBeGreaterThan(KILLS);
});
