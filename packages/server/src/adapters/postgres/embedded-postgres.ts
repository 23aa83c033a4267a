import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freeBytesAt } from '../../kit/disk.ts';
import type { Logger } from '../../kit/log.ts';
import { every } from '../../kit/unattended.ts';
import { type PostgresBinaries, prepareBinaries } from './binaries.ts';
import { clusterUrl, ensureCluster, type Settings, writeSettings } from './cluster.ts';
import { postgresErrors } from './errors.ts';
import { clusterHome } from './home.ts';
import { findPostmaster } from './postmaster.ts';
import { type ServerUser, serverUser } from './run-as.ts';

const run = promisify(execFile);
const DATABASE = 'opentocc';
const START_S = 120;
const WATCH_MS = 2_000;
/** Two segments of the database's log: the last checkpoint needs room for one. */
const LEAST_FREE_BYTES = 32 * 2 ** 20;

export interface EmbeddedPostgresOptions {
  /** Folder of the installation; the cluster is its subfolder `postgres`. */
  readonly data_dir: string;
  readonly log: Logger;
  /** TCP port on loopback; 0, the default, has a free one chosen. */
  readonly port?: number;
  /** Settings that replace ours, for tests. */
  readonly settings?: Settings;
}

export interface EmbeddedPostgres {
  /** For `openDb`; holds the password. */
  readonly url: string;
  /** Process id of the server. */
  readonly pid: number;
  /** True when the server ran already, left by a process that was killed. */
  readonly adopted: boolean;
  /** Ends the server after its clients' statements; everything committed is on disk. */
  stop(): Promise<void>;
  /** Why statements failed: that the disk is full, when the server ended for it; else the error itself. */
  explain(error: unknown): unknown;
}

interface Place {
  readonly home: string;
  readonly cluster: string;
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | undefined;
}

/**
 * Starts the PostgreSQL that comes with the program, or adopts the one that a killed process left running. It outlives
 * this process unless {@link EmbeddedPostgres.stop} is called, so a crash of Node never interrupts a commit.
 * @throws AppError that says what to do: no programs for this machine, disk full, port in use, folder of another version.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { data_dir, log, port = 0, settings = {} } = options;
  const home = clusterHome(data_dir, serverUser);
  const cluster = join(home, 'postgres');
  const user = serverUser(cluster);
  const place = { home, cluster, user, binaries: prepareBinaries(home, user) };
  try {
    await ensureCluster(home, place.binaries, user);
  } catch (error) {
    if (/No space left|ENOSPC/.test(String(error))) throw postgresErrors.disk_full({ folder: home });
    throw error;
  }
  const running = await adopt(place);
  const server = running ?? (await start(place, port, settings));
  try {
    await ensureDatabase(home, server.port);
  } catch (error) {
    const explained = explain(error, home);
    if (!running) await end(place, log);
    throw explained;
  }
  log.info({ pid: server.pid, port: server.port, adopted: running !== undefined }, 'embedded database ready');
  const unwatch = watch(place, server.port, settings, log);
  return {
    url: clusterUrl(home, server.port, DATABASE),
    pid: server.pid,
    adopted: running !== undefined,
    async stop() {
      await unwatch();
      if (findPostmaster(cluster)) await end(place, log);
    },
    explain: (error) => explain(error, home),
  };
}

/** In order; at once where the disk has no room for the last checkpoint, since what was committed is in the log. */
async function end(place: Place, log: Logger): Promise<void> {
  const at_once = ['stop', '-m', 'immediate', '-t', String(START_S)];
  if (freeBytesAt(place.home) < LEAST_FREE_BYTES) return pgCtl(place, at_once);
  try {
    await pgCtl(place, ['stop', '-m', 'fast', '-t', String(START_S)]);
  } catch (error) {
    log.warn({ err: error }, 'embedded database did not end in order; ending it at once');
    if (findPostmaster(place.cluster)) await pgCtl(place, at_once);
  }
}

