import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { decodeNetwork } from '@opentocc/core/network';
import { MINUTE_MS } from '@opentocc/core/time';
import { type Acknowledged, fleetRoster, type LoadCounts, LoadFleet } from '@opentocc/testkit/fleet';

const SEED = 1;
/** Waits are counted in classes of so many ms, up to two minutes. */
export const WAIT_CLASS_MS = 10;
const WAIT_CLASSES = 12_000;
const LAST_ANSWERS_MS = 30_000;

/** What a fleet process is to do. */
export interface FleetOrder {
  readonly network_file: string;
  readonly port: number;
  readonly vehicles: number;
  readonly step_ms: number;
}

/** How it stands. */
export interface FleetProgress {
  readonly counts: LoadCounts;
  /** From the write of a frame to its acknowledgement, ms. */
  readonly p50_ms: number;
  readonly p99_ms: number;
}

export interface FleetResult extends FleetProgress {
  readonly acknowledged: Acknowledged;
  /**
   * By the first full minute after the acknowledgement, UTC ms: how many fixes were sent so long before it, in classes
   * of {@link WAIT_CLASS_MS}.
   */
  readonly waits: ReadonlyMap<number, Uint32Array>;
}

type FleetMessage =
  | { readonly type: 'open' }
  | { readonly type: 'progress'; readonly progress: FleetProgress }
  | { readonly type: 'result'; readonly result: FleetResult };

/** The fleet of a soak in a process of its own, so that its CPU time is measured apart from the platform's. */
export interface FleetProcess {
  readonly pid: number;
  readonly progress: FleetProgress | undefined;
  /** Sends until then and waits for the last answers. */
  drive(until_ms: number): Promise<FleetResult>;
  end(): void;
}

/** Resolves when all terminals have shown their codes. */
export function startFleet(order: FleetOrder): Promise<FleetProcess> {
  const child = fork(import.meta.filename, [], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the fleet ended with ${code}`)));
    let progress: FleetProgress | undefined;
    let finish: (result: FleetResult) => void = () => undefined;
    child.on('message', (message: FleetMessage) => {
      if (message.type === 'progress') progress = message.progress;
      else if (message.type === 'result') finish(message.result);
      else
        resolve({
          pid: child.pid ?? 0,
          get progress() {
            return progress;
          },
          drive: (until_ms) =>
            driven(child, until_ms, (done) => {
              finish = done;
            }),
          end: () => child.kill('SIGKILL'),
        });
    });
  });
}

function driven(
  child: ChildProcess,
  until_ms: number,
  onResult: (finish: (result: FleetResult) => void) => void,
): Promise<FleetResult> {
  child.send(until_ms);
  return new Promise((resolve, reject) => {
    onResult(resolve);
    child.once('exit', (code) => reject(new Error(`the fleet ended with ${code}`)));
  });
}

/** Child process. */
async function beFleet({ network_file, port, vehicles, step_ms }: FleetOrder): Promise<void> {
  const waits = new Map<number, Uint32Array>();
  const fleet = new LoadFleet({
    network: decodeNetwork(new Uint8Array(readFileSync(network_file)).buffer),
    host: '127.0.0.1',
    port,
    roster: fleetRoster(vehicles, SEED),
    seed: SEED,
    step_ms,
    onAnswer: (sent_ms, answered_ms) => countWait(waits, sent_ms, answered_ms),
  });
  const progress = (): FleetProgress => ({
    counts: fleet.counts,
    p50_ms: fleet.latency.percentile(0.5),
    p99_ms: fleet.latency.percentile(0.99),
  });
  const tell = (message: FleetMessage) => process.send?.(message);
  await fleet.open();
  const until_ms = new Promise<number>((resolve) => process.once('message', resolve));
  tell({ type: 'open' });
  const timer = setInterval(() => tell({ type: 'progress', progress: progress() }), 1000);
  await fleet.drive(await until_ms);
  await fleet.awaitAnswers(LAST_ANSWERS_MS);
  clearInterval(timer);
  const result = { ...progress(), acknowledged: fleet.acknowledged, waits };
  await new Promise((sent) => process.send?.({ type: 'result', result } satisfies FleetMessage, sent));
  fleet.close();
  process.disconnect();
}

function countWait(waits: Map<number, Uint32Array>, sent_ms: number, answered_ms: number): void {
  const minute_ms = Math.ceil(answered_ms / MINUTE_MS) * MINUTE_MS;
  let classes = waits.get(minute_ms);
  if (!classes) {
    classes = new Uint32Array(WAIT_CLASSES);
    waits.set(minute_ms, classes);
  }
  classes[Math.min(WAIT_CLASSES - 1, Math.floor((minute_ms - sent_ms) / WAIT_CLASS_MS))]++;
}

if (process.send && process.argv[1] === import.meta.filename)
  process.once('message', (order: FleetOrder) => void beFleet(order));
