import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import { every } from '../../kit/unattended.ts';
import { decodeFixes, saysOfHolds } from './batch-codec.ts';
import type { Shelf } from './compaction.ts';
import { createCompactor } from './compactor.ts';
import { type DatasetCode, RETENTION, type RetentionRule } from './dataset.ts';
import { openCatalogue } from './files.ts';
import { createLogStore } from './log-store.ts';
import { createLogWriters } from './log-writers.ts';
import type { ParquetPort } from './parquet-port.ts';
import { createPast, createStock } from './past.ts';
import type { Box } from './placed-rows.ts';
import { createQueries } from './queries.ts';
import { overlapping } from './search.ts';

const COMPACT_EVERY_MS = 300_000;

export interface HistoryDeps {
  readonly db: Db;
  /** Folder of the installation; the files are in its subfolder `history`. */
  readonly data_dir: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly parquet: ParquetPort;
  /** The network in force: link ids of another version mean other links and are left out. */
  readonly network: () => {
    readonly version: string;
    readonly link_count: number;
    readonly link_length_m?: ArrayLike<number>;
    /** Where its roads are: places far outside are no answer. Without it, the Earth. */
    readonly box?: Box;
  };
  /** Position in WGS-84 of one that `source` reported; without it, sources report WGS-84. */
  readonly toWgs84?: (source: number, lon: number, lat: number) => readonly [lon: number, lat: number];
  /** Position in VEHICLE_CLASSES of a vehicle, for replay; without it, `other`. */
  readonly vehicleClass?: (vehicle: number) => number;
  /** Code of the district of a link; without it, links lie in none, and only who reaches the whole city sees them. */
  readonly districtOf?: (link: number) => string | null;
  readonly retention?: readonly RetentionRule[];
}

export type History = ReturnType<typeof createHistory>;

/**
 * The past: everything perceived, durable the moment it is accepted, and after minutes in open Parquet files by day.
 * Call `start` before anything else.
 */
export function createHistory(deps: HistoryDeps) {
  const { clock, log, parquet, network, retention = RETENTION } = deps;
  const shelves = openShelves(deps);
  const queries = createQueries(parquet, network().box);
  const toWgs84 = deps.toWgs84 ?? ((_source: number, lon: number, lat: number) => [lon, lat] as const);
  const { stop: stopWriting, ...writers } = createLogWriters({ shelves, clock, log });
  let heldFixes: () => number | null = () => null;
  const compactor = createCompactor({
    ...{ shelves, parquet, clock, log, retention },
    heldFixes: () => heldFixes(),
  });
  let timer: NodeJS.Timeout | undefined;

  return {
    ...writers,
    ...createPast({ shelves, queries, network, toWgs84 }),
    ...createStock({ shelves, parquet, clock, retention }),
    ...logReaders(shelves.fixes),
    compact: compactor.compact,
    /** Fixes after the place that is given stay in the log, 72 h at most, for who reads it in order. */
    holdFixes(from: () => number | null): void {
      heldFixes = from;
    },

    /** Readies the log, and compacts each five minutes from now on. */
    async start(): Promise<void> {
      for (const { log: store, files } of Object.values(shelves)) {
        await store.ensurePartitions(clock.now());
        await store.raiseSeq(files.coveredSeq());
      }
      timer = every(COMPACT_EVERY_MS, log, 'history compaction', compactor.compact);
      timer.unref();
    },

    /** Ends the compaction under way, if any. What is in the log stays there for the next start. */
    async stop(): Promise<void> {
      stopWriting();
      clearInterval(timer);
      await compactor.settle();
    },

    network,
    districtOf: deps.districtOf ?? (() => null),
    vehicleClass: deps.vehicleClass ?? (() => OTHER_CLASS),
  };
}

/** `other` in VEHICLE_CLASSES. */
const OTHER_CLASS = 5;

function openShelves({ db, data_dir }: HistoryDeps): Record<DatasetCode, Shelf> {
  const root = join(data_dir, 'history');
  mkdirSync(root, { recursive: true });
  const open = (dataset: DatasetCode): Shelf => ({
    dataset,
    log: createLogStore(db, dataset),
    files: openCatalogue(root, dataset),
  });
  return { fixes: open('fixes'), link_states: open('link_states') };
}

/** What the log still holds of fixes, a quarter of an hour at least, in order of arrival. */
function logReaders(fixes: Shelf) {
  return {
    /** Fixes since `from_ms` that the log still holds (a quarter of an hour at least), in order of arrival, to rebuild perception. */
    async *tail(from_ms: number): AsyncGenerator<FixBatch> {
      for await (const page of overlapping(fixes, from_ms, Number.MAX_SAFE_INTEGER, 0))
        for (const { payload } of page) yield decodeFixes(payload);
    },

    /** The last place of the log below which no fixes are still to come. */
    settledFixes: () => fixes.log.settledSeq(),

    /** Settled blocks of fixes after a place of the log, in order, with their places. */
    async fixesAfter(seq: number, limit: number): Promise<{ seq: number; batch: FixBatch }[]> {
      const blocks = await fixes.log.listAfter(seq, await fixes.log.settledSeq(), limit);
      return blocks.map((block) => ({ seq: Number(block.seq), batch: decodeFixes(block.payload) }));
    },

    /**
     * Settled fixes after a place of the log of which terminals said something of their holds, in order.
     * @returns also the place up to which was looked; as it was where nothing more is settled
     */
    async holdsAfter(seq: number, limit: number): Promise<{ upto: number; batches: FixBatch[] }> {
      const blocks = await fixes.log.listAfter(seq, await fixes.log.settledSeq(), limit);
      const batches = blocks
        .filter(({ payload }) => saysOfHolds(payload))
        .map(({ payload }) => decodeFixes(payload));
      return { upto: Number(blocks.at(-1)?.seq ?? seq), batches };
    },

    /** The same as they lie in the log, undecoded: a thread that wants them decodes them itself. */
    async *blocksSince(from_ms: number): AsyncGenerator<Uint8Array> {
      for await (const page of overlapping(fixes, from_ms, Number.MAX_SAFE_INTEGER, 0))
        for (const { payload } of page) yield payload;
    },
  };
}
