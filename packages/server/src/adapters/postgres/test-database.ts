import { randomBytes } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Db, openDb } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { clusterHome } from './home.ts';
import { findPostmaster } from './postmaster.ts';
import { serverUser } from './run-as.ts';

/** An empty database of a test file's own. */
export interface TestDatabase {
  readonly url: string;
  /** Opened on `url`; destroyed by {@link stop}. */
  readonly db: Db;
  /** Closes `db` and drops the database. */
  stop(): Promise<void>;
}

const LEFT_OVER_MS = 2 * 3_600_000;
const LOCK_TRIES = 1_200;

/**
 * A fresh database: on the server of TOCC_TEST_DATABASE_URL when that is set, else on one embedded server that all test
 * files of this user share, in all runs at once. It ends with the last run ({@link joinTestRun}) and keeps nothing on disk
 * for certain (fsync off), which the tests of durability therefore do not use.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TOCC_TEST_DATABASE_URL ?? (await sharedServer());
  const name = `test_${Date.now()}_${randomBytes(4).toString('hex')}`;
  await asAdministrator(server, async (client) => {
    await dropLeftOvers(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  });
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = openDb(url.href, 8);
  return {
    url: url.href,
    db,
    async stop() {
      await db.destroy();
      await asAdministrator(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/**
 * Signs a run of the tests in as a user of the shared server; a run that was killed does not count.
 * @returns what signs it out and, when no other run uses the server, ends it.
 */
export function joinTestRun({ folder = sharedFolder(), pid = process.pid } = {}): () => Promise<void> {
  const runs = join(folder, 'runs');
  mkdirSync(runs, { recursive: true });
  writeFileSync(join(runs, String(pid)), String(pid));
  return () =>
    locked(join(folder, 'starting'), async () => {
      rmSync(join(runs, String(pid)), { force: true });
      for (const name of readdirSync(runs))
        if (!ownerLives(join(runs, name))) rmSync(join(runs, name), { force: true });
      const cluster = join(clusterHome(folder, serverUser), 'postgres');
      if (readdirSync(runs).length > 0 || !findPostmaster(cluster)) return;
      const server = await startEmbeddedPostgres({ data_dir: folder, log: createLog('warn') });
      await server.stop();
    });
}

function sharedFolder(): string {
  return join(tmpdir(), `opentocc-test-${process.getuid?.() ?? 'user'}`);
}

async function sharedServer(): Promise<string> {
  const folder = sharedFolder();
  mkdirSync(folder, { recursive: true });
  return locked(join(folder, 'starting'), async () => {
    const server = await startEmbeddedPostgres({
      data_dir: folder,
      log: createLog('warn'),
      settings: { fsync: 'off', synchronous_commit: 'off', shared_buffers: '128MB', max_connections: '300' },
    });
    return server.url;
  });
}

async function asAdministrator(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Databases of test runs that were killed; their names carry the time. */
async function dropLeftOvers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_'",
  );
  for (const { datname } of rows) {
    const made_ms = Number(datname.split('_')[1]);
    if (Date.now() - made_ms > LEFT_OVER_MS)
      await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
}

/** One process at a time; a lock whose owner is gone is taken over. */
async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; !take(file); tries++) {
    if (tries > LOCK_TRIES) throw new Error(`${file} is held by another process; delete it when none runs`);
    if (!ownerLives(file)) rmSync(file, { force: true });
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function ownerLives(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
