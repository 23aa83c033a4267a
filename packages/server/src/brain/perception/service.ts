import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import {
  addInto,
  estimateLinkStates,
  type FusionPart,
  LinkFusion,
  type LinkStates,
  type TravelSums,
} from '@opentocc/core/traffic';
import type { FixSample } from '../../base/quality/index.ts';
import type { Clock } from '../../kit/clock.ts';
import { invariant } from '../../kit/errors.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic } from '../../kit/topic.ts';
import { startWorker } from '../../kit/worker.ts';
import type { Datums, PerceivedPositions, QualityTick } from './model.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './protocol.ts';
import { ShardQueue, type ShardThread } from './shard-queue.ts';
import { splitBatch } from './split-batch.ts';

export interface PerceptionDeps {
  readonly network: RoadNetwork;
  readonly clock: Clock;
  readonly log: Logger;
  /** Threads that match; vehicles are spread over them by id. */
  readonly workers: number;
  /** Datums of the sources that do not send WGS-84, as they are now. */
  readonly datums: () => Datums;
  /** Hears what became of the fixes of each source, and looks into some of them. */
  readonly quality: {
    take(tick: QualityTick): void;
    look(fix: FixSample): void;
  };
  /** Free-flow speed of each link, km/h, and the state by it: the indices' business. */
  readonly freeFlow_kmh: () => Float32Array;
  readonly stateOf: (speed_kmh: number, free_flow_kmh: number) => number;
  /** Speed usual on each link at this time of the week, km/h, NaN where too few days are known. */
  readonly typical_kmh?: (at_ms: number) => Float32Array | undefined;
  /** Starts the thread of a shard; a worker thread of this process unless told otherwise. */
  readonly startThread?: (start: WorkerStart) => ShardThread;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
/** Travel that is reported or decided so much after the end of a window is still counted in it, the second time. */
const LATE_MS = 2 * MINUTE_MS;
const SETTLED_EVERY_MS = 5 * MINUTE_MS;
/** Fixes that may wait for all workers before the gateway is held back: about two seconds of a full load. */
const MAX_WAITING = 100_000;
/** A window is published without a worker that has not answered for so long. */
const WINDOW_PATIENCE_MS = 20_000;

/** A window that some workers have not told yet. */
interface OpenWindow {
  readonly asked_ms: number;
  readonly end_ms: number;
  sums: TravelSums | null;
  missing: number;
}

/**
 * From durable fixes to the state of every link: hands batches to the workers, asks them once a second where vehicles
 * are and at each full minute what was driven, and publishes one immutable snapshot. A worker that is slow delays its own
 * vehicles' positions only ({@link ShardQueue}); link states wait for all for {@link WINDOW_PATIENCE_MS}, because a state
 * without some vehicles is worse, and no state is worst.
 */
export function createPerception(deps: PerceptionDeps) {
  const { network, clock, log } = deps;
  const onError = (err: unknown) => log.error({ err }, 'a listener of perception failed');
  const linkStates = createTopic<LinkStates>(onError);
  const settledStates = createTopic<LinkStates>(onError);
  const positions = createTopic<PerceivedPositions>(onError);
  const queues = startShards(deps);
  const fusion = new LinkFusion(network);
  let current: LinkStates | null = null;
  let sequence = 0;
  let alive = true;
  let table_bytes = 0;
  /** Of windows before it this process may not have heard everything. */
  const first_minute_ms = (Math.floor(clock.now() / MINUTE_MS) + 1) * MINUTE_MS;
  let next_minute_ms = first_minute_ms;
  /** By number of the question. */
  const windows = new Map<number, OpenWindow>();
  let question = 0;
  let roomy: (() => void)[] = [];

  for (const queue of queues) {
    queue.thread.on('message', (reply) => hear(queue, reply));
    queue.thread.on('error', (err) => {
      alive = false;
      log.error({ err }, 'a matching thread failed; restart the platform, nothing durable is lost');
    });
  }
  const timer = setInterval(tick, SECOND_MS);

  function tick(): void {
    const now_ms = clock.now();
    tellAll({ type: 'second', at_ms: now_ms });
    lookAfterSlowOnes(now_ms);
    if (now_ms < next_minute_ms) return;
    const settled_ms = next_minute_ms - LATE_MS;
    if (settled_ms >= first_minute_ms && settled_ms % SETTLED_EVERY_MS === 0) ask(settled_ms, now_ms);
    ask(next_minute_ms, now_ms);
    next_minute_ms = (Math.floor(now_ms / MINUTE_MS) + 1) * MINUTE_MS;
  }

  function send(batch: FixBatch, counted: boolean): void {
    const datums = deps.datums();
    splitBatch(batch, queues.length).forEach((part, i) => {
      if (part) queues[i].send(part, datums, counted, clock.now());
    });
  }

  function tellAll(request: WorkerRequest): void {
    for (const { thread } of queues) thread.postMessage(request);
  }

  function ask(end_ms: number, now_ms: number): void {
    windows.set(++question, { asked_ms: now_ms, end_ms, sums: null, missing: queues.length });
    tellAll({ type: 'window', end_ms, question });
  }

  /** Goes on without threads that are behind for too long. */
  function lookAfterSlowOnes(now_ms: number): void {
    for (const [i, queue] of queues.entries())
      if (queue.look(now_ms))
        log.error(
          { thread: i, waiting_fixes: queue.waiting_fixes },
          'a matching thread is behind; the city goes on without its vehicles until it has caught up',
        );
    if (!queues.some(({ holds }) => holds)) releaseAll();
    for (const [number, { asked_ms, missing, sums, end_ms }] of windows) {
      if (now_ms - asked_ms < WINDOW_PATIENCE_MS) continue;
      windows.delete(number);
      log.warn({ end_ms, missing }, 'a window is published without matching threads that did not answer');
      if (sums) publish(sums);
    }
  }

  function hear(queue: ShardQueue, reply: WorkerReply): void {
    switch (reply.type) {
      case 'taken':
        queue.took(reply.fixes, clock.now());
        if (!queues.some(({ holds }) => holds)) releaseAll();
        return;
      case 'second':
        table_bytes = Math.max(table_bytes, reply.table_bytes);
        for (const tick of reply.quality) deps.quality.take(tick);
        for (const fix of reply.looks) deps.quality.look(fix);
        positions.publish(reply.positions);
        return;
      case 'window':
        gather(reply.question, reply.sums);
    }
  }

  function gather(number: number, sums: TravelSums): void {
    const window = windows.get(number);
    if (!window) return;
    if (window.sums) addInto(window.sums, sums);
    else window.sums = sums;
    if (--window.missing > 0) return;
    windows.delete(number);
    publish(window.sums);
  }

  function publish(sums: TravelSums): void {
    const { stateOf } = deps;
    const observed = estimateLinkStates(sums, {
      network_version: network.meta.version,
      sequence: ++sequence,
      free_flow_kmh: deps.freeFlow_kmh(),
      stateOf,
    });
    const typical_kmh = deps.typical_kmh?.(sums.window_start_ms);
    const states = fusion.fuse(sums, observed, { stateOf, typical_kmh });
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
      if (queues.some(({ holds }) => holds)) await new Promise<void>((resolve) => roomy.push(resolve));
    },
    isAlive: () => alive,
    /** What the value of a link now rests on, the weightiest first; empty before the first window. */
    partsOf: (link: number): FusionPart[] => (current ? fusion.partsOf(link, current) : []),
    metrics: () => ({
      waiting_fixes: queues.reduce((sum, { waiting_fixes }) => sum + waiting_fixes, 0),
      skipped_fixes: queues.reduce((sum, { skipped_fixes }) => sum + skipped_fixes, 0),
      slow_threads: queues.filter(({ is_left_alone }) => is_left_alone).length,
      table_bytes,
      link_states_sequence: sequence,
    }),
    async close(): Promise<void> {
      clearInterval(timer);
      releaseAll();
      await Promise.all(queues.map(({ thread }) => thread.terminate()));
    },
  };
}

export type Perception = ReturnType<typeof createPerception>;

function startShards({ network, workers, startThread = startWorkerThread }: PerceptionDeps): ShardQueue[] {
  invariant(workers > 0, 'perception needs at least one worker');
  const start: WorkerStart = { network, options: { shards: workers } };
  return Array.from({ length: workers }, () => new ShardQueue(startThread(start), MAX_WAITING / workers));
}

/** A shard in a thread of this process. */
export function startWorkerThread(start: WorkerStart): ShardThread {
  return startWorker(new URL('./perception-worker.ts', import.meta.url), start) as ShardThread;
}
