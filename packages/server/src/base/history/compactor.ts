import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { type Clock, cityDay } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { fileLog, mergeHours, type Shelf } from './compaction.ts';
import { DATASET_CODES, type DatasetCode, type RetentionRule, retentionDays } from './dataset.ts';
import type { ParquetPort } from './parquet-port.ts';

/** The log holds an hour for who reads it in order at most so long after its end. Assumed (2026-11-28): a long weekend. */
const LOG_HOLDS_MS = 72 * HOUR_MS;
/** The log keeps an hour so long after its end: perception is rebuilt from it, and queries under way end. */
const LOG_KEEPS_MS = 900_000;

export interface CompactorDeps {
  readonly shelves: Readonly<Record<DatasetCode, Shelf>>;
  readonly parquet: ParquetPort;
  readonly clock: Clock;
  readonly log: Logger;
  readonly retention: readonly RetentionRule[];
  /** Fixes after this place are read in order by somebody still; null where nobody does. */
  readonly heldFixes?: () => number | null;
}

/** Moves the log of each dataset to files, and deletes what is past its retention. */
export function createCompactor({
  shelves,
  parquet,
  clock,
  log,
  retention,
  heldFixes = () => null,
}: CompactorDeps) {
  /** What was in files when the last compaction ended: only that may leave the log. */
  const droppable: Record<DatasetCode, number> = { fixes: 0, link_states: 0 };
  let compacting: Promise<number> | undefined;

  async function compactShelf(shelf: Shelf): Promise<number> {
    const { dataset, files } = shelf;
    const now_ms = clock.now();
    files.sweep();
    await shelf.log.ensurePartitions(now_ms);
    const rows = await fileLog(shelf, parquet);
    await attempt('merge', () => mergeHours(shelf, parquet, now_ms));
    await dropFiled(shelf, now_ms);
    droppable[dataset] = files.coveredSeq();
    const days = retentionDays(retention, dataset, cityDay(now_ms));
    if (Number.isFinite(days)) files.dropDaysBefore(cityDay(now_ms - days * DAY_MS));
    return rows;
  }

  /** What is in files leaves the log, but for what is still read from there in order. */
  async function dropFiled({ dataset, log: store }: Shelf, now_ms: number): Promise<void> {
    const filed = droppable[dataset];
    const held = dataset === 'fixes' ? heldFixes() : null;
    await store.dropPartitions(Math.min(filed, held ?? filed), now_ms - LOG_KEEPS_MS);
    if (held !== null) await store.dropPartitions(filed, now_ms - LOG_HOLDS_MS);
  }

  /** A failed step is logged; the next ones (dropping partitions of the log, deleting old days) run all the same. */
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

  return {
    /** Moves the log to files; a call while one runs joins it. @returns rows moved. */
    compact(): Promise<number> {
      compacting ??= compactAll().finally(() => {
        compacting = undefined;
      });
      return compacting;
    },
    /** Resolves when the compaction under way has ended, if any. */
    async settle(): Promise<void> {
      await compacting?.catch((error) => log.error({ err: error }, 'history compaction failed at the end'));
    },
  };
}
