import type { ReachLists } from '@opentocc/core/matching';
import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import { MINUTE_MS, SECOND_MS } from '@opentocc/core/time';
import {
  detectionsOf,
  estimateLinkStates,
  type FusionPart,
  LinkFusion,
  type LinkStates,
  type SpotCount,
  type TravelSums,
} from '@opentocc/core/traffic';
import type { FixSample } from '../../base/quality/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { createTopic } from '../../kit/topic.ts';
import { every } from '../../kit/unattended.ts';
import { EndedTally } from './ended-tally.ts';
import type { PassedWindow, PerceivedPositions, QualityTick, TraitsOfSources } from './model.ts';
import { OpenWindows } from './open-windows.ts';
import type { WorkerReply, WorkerStart } from './protocol.ts';
import type { ShardThread } from './shard-queue.ts';
import { Shards } from './shards.ts';
import type { VehicleClasses } from './vehicle-classes.ts';

export interface PerceptionDeps {
  readonly network: RoadNetwork;
  /** Precomputed routes of cars, for all threads. */
  readonly lists?: ReachLists;
  /** What class each vehicle is of; unknown without it. */
  readonly classes?: VehicleClasses;
  readonly clock: Clock;
  readonly log: Logger;
  /** Threads that match; vehicles are spread over them by id. */
  readonly workers: number;
  /** Datum and position error of the sources, as they are now. */
  readonly traits: () => TraitsOfSources;
  /** Blocks of the durable log since an instant, to rebuild the state of a shard in another thread. */
  readonly blocksSince: (from_ms: number) => AsyncIterable<Uint8Array>;
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
  /** What detectors counted in a window. */
  readonly detectionsIn?: (start_ms: number, end_ms: number) => readonly SpotCount[];
  /** Share of all vehicles that report, over 0 to 1; assumed where it is not known. */
  readonly penetration_rate?: number;
  /** Starts the thread of a shard; a worker thread of this process by default. */
  readonly startThread?: (start: WorkerStart) => ShardThread;
}

/** Travel that is reported or decided so much after the end of a window is still counted in it, the second time. */
const LATE_MS = 2 * MINUTE_MS;
const SETTLED_EVERY_MS = 5 * MINUTE_MS;
/** A window is published without a worker that has not answered for so long. */
const WINDOW_PATIENCE_MS = 20_000;

/**
 * From durable fixes to the state of every link: hands batches to the {@link Shards}, asks them once a second where
 * vehicles are and at each full minute what was driven, and publishes one immutable snapshot. A thread that is slow delays
 * its own vehicles' positions only; link states wait for all for {@link WINDOW_PATIENCE_MS}, because a state without some
 * vehicles is worse, and no state is worst.
 */
export function createPerception(deps: PerceptionDeps) {
  const { network, classes, clock, log, traits, blocksSince, startThread } = deps;
  const onError = (err: unknown) => log.error({ err }, 'a listener of perception failed');
  const linkStates = createTopic<LinkStates>(onError);
  const settledStates = createTopic<LinkStates>(onError);
  const passes = createTopic<PassedWindow>(onError);
  const positions = createTopic<PerceivedPositions>(onError);
  const options = { shards: deps.workers, lists: deps.lists, classes: classes?.table };
  const start: WorkerStart = { network, options };
  const shards = new Shards({ start, clock, log, traits, blocksSince, startThread, hear });
  const { penetration_rate } = deps;
  const fusion = new LinkFusion(network, penetration_rate === undefined ? {} : { penetration_rate });
  let current: LinkStates | null = null;
  const ended = new EndedTally(network.link_count);
  let sequence = 0;
  let table_bytes = 0;
  let passes_too_fast = 0;
  /** Earlier windows may lack batches that came before this process started. */
  const first_minute_ms = (Math.floor(clock.now() / MINUTE_MS) + 1) * MINUTE_MS;
  let next_minute_ms = first_minute_ms;
  const windows = new OpenWindows({
    log,
    patience_ms: WINDOW_PATIENCE_MS,
    ask: (end_ms, question) => shards.ask(end_ms, question),
    onComplete: publish,
  });

  const timer = every(SECOND_MS, log, 'perception tick', tick);

  function tick(): void {
    const now_ms = clock.now();
    shards.tick(now_ms);
    windows.giveUp(now_ms);
    if (now_ms < next_minute_ms) return;
    const settled_ms = next_minute_ms - LATE_MS;
    if (settled_ms >= first_minute_ms && settled_ms % SETTLED_EVERY_MS === 0) windows.ask(settled_ms, now_ms);
    windows.ask(next_minute_ms, now_ms);
    next_minute_ms = (Math.floor(now_ms / MINUTE_MS) + 1) * MINUTE_MS;
  }

  function take(batch: FixBatch, counted: boolean): void {
    classes?.note(batch);
    shards.send(batch, counted);
  }

  function hear(reply: WorkerReply): void {
    if (reply.type === 'window') {
      ended.add(reply.ended);
      windows.gather(reply.question, reply.sums);
    }
    if (reply.type !== 'second') return;
    table_bytes = Math.max(table_bytes, reply.table_bytes);
    passes_too_fast += reply.passes_too_fast;
    for (const tick of reply.quality) deps.quality.take(tick);
    for (const fix of reply.looks) deps.quality.look(fix);
    positions.publish(reply.positions);
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
    const spots = deps.detectionsIn?.(sums.window_start_ms, sums.window_end_ms);
    const detections = spots && detectionsOf(spots);
    const states = fusion.fuse(sums, observed, { stateOf, typical_kmh, detections });
    if (current && states.window_end_ms <= current.window_end_ms) {
      settledStates.publish(states);
      return;
    }
    current = states;
    shards.expect(fusion.expectation(states));
    linkStates.publish(states);
    const { speed_kmh, samples, window_end_ms: end_ms } = observed;
    passes.publish({ end_ms, speed_kmh, samples, distance_m: sums.distance, fresh: ended.take() });
  }

  return {
    /** A snapshot after each full minute. */
    linkStates,
    /** Windows that end at a full five minutes once more, two minutes later, with what came late. */
    settledStates,
    /** With each snapshot, what its passes say alone. */
    passes,
    /** Each second, the vehicles that reported in it. */
    positions,
    /** The newest snapshot, null before the first. */
    current: (): LinkStates | null => current,
    /** Takes durable fixes, in the order received. */
    accept: (batch: FixBatch): void => take(batch, true),
    /** Takes fixes that were taken before a restart: the state of the city comes back, quality is not counted twice. */
    recall: (batch: FixBatch): void => take(batch, false),
    /** Resolves when there is room for more fixes: who writes them waits for it, so that a queue cannot grow. */
    room: (): Promise<void> => shards.room(),
    isAlive: () => shards.isAlive,
    /** What the value of a link now rests on, the weightiest first; empty before the first window. */
    partsOf: (link: number): FusionPart[] => (current ? fusion.partsOf(link, current) : []),
    metrics: () => ({
      ...shards.metrics(),
      table_bytes,
      passes_too_fast,
      link_states_sequence: sequence,
    }),
    async close(): Promise<void> {
      clearInterval(timer);
      await shards.close();
    },
  };
}

export type Perception = ReturnType<typeof createPerception>;
