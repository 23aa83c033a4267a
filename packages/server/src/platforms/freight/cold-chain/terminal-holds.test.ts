import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDuckDbParquet, type DuckDbParquet } from '../../../adapters/duckdb/index.ts';
import { openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { createHistory, type History, migrations as historyMigrations } from '../../../base/history/index.ts';
import { testKeys } from '../../../base/keys/test-keys.ts';
import {
  createQuality,
  createQualityStore,
  type Quality,
  migrations as qualityMigrations,
} from '../../../base/quality/index.ts';
import { type Sources, migrations as sourceMigrations } from '../../../base/sources/index.ts';
import { openSources } from '../../../base/sources/test-sources.ts';
import { positionAt, TestTerminal } from '../../../base/sources/test-terminal.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { createLog } from '../../../kit/log.ts';
import { migrations } from './migrations/index.ts';
import { createTerminalHolds } from './terminal-holds.ts';
import { coldOn, declaration, START_MS, shenmao, WAREHOUSE } from './test-cold.ts';

const PLATE = '粤B60001';
const PHONE = '13800000001';
const log = createLog('silent');
const clock = { now_ms: START_MS, now: () => clock.now_ms };

let database: TestDatabase;
let folder: string;
let parquet: DuckDbParquet;
let history: History;
let quality: Quality;
let sources: Sources;
let terminal: TestTerminal;
let consignment: string;

const coldWith = (db: Db) => coldOn(db, clock, testKeys as never, []);

beforeAll(async () => {
  database = await startTestDatabase();
  const { db } = database;
  await migrate(db, sourceMigrations, qualityMigrations, historyMigrations, migrations);
  folder = mkdtempSync(join(tmpdir(), 'opentocc-holds-'));
  parquet = createDuckDbParquet({ log, memory_mb: 128 });
  const network = () => ({ version: 'a'.repeat(64), link_count: 1 });
  history = createHistory({ db, data_dir: folder, clock, log, parquet, network });
  await history.start();
  quality = await createQuality({
    ...{ store: createQualityStore(db), clock, log, sources: () => sources.listSources() },
  });
  sources = await openSources({
    ...{ db, clock, log, telemetryLog: history, quality, keys: testKeys, limits: { batch_ms: 5 } },
  });
  const source = await sources.saveSource({
    ...{ code: 'cold', name: { zh: '冷链车', en: 'Cold trucks' }, owner: '深贸', protocol: 'JT/T 808' },
    ...{ datum: 'WGS-84', report_interval_s: 10, quota_per_s: null },
  });
  await sources.registerTerminals([
    {
      ...{ phone: PHONE, plate: PLATE, plate_colour: 2, vehicle_class: 'freight', source },
      ...{ terminal_id: 'T000001', maker: 'TEST', model: 'M' },
    },
  ]);
  const port = await sources.gateway.listen('127.0.0.1', 0);
  terminal = await (await TestTerminal.open(port, PHONE)).signIn(PLATE);
  const cold = coldWith(db);
  await cold.rules.load();
  await cold.store.putWarehouse(WAREHOUSE);
  consignment = await cold.consignments.declare(shenmao, declaration({ truck: PLATE, sensor: null }));
  await cold.consignments.depart(shenmao, consignment, 1);
}, 60_000);

afterAll(async () => {
  terminal.socket.destroy();
  await sources.close();
  await quality.close();
  await history.stop();
  await parquet.stop();
  await database.stop();
  rmSync(folder, { recursive: true });
});

/** Temperatures of terminals as a process has them. */
const holdsOn = (db: Db) => {
  const { store, supervising } = coldWith(db);
  return createTerminalHolds({ store, supervising, sources, history, log });
};

/** A position with the temperature of the hold, sent and acknowledged. */
async function report(minute: number, temperature_c: number): Promise<void> {
  clock.now_ms = START_MS + minute * 60_000;
  const item = Uint8Array.of(temperature_c < 0 ? 0x80 : 0, Math.abs(temperature_c));
  const position = { ...positionAt(0, clock.now_ms), extras: [{ id: 0x06, value: item }] };
  const serial = terminal.send(position as never);
  await expect.poll(() => terminal.acknowledged, { timeout: 10_000 }).toContain(serial);
}

const readings = async () =>
  (await coldWith(database.db).store.readingsOf(consignment, 100))
    .map(({ temperature_c }) => temperature_c)
    .reverse();

test('what a terminal was acknowledged is judged once, wherever the process ends after that', async () => {
  const sent: number[] = [];
  for (let statement = 1, isOver = false; !isOver; statement++) {
    // So that each run has the same statements.
    await coldWith(database.db).store.saveHeard(await history.settledFixes());
    const dying = openUntilKilled(database.url, statement, statement % 2 === 0);
    const dead = holdsOn(dying.db);
    await dead.start();
    // Outside of its limits from the first: 30 °C in a hold for frozen goods, each five minutes.
    await report(statement * 5, 30 + (statement % 10));
    sent.push(30 + (statement % 10));
    await dead.stop();
    isOver = !dying.isKilled();
    await dying.db.destroy();
    const again = holdsOn(database.db);
    await again.start();
    await again.stop();
    expect(await readings(), `killed at statement ${statement}`).toEqual(sent);
  }
  expect(sent.length).toBeGreaterThan(5);
  const { warnings } = await coldWith(database.db).reader.sheet(null, consignment);
  expect(warnings.filter(({ kind }) => kind === 'breach').length).toBeGreaterThan(0);
}, 120_000);

test('what could not be judged while the database was away is read again, and the place is remembered', async () => {
  const before = await readings();
  const away = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  const store = coldWith(away.db).store;
  let fails = true;
  const { supervising } = coldWith(database.db);
  const holds = createTerminalHolds({
    ...{ store, sources, history, log },
    supervising: {
      takeTogether: (...given) =>
        fails ? Promise.reject(new Error('no database')) : supervising.takeTogether(...given),
    },
  });
  await holds.start();
  await report(600, 20);
  fails = false;
  for (let look = 0; look < 12; look++) await holds.remember();
  expect(await readings()).toEqual([...before, 20]);
  expect(await store.heard()).toBe(await history.settledFixes());
  await holds.stop();
  await away.db.destroy();
});
