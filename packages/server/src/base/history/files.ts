import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { faultOf } from './damage.ts';
import type { DatasetCode } from './dataset.ts';
import { type HistoryFile, listDays, readFolder } from './folder.ts';

export type NewFile = Omit<HistoryFile, 'path' | 'bytes'>;

const SEQ_DIGITS = 12;
const MS_DIGITS = 13;

/** The files of one dataset. Readers take {@link list} as a snapshot: it is replaced, never changed. */
export interface FileCatalogue {
  list(): readonly HistoryFile[];
  /** Files that are there and cannot be read: they are in no {@link list}, but what they cover stays out of the log. */
  damaged(): readonly { readonly file: HistoryFile; readonly reason: string }[];
  /** Takes a file that turned out to be damaged out of {@link list}. */
  leaveOut(file: HistoryFile, reason: string): void;
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
  /** Paths whose first and last bytes were looked at. */
  const looked = new Set<string>();
  const damaged = new Map<string, { readonly file: HistoryFile; readonly reason: string }>();

  function reload(): void {
    const all = readFolder(folder);
    files = withoutCovered(all);
    const listed = new Set(files);
    covered = all.filter((file) => !listed.has(file));
    for (const file of files) if (!looked.has(file.path)) look(file);
    const present = new Set(all.map(({ path }) => path));
    for (const path of damaged.keys()) if (!present.has(path)) damaged.delete(path);
  }

  function look(file: HistoryFile): void {
    looked.add(file.path);
    const reason = faultOf(file);
    if (reason !== undefined) damaged.set(file.path, { file, reason });
  }

  reload();
  return {
    list: () => files.filter(({ path }) => !damaged.has(path)),
    damaged: () => [...damaged.values()],
    leaveOut: (file, reason) => void damaged.set(file.path, { file, reason }),
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

/** Of two files of a day whose ranges overlap, the wider holds the other: a merge covers whole files. */
function withoutCovered(files: readonly HistoryFile[]): HistoryFile[] {
  const listed: HistoryFile[] = [];
  const widest = [...files].sort(
    (a, b) => a.day.localeCompare(b.day) || a.from_seq - b.from_seq || b.to_seq - a.to_seq,
  );
  for (const file of widest) {
    const last = listed.at(-1);
    if (!last || last.day !== file.day || file.to_seq > last.to_seq) listed.push(file);
  }
  return listed.sort((a, b) => a.from_seq - b.from_seq);
}

async function forceToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
