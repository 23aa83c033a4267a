import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from './binaries.ts';
import { postgresErrors } from './errors.ts';
import type { ServerUser } from './run-as.ts';

const run = promisify(execFile);

/** The one database user of the embedded server. */
export const CLUSTER_USER = 'opentocc';

/** Settings of a server, as in postgresql.conf. */
export type Settings = Record<string, string>;

/**
 * Loopback only, every commit on disk before it is answered. 4 GB of WAL between checkpoints because the telemetry log
 * writes 100 MB/s in bursts and a checkpoint in each minute halves it; no replication, so the least WAL.
 */
const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  min_wal_size: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_buffers: '64MB',
  checkpoint_timeout: '15min',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  lc_messages: 'C',
  log_min_messages: 'warning',
};

/**
 * Makes the cluster when there is none: in a scratch folder, renamed when complete, so that a crash leaves no half.
 * @param home folder that holds the cluster and the password.
 * @throws AppError when an existing cluster is of another version.
 */
export async function ensureCluster(
  home: string,
  binaries: PostgresBinaries,
  user: ServerUser | undefined,
): Promise<void> {
  const cluster = join(home, 'postgres');
  if (existsSync(cluster)) return requireVersion(cluster, binaries.major);
  for (const name of readdirSync(home))
    if (name.startsWith('postgres.new-')) rmSync(join(home, name), { recursive: true });
  const password = ensurePassword(home, user);
  const scratch = join(home, `postgres.new-${process.pid}`);
  mkdirSync(scratch, { mode: 0o700 });
  if (user) chownSync(scratch, user.uid, user.gid);
  await run(
    join(binaries.native, 'bin', 'initdb'),
    [
      ['-D', scratch, '-U', CLUSTER_USER, `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8'],
      ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ].flat(),
    { ...user, cwd: home, env: { PATH: process.env.PATH } },
  );
  writeFileSync(join(scratch, 'postgresql.conf'), "include 'opentocc.conf'\n");
  renameSync(scratch, cluster);
}

function requireVersion(cluster: string, expected: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found !== expected) throw postgresErrors.other_version({ folder: cluster, found, expected });
}

function ensurePassword(home: string, user: ServerUser | undefined): string {
  const file = join(home, 'postgres-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  chmodSync(file, 0o600);
  if (user) chownSync(file, user.uid, user.gid);
  return file;
}

/** Writes the settings for the next start; they belong to the program, not to the cluster. */
export function writeSettings(cluster: string, port: number, extra: Settings): void {
  const settings: Settings = { ...SETTINGS, ...extra, port: String(port) };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  writeFileSync(join(cluster, 'opentocc.conf'), `${lines.join('\n')}\n`);
  chmodSync(join(cluster, 'opentocc.conf'), 0o644);
}

/** URL of the embedded server, with the password that only this user can read. */
export function clusterUrl(home: string, port: number, database: string): string {
  const password = readFileSync(join(home, 'postgres-password'), 'utf8');
  return `postgres://${CLUSTER_USER}:${password}@127.0.0.1:${port}/${database}`;
}
