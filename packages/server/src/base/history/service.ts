import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dataset, LeftOutFile, LinkHistory, LinkState, ReplaySpan, Trace } from '@opentocc/contract';
import type { FixBatch } from '@opentocc/core/telemetry';
import type { LinkStates } from '@opentocc/core/traffic';
import { type Clock, cityDay } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import { kitErrors } from '../../kit/errors.ts';
import type { Logger } from '../../kit/log.ts';
import { every } from '../../kit/unattended.ts';
import { decodeFixes, encodeFixes, encodeLinkStates } from './batch-codec.ts';
import { fileLog, mergeHours, mergeWhole, type Shelf } from './compaction.ts';
import { type DamagedFile, leftOutOf } from './damage.ts';
import {
  DATASET_CODES,
  DATASETS,
  type DatasetCode,
  RETENTION,
  type RetentionRule,
  retentionDays,
} from './dataset.ts';
import { historyErrors } from './errors.ts';
import { openCatalogue } from './files.ts';
import { createGroupWriter } from './group-writer.ts';
import { createLogStore, type NewBlock } from './log-store.ts';
import { believedSpan, type PastLinkStates, type PastPositions } from './model.ts';
import type { ParquetPort } from './parquet-port.ts';
import type { Box } from './placed-rows.ts';
import { createQueries, overlapping } from './queries.ts';

const LANES = 6;
const GROUP = 8;
const DAY_MS = 86_400_000;
const COMPACT_EVERY_MS = 300_000;
/** The log keeps an hour so long after its end: perception is rebuilt from it, and queries under way end. */
const LOG_KEEPS_MS = 900_000;
const MINUTE_S = 60;
/** Windows of link states that wait while the database is away: two hours. */
const WINDOWS_WAIT = 120;
const RETRY_MS = 5_000;

