import { setTimeout as sleep } from 'node:timers/promises';
import type { RoadNetwork } from '@opentocc/core/network';
import { createRandom } from '../random.ts';
import type { Defects } from './defects.ts';
import { Driving } from './drive.ts';
import { ForwardedVehicle, type Forwarding, isForwarded, PlatformLink } from './forwarded-vehicle.ts';
import { Latency } from './latency.ts';
import type { Motion } from './motion.ts';
import type { Reading } from './receiver.ts';
import { Reporter } from './reporter.ts';
import { fleetRoster, type RosterEntry } from './roster.ts';
import { steadyTraffic } from './steady-traffic.ts';
import { type FleetCounters, TerminalClient, type TerminalPort } from './terminal-client.ts';
import { TravelTruth } from './travel-truth.ts';

export interface FleetOptions {
  readonly network: RoadNetwork;
  readonly host: string;
  readonly port: number;
  /** Ignored when `roster` is given. */
  readonly vehicles?: number;
  /** The terminals to play; default `fleetRoster(vehicles, seed)`. */
  readonly roster?: readonly RosterEntry[];
  readonly seed: number;
  /** Seconds between two positions of a vehicle; default 10. Below 1 several carry the same second: for load only. */
  readonly interval_s?: number;
  /** Default: until `signal` ends it. */
  readonly duration_s?: number;
  /** Deviation of the position on each axis, m; default 5. */
  readonly noise_m?: number;
  readonly defects?: Defects;
  /** How its vehicles move; default in traffic that does not change. */
  readonly motion?: Motion;
  /** Hold back while 32 positions of a terminal are unanswered, and wait for the last answers at the end; default true. */
  readonly wait?: boolean;
  /** Connections opened each second; default 500. */
  readonly connect_per_s?: number;
  /** The clock of the terminals, UTC ms; default the machine's. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  /** Every five seconds. */
  readonly onProgress?: (progress: FleetProgress) => void;
  /** Trucks report to the platform of their firm, which forwards them; default: all have terminals of their own. */
  readonly forwarding?: Forwarding;
  /** Where the truth goes; default a new one, given back in the report. */
  readonly truth?: TravelTruth;
}

export interface FleetProgress extends Readonly<FleetCounters> {
  readonly seconds: number;
  /** Over the time since the last progress. */
  readonly sent_per_s: number;
  readonly acknowledged_per_s: number;
  /** From the write of a position to its answer. */
  readonly latency_p50_ms: number;
  readonly latency_p99_ms: number;
}

export interface FleetReport extends FleetProgress {
  /** Positions sent and neither acknowledged nor rejected at the end. */
  readonly unanswered: number;
  readonly truth: TravelTruth;
}

const PROGRESS_MS = 5000;
/** A step's positions are sent in this many slices, so that they do not come as one burst. */
const SLICES = 10;
const HEARTBEAT_S = 60;
const WINDOW = 32;
/** How long the last answers are waited for, ms: what a platform forwards is counted to it each ten seconds and a little. */
const LAST_ANSWERS_MS = 15_000;
/** A sender that is later than this leaves out what it missed instead of catching up. */
const LATEST_MS = 5000;

/**
 * Drives a fleet in real time and sends its positions as JT/T 808 over TCP, each vehicle on a connection of its own; with
 * `forwarding`, those of trucks as JT/T 809 on the link of one platform.
 * Ends after `duration_s` or by `signal`, and reports what was sent, answered and true. For 10,000 connections the
 * process needs as many file descriptors (`ulimit -n`).
 */
export async function runFleet(options: FleetOptions): Promise<FleetReport> {
  const run = new FleetRun(options);
  try {
    await Promise.all([run.openAll(), run.drive()]);
    await run.awaitAnswers();
    return run.report();
  } finally {
    run.close();
  }
}

function steadyDriving(
  { network, seed, interval_s = 10 }: FleetOptions,
  truth: TravelTruth,
  roster: readonly RosterEntry[],
  now_ms: number,
): Driving {
  const step_ms = Math.min(1000, interval_s * 1000);
  const from_ms = Math.floor(now_ms / 1000) * 1000 - step_ms;
  return new Driving({ network, field: steadyTraffic(network, seed), truth, roster, seed, from_ms, step_ms });
}

/** What speaks for a vehicle: a terminal of its own, or the platform of its firm. */
interface Sender {
  /** Positions that wait for their answer. */
  readonly unanswered: number;
  open(): void;
  send(reading: Reading): void;
  /** Missing where something else says that the link stands. */
  heartbeat?(): void;
  close(): void;
}

