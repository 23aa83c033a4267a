import { rm } from 'node:fs/promises';
import { HOUR_MS } from '@opentocc/core/time';
import { cityDay } from '../../kit/clock.ts';
import { findFaulty, isFaultOfFile } from './damage.ts';
import type { DatasetCode } from './dataset.ts';
import type { FileCatalogue } from './files.ts';
import type { HistoryFile } from './folder.ts';
import type { LogBlock, LogStore } from './log-store.ts';
import type { ParquetPort } from './parquet-port.ts';

/** Where one dataset lives: its durable log and its files. */
export interface Shelf {
  readonly dataset: DatasetCode;
  readonly log: LogStore;
  readonly files: FileCatalogue;
}

const ROWS_PER_FILE = 5_000_000;
const BLOCKS_PER_PAGE = 32;
/** An hour is merged when it has been over so long: late blocks of it are in files by then. */
const MERGE_AFTER_MS = 600_000;

/**
 * Moves what is settled in the log to Parquet files, a file for each day or five million rows. A file appears whole,
 * under a name that says which part of the log it covers; from that moment readers leave that part of the log out.
 * So a crash at any step loses nothing and repeats nothing: before the rename the log counts, after it the file.
 * @returns rows moved.
 */
export async function fileLog(shelf: Shelf, parquet: ParquetPort): Promise<number> {
  const settled = await shelf.log.settledSeq();
  let moved = 0;
  while (shelf.files.coveredSeq() < settled) {
    const rows = await fileNext(shelf, parquet, settled);
    if (rows === 0) break;
    moved += rows;
  }
  return moved;
}

async function fileNext(
  { dataset, log, files }: Shelf,
  parquet: ParquetPort,
  settled: number,
): Promise<number> {
  const reader = createReader(log, files.coveredSeq(), settled);
  const first = await reader.peek();
  if (!first) return 0;
  const scratch = files.scratchPath();
  try {
    await parquet.write(dataset, reader.pages(), scratch);
    await files.publish(scratch, { from_seq: first.seq, ...reader.summary() });
  } finally {
    await rm(scratch, { force: true });
  }
  return reader.summary().rows;
}

/** Reads the log for one file: up to the next day's first block, or the row limit. */
function createReader(log: LogStore, after: number, settled: number) {
  let page: LogBlock[] | undefined;
  let day = '';
  let to_seq = after;
  let rows = 0;
  let min_ms = Number.POSITIVE_INFINITY;
  let max_ms = 0;

  const nextPage = () => log.listAfter(to_seq, settled, BLOCKS_PER_PAGE);

  function take(block: LogBlock): boolean {
    const blockDay = cityDay(block.logged_ms);
    if (rows > 0 && (blockDay > day || rows + block.rows > ROWS_PER_FILE)) return false;
    if (rows === 0) day = blockDay;
    to_seq = block.seq;
    rows += block.rows;
    min_ms = Math.min(min_ms, block.min_ms);
    max_ms = Math.max(max_ms, block.max_ms);
    return true;
  }

  return {
    async peek(): Promise<LogBlock | undefined> {
      page ??= await nextPage();
      return page[0];
    },
    async *pages(): AsyncGenerator<Uint8Array[]> {
      for (page ??= await nextPage(); page.length > 0; page = await nextPage()) {
        const end = page.findIndex((block) => !take(block));
        const taken = end < 0 ? page : page.slice(0, end);
        if (taken.length > 0) yield taken.map(({ payload }) => payload);
        if (end >= 0) return;
      }
    },
    summary: () => ({ day, to_seq, rows, min_ms, max_ms }),
  };
}

/** Rewrites the small files of each hour that is over as one, so that a day has 24. @returns files written. */
export async function mergeHours(
  { dataset, files }: Shelf,
  parquet: ParquetPort,
  now_ms: number,
): Promise<number> {
  let written = 0;
  for (const group of mergeGroups(files, now_ms)) {
    const scratch = files.scratchPath();
    try {
      // Without one that turns out to be damaged, the others are merged the next time.
      if (!(await isMerged({ dataset, files }, group, parquet, scratch))) continue;
      await files.publish(scratch, summaryOf(group));
    } finally {
      await rm(scratch, { force: true });
    }
    written++;
  }
  return written;
}

/** @returns false when files turned out to be damaged: they are left out from then on. */
async function isMerged(
  { dataset, files }: Omit<Shelf, 'log'>,
  group: readonly HistoryFile[],
  parquet: ParquetPort,
  path: string,
): Promise<boolean> {
  const paths = group.map((file) => file.path);
  try {
    await parquet.merge(dataset, paths, path);
    return true;
  } catch (error) {
    if (!isFaultOfFile(error)) throw error;
    const faulty = await findFaulty(group, (one) => parquet.merge(dataset, [one], path));
    if (faulty.length === 0) throw error;
    for (const { file, reason } of faulty) files.leaveOut(file, reason);
    return false;
  }
}

/** Writes all that can be read of a day as one file. */
export async function mergeWhole(
  shelf: Omit<Shelf, 'log'>,
  day: string,
  parquet: ParquetPort,
  path: string,
): Promise<void> {
  const ofDay = () => shelf.files.list().filter((file) => file.day === day);
  while (ofDay().length > 0 && !(await isMerged(shelf, ofDay(), parquet, path)));
}

/** Neighbours in the log, of one day and one hour that is over, together within the row limit. */
function mergeGroups(files: FileCatalogue, now_ms: number): HistoryFile[][] {
  const groups: HistoryFile[][] = [];
  for (const file of files.list()) {
    if (hourOf(file) * HOUR_MS + HOUR_MS + MERGE_AFTER_MS > now_ms) continue;
    const group = groups.at(-1);
    const last = group?.at(-1);
    const rows = group?.reduce((sum, each) => sum + each.rows, file.rows) ?? 0;
    const joins =
      last &&
      last.day === file.day &&
      hourOf(last) === hourOf(file) &&
      rows <= ROWS_PER_FILE &&
      isNext(files, last, file);
    if (group && joins) group.push(file);
    else groups.push([file]);
  }
  return groups.filter((group) => group.length > 1);
}

const hourOf = ({ max_ms }: HistoryFile) => Math.floor(max_ms / HOUR_MS);

/** Over a damaged file nothing is merged: the file that came of it would cover what it lacks. */
function isNext(files: FileCatalogue, last: HistoryFile, file: HistoryFile): boolean {
  const between = ({ from_seq }: HistoryFile) => from_seq > last.from_seq && from_seq < file.from_seq;
  return !files.list().some(between) && !files.damaged().some((damaged) => between(damaged.file));
}

function summaryOf(group: readonly HistoryFile[]) {
  return {
    day: group[0].day,
    from_seq: group[0].from_seq,
    to_seq: group.at(-1)!.to_seq,
    rows: group.reduce((sum, { rows }) => sum + rows, 0),
    min_ms: Math.min(...group.map(({ min_ms }) => min_ms)),
    max_ms: Math.max(...group.map(({ max_ms }) => max_ms)),
  };
}