/** Most points of a trace, most rows of a link's history, and the longest interval that may be asked for. */
export const LIMITS = { points: 20_000, rows: 10_500, hours: 7 * 24 } as const;

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
  const { db, data_dir, clock, log, parquet, network, retention = RETENTION } = deps;
  const root = join(data_dir, 'history');
  mkdirSync(root, { recursive: true });
  const shelves = Object.fromEntries(
    DATASET_CODES.map((dataset) => [
      dataset,
      { dataset, log: createLogStore(db, dataset), files: openCatalogue(root, dataset) },
    ]),
  ) as Record<DatasetCode, Shelf>;
  const queries = createQueries(parquet, network().box);
  const toWgs84 = deps.toWgs84 ?? ((_source: number, lon: number, lat: number) => [lon, lat] as const);
  const writeFixes = writerOf(shelves.fixes);
  const writeStates = writerOf(shelves.link_states);
  /** What was in files when the last compaction ended: only that may leave the log. */
  const droppable: Record<DatasetCode, number> = { fixes: 0, link_states: 0 };
  let compacting: Promise<number> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let waitingWindows = 0;
  let stopped = false;

  async function compactShelf(shelf: Shelf): Promise<number> {
    const { dataset, files } = shelf;
    const now_ms = clock.now();
    files.sweep();
    await shelf.log.ensurePartitions(now_ms);
    const rows = await fileLog(shelf, parquet);
    await attempt('merge', () => mergeHours(shelf, parquet, now_ms));
    await shelf.log.dropPartitions(droppable[dataset], now_ms - LOG_KEEPS_MS);
    droppable[dataset] = files.coveredSeq();
    const days = retentionDays(retention, dataset, cityDay(now_ms));
    if (Number.isFinite(days)) files.dropDaysBefore(cityDay(now_ms - days * DAY_MS));
    return rows;
  }

  /** What fails is in the log and does not keep the log from being let go of, nor old days from being dropped. */
  async function attempt(step: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (err) {
      log.error({ err, step }, 'a step of the history compaction failed; the others go on');
    }
  }

  /** Each dataset by itself: one that fails does not hold up the other. */
  async function compactAll(): Promise<number> {
    let rows = 0;
    const failures: unknown[] = [];
    for (const dataset of DATASET_CODES)
      await compactShelf(shelves[dataset]).then(
        (moved) => {
          rows += moved;
        },
        (error) => failures.push(error),
      );
    if (failures.length > 0) throw failures[0];
    return rows;
  }

  /** Moves the log to files; a call while one runs joins it. @returns rows moved. */
  function compact(): Promise<number> {
    compacting ??= compactAll().finally(() => {
      compacting = undefined;
    });
    return compacting;
  }

  async function describe({ dataset, files, log: store }: Shelf): Promise<Dataset> {
    const listed = files.list();
    const pending = await store.sumAfter(files.coveredSeq());
    const from = [...listed.map(({ min_ms }) => min_ms), ...asList(pending.from_ms)];
    const to = [...listed.map(({ max_ms }) => max_ms), ...asList(pending.to_ms)];
    return {
      code: dataset,
      name: DATASETS[dataset].name,
      rows: listed.reduce((sum, { rows }) => sum + rows, pending.rows),
      bytes: listed.reduce((sum, { bytes }) => sum + bytes, pending.bytes),
      files: listed.length,
      damaged_files: files.damaged().map(({ file }) => leftOutOf(file)),
      from_ms: from.length > 0 ? Math.min(...from) : null,
      to_ms: to.length > 0 ? Math.max(...to) : null,
      pending_rows: pending.rows,
      retention_days: retentionDays(retention, dataset, cityDay(clock.now())),
    };
  }

  /** Damaged files whose rows a question about an interval would have needed. */
  function leftOut(dataset: DatasetCode, from_ms: number, to_ms: number): LeftOutFile[] {
    return shelves[dataset].files
      .damaged()
      .filter(({ file }) => file.max_ms >= from_ms && file.min_ms < to_ms)
      .map(({ file }) => leftOutOf(file));
  }

  const service = {
    leftOut,

    /** Readies the log, and compacts each five minutes from now on. */
    async start(): Promise<void> {
      for (const { log: store, files } of Object.values(shelves)) {
        await store.ensurePartitions(clock.now());
        await store.raiseSeq(files.coveredSeq());
      }
      timer = every(COMPACT_EVERY_MS, log, 'history compaction', compact);
      timer.unref();
    },

    /** Ends the compaction under way, if any. What is in the log stays there for the next start. */
    async stop(): Promise<void> {
      stopped = true;
      clearInterval(timer);
      await compacting?.catch((error) => log.error({ err: error }, 'history compaction failed at the end'));
    },

    /** Keeps fixes. @throws AppError when they are not durable; nothing of the batch is certain then, send it again. */
    async append(batch: FixBatch): Promise<void> {
      if (batch.length === 0) return;
      const logged_ms = clock.now();
      const { min_ms, max_ms } = believedSpan(batch, logged_ms);
      await writeFixes({ logged_ms, min_ms, max_ms, rows: batch.length, payload: encodeFixes(batch) });
    },

    /**
     * Keeps the links of a window that have samples; resolves when they are durable. While the database is away a
     * window waits and is tried again, so a listener need not care; beyond two hours of them the newest is dropped,
     * with an error in the log.
     */
    async appendLinkStates(states: LinkStates): Promise<void> {
      const { bytes, rows } = encodeLinkStates(states);
      if (rows === 0) return;
      const at_ms = states.window_end_ms;
      const block = { logged_ms: clock.now(), min_ms: at_ms, max_ms: at_ms, rows, payload: bytes };
      if (waitingWindows >= WINDOWS_WAIT)
        return log.error({ at_ms, rows }, 'link states dropped: database away');
      waitingWindows++;
      while (!stopped && !(await isWritten(block))) await sleep(RETRY_MS, undefined, { ref: false });
      waitingWindows--;
    },

    compact,

    /** Fixes since `from_ms` that the log still holds (a quarter of an hour at least), in order of arrival, to rebuild perception. */
    async *tail(from_ms: number): AsyncGenerator<FixBatch> {
      for await (const page of overlapping(shelves.fixes, from_ms, Number.MAX_SAFE_INTEGER, 0))
        for (const { payload } of page) yield decodeFixes(payload);
    },

    /** The same as they lie in the log, undecoded: a thread that wants them decodes them itself. */
    async *blocksSince(from_ms: number): AsyncGenerator<Uint8Array> {
      for await (const page of overlapping(shelves.fixes, from_ms, Number.MAX_SAFE_INTEGER, 0))
        for (const { payload } of page) yield payload;
    },

    /** Files that cannot be read, of all datasets. */
    damaged: (): DamagedFile[] =>
      DATASET_CODES.flatMap((dataset) =>
        shelves[dataset].files.damaged().map((one) => ({ dataset, ...one })),
      ),

    async datasets(): Promise<Dataset[]> {
      return Promise.all(DATASET_CODES.map((dataset) => describe(shelves[dataset])));
    },

    /** Where a vehicle was in [from_ms, to_ms), WGS-84. @throws AppError for an interval that is empty or too long. */
    async fixesOf(vehicle: number, from_ms: number, to_ms: number): Promise<Trace> {
      requireInterval(from_ms, to_ms);
      const found = await queries.fixesOf(shelves.fixes, vehicle, from_ms, to_ms, LIMITS.points);
      const points = found.rows.map(({ source, lon, lat, ...rest }) => {
        const [east, north] = toWgs84(source, lon, lat);
        return { ...rest, lon: east, lat: north };
      });
      const left_out = leftOut('fixes', from_ms, to_ms);
      return { vehicle, from_ms, to_ms, points, truncated: found.truncated, left_out };
    },

    /** States of a link in [from_ms, to_ms). @throws AppError for an interval that is empty or too long. */
    async linkStatesOf(link: number, from_ms: number, to_ms: number): Promise<LinkHistory> {
      requireInterval(from_ms, to_ms);
      const { version, link_length_m } = network();
      const found = await queries.linkStatesOf(
        shelves.link_states,
        version,
        link,
        from_ms,
        to_ms,
        LIMITS.rows,
      );
      const length_m = link_length_m?.[link];
      const rows = found.rows.map((row) => withTravelTime(row, length_m));
      return { link, rows, truncated: found.truncated, left_out: leftOut('link_states', from_ms, to_ms) };
    },

    /** The whole city at `at_ms`, or null when nothing is kept of that minute. */
    async findLinkStatesAt(at_ms: number): Promise<PastLinkStates | null> {
      return (await queries.linkStatesAt(shelves.link_states, network().version, at_ms)) ?? null;
    },

    /** The whole city at `at_ms`. @throws AppError `history.no_minute` when nothing is kept of that minute. */
    async linkStatesAt(at_ms: number): Promise<PastLinkStates> {
      const found = await service.findLinkStatesAt(at_ms);
      if (!found) throw historyErrors.no_minute();
      return found;
    },

    /** Last fix of each vehicle in the minute up to `at_ms`, WGS-84. */
    async vehiclesAt(at_ms: number): Promise<PastPositions> {
      const found = await queries.vehiclesAt(shelves.fixes, at_ms);
      for (let i = 0; i < found.vehicle.length; i++)
        [found.lon[i], found.lat[i]] = toWgs84(found.source[i], found.lon[i], found.lat[i]);
      return found;
    },

    async replaySpan(): Promise<ReplaySpan> {
      const { from_ms, to_ms } = await describe(shelves.link_states);
      return { from_ms, to_ms, step_s: MINUTE_S };
    },

    /**
     * A Parquet file of a day of arrival (city time): the file itself, or its hours joined in a scratch file.
     * @throws AppError when nothing of that day is in files.
     */
    async exportDay(dataset: DatasetCode, day: string): Promise<{ path: string; release(): Promise<void> }> {
      const { files } = shelves[dataset];
      const paths = files
        .list()
        .filter((file) => file.day === day)
        .map(({ path }) => path);
      if (paths.length === 0) throw historyErrors.no_export({ day });
      if (paths.length === 1) return { path: paths[0], release: async () => undefined };
      const path = files.scratchPath();
      await mergeWhole({ dataset, files }, day, parquet, path);
      return { path, release: () => rm(path, { force: true }) };
    },

    network,
    districtOf: deps.districtOf ?? (() => null),
    vehicleClass: deps.vehicleClass ?? (() => OTHER_CLASS),
  };
  return service;

  /** True when the block is durable; the failure is in the log. */
  async function isWritten(block: NewBlock): Promise<boolean> {
    try {
      await writeStates(block);
      return true;
    } catch {
      return false; // logged by the writer, tried again by the caller
    }
  }

  function writerOf({ log: store }: Shelf) {
    const write = createGroupWriter<NewBlock>({
      write: (blocks) => store.insert(blocks),
      lanes: LANES,
      group: GROUP,
    });
    return async (block: NewBlock): Promise<void> => {
      try {
        await write(block);
      } catch (error) {
        log.error({ err: error, rows: block.rows }, 'telemetry log: write failed, nothing acknowledged');
        throw historyErrors.log_unavailable({
          reason: error instanceof Error ? error.message : String(error),
        });
      }
    };
  }
}

/** Only speeds are kept: the time is the length, which the network knows, over them. */
function withTravelTime(row: LinkState, length_m: number | undefined): LinkState {
  const { speed_kmh } = row;
  if (!length_m || !speed_kmh) return row;
  return { ...row, travel_time_s: Math.round((length_m * 36) / speed_kmh) / 10 };
}

/** `other` in VEHICLE_CLASSES. */
const OTHER_CLASS = 5;

function requireInterval(from_ms: number, to_ms: number): void {
  if (!(to_ms > from_ms) || to_ms - from_ms > LIMITS.hours * 3_600_000)
    throw kitErrors.interval({ hours: LIMITS.hours });
}

function asList(value: number | null): number[] {
  return value === null ? [] : [value];
}