class FleetRun {
  readonly #options: FleetOptions;
  readonly #now: () => number;
  readonly #start_ms: number;
  readonly #counters: FleetCounters = {
    connected: 0,
    online: 0,
    refused: 0,
    reconnects: 0,
    sent: 0,
    acknowledged: 0,
    rejected: 0,
    skipped: 0,
  };
  readonly #latency = new Latency();
  readonly #truth: TravelTruth;
  readonly #motion: Motion;
  readonly #reporter: Reporter;
  readonly #terminals: readonly Sender[];
  readonly #platform: PlatformLink | undefined;
  #last = { at_ms: 0, sent: 0, acknowledged: 0 };

  constructor(options: FleetOptions) {
    const { network, seed, wait = true, now = Date.now } = options;
    const roster = options.roster ?? fleetRoster(options.vehicles ?? 1000, seed);
    const random = createRandom(seed + 17);
    const port: TerminalPort = {
      host: options.host,
      port: options.port,
      counters: this.#counters,
      latency: this.#latency,
      now: () => performance.now(),
      random: random.next,
      window: wait ? WINDOW : Number.POSITIVE_INFINITY,
    };
    this.#options = options;
    this.#now = now;
    this.#truth = options.truth ?? new TravelTruth(network);
    this.#motion = options.motion ?? steadyDriving(options, this.#truth, roster, now());
    this.#reporter = new Reporter(this.#motion, options);
    const platform = options.forwarding && new PlatformLink(options.forwarding, this.#counters, now);
    this.#platform = platform;
    this.#terminals = roster.map((entry) =>
      platform && isForwarded(entry)
        ? new ForwardedVehicle(entry, platform, this.#counters)
        : new TerminalClient(entry, port),
    );
    this.#start_ms = now();
    this.#last.at_ms = this.#start_ms;
  }

  async openAll(): Promise<void> {
    this.#platform?.open();
    const per_slice = Math.max(1, Math.round((this.#options.connect_per_s ?? 500) / 50));
    for (let v = 0; v < this.#terminals.length && !this.#over(); v += per_slice) {
      for (const terminal of this.#terminals.slice(v, v + per_slice)) terminal.open();
      await sleep(20);
    }
  }

  async drive(): Promise<void> {
    const motion = this.#motion;
    const emit = (v: number, reading: Reading) => this.#terminals[v].send(reading);
    while (!this.#over()) {
      motion.step();
      const due = this.#dueVehicles();
      for (let slice = 0; slice < SLICES; slice += 1) {
        for (let k = slice; k < due.length; k += SLICES) this.#reporter.report(due[k], emit);
        await this.#until(motion.now_ms + ((slice + 1) * motion.step_ms) / SLICES);
      }
      while (this.#now() - motion.now_ms > LATEST_MS) motion.step();
      this.#progress();
    }
  }

  async awaitAnswers(): Promise<void> {
    if (this.#options.wait === false) return;
    const latest_ms = this.#now() + LAST_ANSWERS_MS;
    while (this.#unanswered() > 0 && this.#now() < latest_ms) await sleep(50);
  }

  report(): FleetReport {
    const { sent, acknowledged, rejected } = this.#counters;
    this.#last = { at_ms: this.#start_ms, sent: 0, acknowledged: 0 };
    return { ...this.#progressNow(), unanswered: sent - acknowledged - rejected, truth: this.#truth };
  }

  close(): void {
    for (const terminal of this.#terminals) terminal.close();
    this.#platform?.close();
  }

  #unanswered(): number {
    const platform = this.#platform?.unanswered ?? 0;
    return this.#terminals.reduce((sum, terminal) => sum + terminal.unanswered, platform);
  }

  #over(): boolean {
    const { duration_s = Number.POSITIVE_INFINITY, signal } = this.#options;
    return signal?.aborted === true || this.#now() - this.#start_ms >= duration_s * 1000;
  }

  #dueVehicles(): number[] {
    const motion = this.#motion;
    const interval_s = Math.max(this.#options.interval_s ?? 10, motion.step_ms / 1000);
    const second = Math.round(motion.now_ms / motion.step_ms) * (motion.step_ms / 1000);
    const due: number[] = [];
    for (let v = 0; v < motion.count; v += 1) {
      if (interval_s <= 1 || (second + v) % interval_s < 1) due.push(v);
      if ((second + v) % HEARTBEAT_S === 0) this.#terminals[v].heartbeat?.();
    }
    return due;
  }

  /** Sleeps until the clock shows `at_ms`; at least lets the sockets have their turn. */
  async #until(at_ms: number): Promise<void> {
    await sleep(Math.max(0, at_ms - this.#now()));
  }

  #progress(): void {
    if (this.#now() - this.#last.at_ms < PROGRESS_MS) return;
    const progress = this.#progressNow();
    this.#last = { at_ms: this.#now(), sent: progress.sent, acknowledged: progress.acknowledged };
    this.#options.onProgress?.(progress);
  }

  #progressNow(): FleetProgress {
    const counters = this.#counters;
    const now_ms = this.#now();
    const over_s = Math.max(0.001, (now_ms - this.#last.at_ms) / 1000);
    return {
      ...counters,
      seconds: (now_ms - this.#start_ms) / 1000,
      sent_per_s: (counters.sent - this.#last.sent) / over_s,
      acknowledged_per_s: (counters.acknowledged - this.#last.acknowledged) / over_s,
      latency_p50_ms: this.#latency.percentile(0.5),
      latency_p99_ms: this.#latency.percentile(0.99),
    };
  }
}
