import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface Measured {
  /** User and system time of the program and its children, s. */
  readonly cpu_s: number;
  readonly peak_mb: number;
  readonly stdout: string;
}

const LOOK_MS = 50;

/** Runs a program to its end. @throws Error with what it wrote when it fails */
export async function runMeasured(program: string, args: readonly string[]): Promise<Measured> {
  // The shell's own `times` tells the CPU time of its children.
  const script = '"$@" & echo "pid $!" >&2; wait $!; status=$?; echo >&2; times >&2; exit $status';
  const child = spawn('sh', ['-c', script, 'sh', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr, peak_mb] = ['', '', 0];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const timer = setInterval(() => {
    const pid = /^pid (\d+)/.exec(stderr)?.[1];
    if (pid) peak_mb = Math.max(peak_mb, peakOf(pid));
  }, LOOK_MS);
  const status = await new Promise<number | null>((resolve) => void child.on('close', resolve));
  clearInterval(timer);
  if (status !== 0)
    throw new Error(`${program} ended with ${status}: ${stderr.slice(-500)}${stdout.slice(-300)}`);
  return { cpu_s: cpuOf(stderr), peak_mb, stdout };
}

function peakOf(pid: string): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024;
}

/** The last line of `times`: "0m1.50s 0m0.20s". */
function cpuOf(stderr: string): number {
  const parts = [...(stderr.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}