/** A server that a full disk ended says so in its log alone; its clients only see that it went. */
function explain(error: unknown, home: string): unknown {
  const isLost =
    /Connection terminated|ECONNREFUSED|ECONNRESET|database system is|administrator command|crash of another/;
  const isFull = /No space left on device/.test(readFileSync(join(home, 'postgres.log'), 'utf8'));
  return isFull && isLost.test(String(error)) ? postgresErrors.disk_full({ folder: home }) : error;
}

/**
 * Starts a server that ended (killed for memory, stopped by a full disk) again on its port, so that connections of the
 * pool find it; tries on while it fails.
 * @returns a function that ends the watch, once a start under way is over.
 */
function watch(place: Place, port: number, settings: Settings, log: Logger): () => Promise<void> {
  let starting: Promise<void> | undefined;
  const restart = async () => {
    log.error({ cluster: place.cluster }, 'embedded database ended; starting it again');
    try {
      const { pid } = await start(place, port, settings);
      log.warn({ pid }, 'embedded database runs again');
    } catch (error) {
      log.error({ err: error }, 'embedded database did not start; trying again');
    } finally {
      starting = undefined;
    }
  };
  const timer = every(WATCH_MS, log, 'watch the embedded database', () => {
    if (!starting && !findPostmaster(place.cluster)) starting = restart();
  });
  timer.unref();
  return async () => {
    clearInterval(timer);
    await starting;
  };
}

/** Waits for a live server until it answers; undefined when there is none. */
async function adopt({ home, cluster }: Place): Promise<{ pid: number; port: number } | undefined> {
  for (let waited_s = 0; waited_s < START_S; waited_s += 0.1) {
    const postmaster = findPostmaster(cluster);
    if (!postmaster) return undefined;
    if (postmaster.ready && (await answers(clusterUrl(home, postmaster.port, 'postgres')))) return postmaster;
    await sleep(100);
  }
  throw postgresErrors.still_running({ folder: cluster, pid: findPostmaster(cluster)?.pid ?? 0 });
}

async function start(place: Place, port: number, settings: Settings): Promise<{ pid: number; port: number }> {
  const { cluster, home, user } = place;
  const log = join(home, 'postgres.log');
  closeSync(openSync(log, 'w', 0o600));
  if (user) chownSync(log, user.uid, user.gid);
  writeSettings(cluster, port || (await freePort()), settings);
  try {
    await pgCtl(place, ['start', '-w', '-t', String(START_S), '-l', log]);
  } catch {
    const raced = await adopt(place); // another process may have started the same cluster meanwhile
    if (raced) return raced;
    throw startError(readFileSync(log, 'utf8'), place, port);
  }
  const started = findPostmaster(cluster);
  if (!started) throw startError(readFileSync(log, 'utf8'), place, port);
  return started;
}

function startError(text: string, { home }: Place, port: number): Error {
  if (/could not bind|Address already in use/.test(text)) return postgresErrors.port_in_use({ port });
  if (/No space left on device/.test(text)) return postgresErrors.disk_full({ folder: home });
  const tail = text.trim().split('\n').slice(-5).join(' | ');
  return postgresErrors.did_not_start({ log: join(home, 'postgres.log'), tail });
}

/** The server is a grandchild of its own session: Ctrl-C in our terminal does not reach it. */
async function pgCtl({ binaries, cluster, home, user }: Place, args: string[]): Promise<void> {
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  const [command, ...rest] = args;
  await run(join(binaries.native, 'bin', 'pg_ctl'), [command, '-D', cluster, '-s', ...rest], {
    ...user,
    cwd: home,
    env,
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false; // starting up or shutting down: asked again
  }
}

async function ensureDatabase(home: string, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl(home, port, 'postgres') });
  client.on('error', () => undefined); // the statement under way fails, and says so
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04') throw error; // made by another process meanwhile
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
