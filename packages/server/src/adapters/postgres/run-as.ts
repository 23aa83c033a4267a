import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { postgresErrors } from './errors.ts';

/** The user that the database server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. A cluster that exists keeps its owner; a new one belongs to `postgres`, or to
 * `nobody` where that is missing.
 * @param cluster folder of the cluster, which need not exist.
 * @returns undefined when this process is not root and needs no other user.
 */
export function serverUser(cluster: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const user = findUser('postgres') ?? findUser('nobody');
  if (!user) throw postgresErrors.no_user();
  return user;
}

function findUser(name: string): ServerUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':').map(Number);
  return { uid, gid };
}

/** True when `user` may pass through every folder down to `path`. Without a user it is our own right: true. */
export function canReach(path: string, user: ServerUser | undefined): boolean {
  if (!user) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && !maySearch(folder, user)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function maySearch(folder: string, { uid, gid }: ServerUser): boolean {
  const stat = statSync(folder);
  if (stat.uid === uid) return (stat.mode & 0o100) !== 0;
  if (stat.gid === gid) return (stat.mode & 0o010) !== 0;
  return (stat.mode & 0o001) !== 0;
}
