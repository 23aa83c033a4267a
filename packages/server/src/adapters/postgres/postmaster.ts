import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/**
 * The live server of a cluster. A server that was killed may stay as a zombie where nothing reaps it (a container
 * whose first process is Node): its pid still exists and PostgreSQL itself would refuse to start. Such a leftover file
 * is removed here, but only once no process works in the cluster's folder any more.
 */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n');
  if (isServer(Number(pid)))
    return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' };
  if (processesIn(cluster).length === 0) rmSync(file, { force: true });
  return undefined;
}

/** A live process that is a PostgreSQL server, as far as this platform can tell. */
function isServer(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === undefined) return true; // no /proc: believe the pid
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  return state !== 'Z' && stat.includes('(postgres)');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Processes whose working folder is the cluster: the server and its workers. Empty where there is no /proc. */
function processesIn(cluster: string): number[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === cluster)
    .map(Number);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // ended meanwhile, a zombie, or another user's
  }
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // no /proc here, or ended meanwhile
  }
}
