import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatasetCode } from './dataset.ts';

/** A Parquet file; all but its size is in its name, so that a listing of folders is the whole catalogue. */
export interface HistoryFile {
  readonly path: string;
  /** Day of arrival in the city's time zone. */
  readonly day: string;
  /** First and last place in the log that it covers. */
  readonly from_seq: number;
  readonly to_seq: number;
  /** Span of its rows' own times, UTC ms, both ends included. */
  readonly min_ms: number;
  readonly max_ms: number;
  readonly rows: number;
  readonly bytes: number;
}

export type NewFile = Omit<HistoryFile, 'path' | 'bytes'>;

const NAME = /^(\d+)-(\d+)_(\d+)-(\d+)_(\d+)\.parquet$/;
const SEQ_DIGITS = 12;
const MS_DIGITS = 13;

/** The files of one dataset. Readers take {@link list} as a snapshot: it is replaced, never changed. */
export interface FileCatalogue {
  list(): readonly HistoryFile[];
  /** Last place of the log that is in files; everything up to it is. */
  coveredSeq(): number;
  /** Path to write a new file at, outside the catalogue until {@link publish}. */
  scratchPath(): string;
  /** Forces a scratch file to disk, names it, forces its folder: it is in the catalogue when this resolves. */
  publish(scratch: string, file: NewFile): Promise<void>;
  /** Deletes files that another covers. Called a while after the merge, so that queries under way have ended. */
  sweep(): void;
  /** Deletes the days before `day`. @returns how many. */
  dropDaysBefore(day: string): number;
}

/**
 * Reads the folder `<root>/<dataset>/day=…/`. What a crash left behind is put right here: scratch files are deleted, and
 * a file whose range a merged one covers is not listed.
 */
export function openCatalogue(root: string, dataset: DatasetCode): FileCatalogue {
  const folder = join(root, dataset);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.startsWith('.scratch-')) rmSync(join(folder, name));
  let covered: HistoryFile[] = [];
  let files: readonly HistoryFile[] = [];
  let scratchCount = 0;

  function reload(): void {
    const all = listDays(folder).flatMap((day) => listFiles(join(folder, `day=${day}`), day));
    files = withoutCovered(all);
    const kept = new Set(files);
    covered = all.filter((file) => !kept.has(file));
  }

  reload();
  return {
    list: () => files,
    coveredSeq: () => files.reduce((last, file) => Math.max(last, file.to_seq), 0),
    scratchPath: () => join(folder, `.scratch-${process.pid}-${scratchCount++}`),
    async publish(scratch, file) {
      const path = join(folder, `day=${file.day}`, nameOf(file));
      mkdirSync(dirname(path), { recursive: true });
      await forceToDisk(scratch);
      await rename(scratch, path);
      await forceToDisk(dirname(path));
      await forceToDisk(folder);
      reload();
    },
    sweep() {
      for (const { path } of covered) rmSync(path, { force: true });
      covered = [];
    },
    dropDaysBefore(day) {
      const old = listDays(folder).filter((each) => each < day);
      if (old.length === 0) return 0;
      // Out of the catalogue first: a query that starts now does not see them.
      files = files.filter((file) => file.day >= day);
      for (const each of old) rmSync(join(folder, `day=${each}`), { recursive: true });
      return old.length;
    },
  };
}

function nameOf({ from_seq, to_seq, min_ms, max_ms, rows }: NewFile): string {
  const seq = (value: number) => String(value).padStart(SEQ_DIGITS, '0');
  const ms = (value: number) => String(value).padStart(MS_DIGITS, '0');
  return `${seq(from_seq)}-${seq(to_seq)}_${ms(min_ms)}-${ms(max_ms)}_${rows}.parquet`;
}

function listDays(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('day='))
    .map((name) => name.slice('day='.length))
    .sort();
}

function listFiles(folder: string, day: string): HistoryFile[] {
  return readdirSync(folder).flatMap((name) => {
    const found = NAME.exec(name);
    if (!found) return [];
    const [from_seq, to_seq, min_ms, max_ms, rows] = found.slice(1).map(Number);
    const path = join(folder, name);
    return [{ path, day, from_seq, to_seq, min_ms, max_ms, rows, bytes: statSync(path).size }];
  });
}

/** Of two files of a day whose ranges overlap, the wider holds the other: a merge covers whole files. */
function withoutCovered(files: readonly HistoryFile[]): HistoryFile[] {
  const kept: HistoryFile[] = [];
  const widest = [...files].sort(
    (a, b) => a.day.localeCompare(b.day) || a.from_seq - b.from_seq || b.to_seq - a.to_seq,
  );
  for (const file of widest) {
    const last = kept.at(-1);
    if (!last || last.day !== file.day || file.to_seq > last.to_seq) kept.push(file);
  }
  return kept.sort((a, b) => a.from_seq - b.from_seq);
}

async function forceToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
