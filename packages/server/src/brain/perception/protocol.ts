import type { RoadNetwork } from '@opentocc/core/network';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { EndedPasses, LinkExpectation, TravelSums } from '@opentocc/core/traffic';
import type { FixSample } from '../../base/quality/index.ts';
import type { PerceivedPositions, QualityTick, TraitsOfSources } from './model.ts';
import type { ShardOptions } from './shard.ts';

/** What a worker is started with; the network's columns are shared memory. */
export interface WorkerStart {
  readonly network: RoadNetwork;
  readonly options: ShardOptions;
}

/** Which rows of the durable log a shard takes again: its own that came in (after, until], UTC ms. */
export interface RecallRange {
  readonly shard: number;
  readonly after_ms: number;
  readonly until_ms: number;
  /** Rows that came up to then were counted when they were first taken. */
  readonly counted_until_ms: number;
}

/** From the main thread to a worker, taken in order. */
export type WorkerRequest =
  | {
      readonly type: 'batch';
      readonly batch: FixBatch;
      readonly traits: TraitsOfSources;
      readonly counted: boolean;
    }
  /** Blocks of the durable log, undecoded. */
  | {
      readonly type: 'recall';
      readonly blocks: readonly Uint8Array[];
      readonly range: RecallRange;
      readonly traits: TraitsOfSources;
    }
  | { readonly type: 'second'; readonly at_ms: number }
  /** What traffic does now, after each window. */
  | { readonly type: 'expectation'; readonly expected: LinkExpectation }
  /** `question` comes back with the answer: one that comes too late is of no use. */
  | { readonly type: 'window'; readonly end_ms: number; readonly question: number };

/** From a worker to the main thread. */
export type WorkerReply =
  | { readonly type: 'taken'; readonly fixes: number }
  | { readonly type: 'recalled' }
  | {
      readonly type: 'second';
      readonly positions: PerceivedPositions;
      readonly quality: readonly QualityTick[];
      /** Fixes to be looked into, as they were sent. */
      readonly looks: readonly FixSample[];
      readonly table_bytes: number;
      /** Since the last second. */
      readonly passes_too_fast: number;
    }
  | {
      readonly type: 'window';
      readonly question: number;
      readonly sums: TravelSums;
      /** Since the last window. */
      readonly ended: EndedPasses;
    };
