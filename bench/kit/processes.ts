import { readdirSync, readFileSync } from 'node:fs';

const CLOCK_TICKS_PER_S = 100;

/** Fields of a `/proc/…/stat` file behind the name, from the state on; undefined when the process is gone. */
function statOf(file: string): string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}

const ticks = (fields: readonly string[] | undefined, from: number, count: number): number =>
  fields?.slice(from, from + count).reduce((sum, field) => sum + Number(field) / CLOCK_TICKS_PER_S, 0) ??
  Number.NaN;

/** CPU time of a process, s (Linux); NaN elsewhere. */
export function cpuOf_s(pid: number): number {
  return ticks(statOf(`/proc/${pid}/stat`), 11, 2);
}

/** CPU time of the main thread of a process, s. */
export function mainThreadCpuOf_s(pid: number): number {
  return ticks(statOf(`/proc/${pid}/task/${pid}/stat`), 11, 2);
}

/** CPU time of the processes that a process has started, those that have ended included, s. */
export function childrenCpuOf_s(pid: number): number {
  const ended_s = ticks(statOf(`/proc/${pid}/stat`), 13, 2);
  return childrenOf(pid).reduce((sum, child) => sum + cpuOf_s(child) + childrenCpuOf_s(child), ended_s);
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((id) => id > 0 && Number(statOf(`/proc/${id}/stat`)?.[1]) === pid);
}

/** Resident memory of the main arena of a process's C library (its `[heap]`), MB (Linux); NaN elsewhere. */
export function mallocOf_mb(pid: number): number {
  try {
    const maps = readFileSync(`/proc/${pid}/smaps`, 'utf8');
    const kb = /\[heap\]\n(?:.*\n)*?Rss:\s+(\d+) kB/.exec(maps)?.[1];
    return Number(kb) / 1024;
  } catch {
    return Number.NaN;
  }
}
