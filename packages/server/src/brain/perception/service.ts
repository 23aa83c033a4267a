import type { Worker } from 'node:worker_threads';
import type { RejectReason } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { addInto, estimateLinkStates, type LinkStates, type TravelSums } from '@opentocc/core/traffic';
import type { Clock } from '../../kit/clock.ts';
import { invariant } from '../../kit/errors.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic } from '../../kit/topic.ts';
import { startWorker } from '../../kit/worker.ts';
import type { Datums, PerceivedPositions } from './model.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './protocol.ts';
import { buffersOf, splitBatch } from './split-batch.ts';

export interface PerceptionDeps {
  readonly network: RoadNetwork;
  readonly clock: Clock;
  readonly log: Logger;
  /** Threads that match; vehicles are spread over them by id. */
  readonly workers: number;
  /** Datums of the sources that do not send WGS-84, as they are now. */
  readonly datums: () => Datums;
  /** Hears what became of the fixes of each source. */
  readonly quality: {
    accept(source: number, n: number): void;
    count(source: number, reason: RejectReason, n: number): void;
    delay(source: number, delay_s: number): void;
  };
  /** Free-flow speed of each link, km/h, and the state by it: the indices' business. */
  readonly freeFlow_kmh: () => Float32Array;
  readonly stateOf: (speed_kmh: number, free_flow_kmh: number) => number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** Travel that is reported or decided so much after the end of a window is still counted in it, the second time. */
const LATE_MS = 2 * MINUTE_MS;
const SETTLED_EVERY_MS = 5 * MINUTE_MS;
/** Fixes that may wait for the workers before the gateway is held back: about two seconds of a full load. */
const MAX_WAITING = 100_000;

/**
 * From durable fixes to the state of every link: hands batches to the workers, asks them once a second where vehicles
 * are and at each full minute what was driven, and publishes one immutable snapshot. A worker that is slow delays its own
 * vehicles' positions; link states wait for all, because a state without some vehicles would be wrong.
 */
export function createPerception(deps: PerceptionDeps) {
  const { network, clock, log } = deps;
  const onError = (err: unknown) => log.error({ err }, 'a listener of perception failed');
  const linkStates = createTopic<LinkStates>(onError);
  const settledStates = createTopic<LinkStates>(onError);
  const positions = createTopic<PerceivedPositions>(onError);
  const workers = Array.from({ length: deps.workers }, () => startShard(deps));
  let current: LinkStates | null = null;
  let sequence = 0;
  let waiting = 0;
  let alive = true;
  let table_bytes = 0;
  /** Of windows before it this process may not have heard everything. */
  const first_minute_ms = (Math.floor(clock.now() / MINUTE_MS) + 1) * MINUTE_MS;
  let next_minute_ms = first_minute_ms;
  /** Windows that some workers have not told yet, by their end. */
  const windows = new Map<number, { readonly sums: TravelSums; missing: number }>();
  let roomy: (() => void)[] = [];

  for (const worker of workers) {
    worker.on('message', (reply: WorkerReply) => hear(reply));
    worker.on('error', (err) => {
      alive = false;
      log.error({ err }, 'a matching thread failed; restart the platform, nothing durable is lost');
    });
  }
  const timer = setInterval(tick, SECOND_MS);

  function tick(): void {
    const now_ms = clock.now();
    tellAll({ type: 'second', at_ms: now_ms });
    if (now_ms < next_minute_ms) return;
    tellAll({ type: 'window', end_ms: next_minute_ms });
    const settled_ms = next_minute_ms - LATE_MS;
    if (settled_ms >= first_minute_ms && settled_ms % SETTLED_EVERY_MS === 0)
      tellAll({ type: 'window', end_ms: settled_ms });
    next_minute_ms = (Math.floor(now_ms / MINUTE_MS) + 1) * MINUTE_MS;
  }

  function send(batch: FixBatch, counted: boolean): void {
    waiting += batch.length;
    const datums = deps.datums();
    splitBatch(batch, workers.length).forEach((part, i) => {
      if (part) workers[i].postMessage({ type: 'batch', batch: part, datums, counted }, buffersOf(part));
    });
  }

  function tellAll(request: WorkerRequest): void {
    for (const worker of workers) worker.postMessage(request);
  }

  function hear(reply: WorkerReply): void {
    switch (reply.type) {
      case 'taken':
        waiting -= reply.fixes;
        if (waiting < MAX_WAITING) releaseAll();
        return;
      case 'second':
        table_bytes = Math.max(table_bytes, reply.table_bytes);
        for (const { source, accepted, rejected, delay_s } of reply.quality) {
          deps.quality.accept(source, accepted);
          for (const [reason, n] of Object.entries(rejected))
            deps.quality.count(source, reason as RejectReason, n);
          for (const delay of delay_s) deps.quality.delay(source, delay);
        }
        positions.publish(reply.positions);
        return;
      case 'window':
        gather(reply.sums);
    }
  }

  function gather(sums: TravelSums): void {
    const window = windows.get(sums.window_end_ms) ?? { sums, missing: workers.length };
    if (window.sums !== sums) addInto(window.sums, sums);
    windows.set(sums.window_end_ms, window);
    if (--window.missing > 0) return;
    windows.delete(sums.window_end_ms);
    const states = estimateLinkStates(window.sums, {
      network_version: network.meta.version,
      sequence: ++sequence,
      free_flow_kmh: deps.freeFlow_kmh(),
      stateOf: deps.stateOf,
    });
    if (current && states.window_end_ms <= current.window_end_ms) {
      settledStates.publish(states);
      return;
    }
    current = states;
    linkStates.publish(states);
  }

  function releaseAll(): void {
    const released = roomy;
    roomy = [];
    for (const release of released) release();
  }

  return {
    /** A snapshot after each full minute. */
    linkStates,
    /** Windows that end at a full five minutes once more, two minutes later, with what came late. */
    settledStates,
    /** Each second, the vehicles that reported in it. */
    positions,
    /** The newest snapshot, null before the first. */
    current: (): LinkStates | null => current,
    /** Takes durable fixes, in the order received. */
    accept: (batch: FixBatch): void => send(batch, true),
    /** Takes fixes that were taken before a restart: the state of the city comes back, quality is not counted twice. */
    recall: (batch: FixBatch): void => send(batch, false),
    /** Resolves when there is room for more fixes: who writes them waits for it, so that a queue cannot grow. */
    async room(): Promise<void> {
      if (waiting >= MAX_WAITING) await new Promise<void>((resolve) => roomy.push(resolve));
    },
    isAlive: () => alive,
    metrics: () => ({ waiting_fixes: waiting, table_bytes, link_states_sequence: sequence }),
    async close(): Promise<void> {
      clearInterval(timer);
      releaseAll();
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

export type Perception = ReturnType<typeof createPerception>;

function startShard({ network, workers }: PerceptionDeps): Worker {
  invariant(workers > 0, 'perception needs at least one worker');
  const start: WorkerStart = { network, options: { shards: workers } };
  return startWorker(new URL('./perception-worker.ts', import.meta.url), start);
}
