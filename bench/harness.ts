import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** One published number. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What a reader must know to judge it: data set, setting, peer. */
  readonly note?: string;
}

/** A benchmark: `bench/<name>.ts` exports one as `run`. Data that is absent is said in a line, not a failure. */
export type Bench = (args: readonly string[], report: (figure: Figure) => void) => Promise<void>;

/** The machine and the commit that stand beside every published figure. */
export function provenance(): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, commit ${commit}`;
}

/** CPU time of this process (all threads) since it started, s: steadier than wall time on a shared machine. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The value below which a share of the values lies; NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0
    ? Number.NaN
    : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
