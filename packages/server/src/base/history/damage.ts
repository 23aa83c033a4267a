import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LeftOutFile } from '@opentocc/contract';
import { AppError } from '../../kit/errors.ts';
import { DATASET_CODES, type DatasetCode } from './dataset.ts';
import { type HistoryFile, readFolder } from './folder.ts';
import type { ParquetPort } from './parquet-port.ts';

/** Every Parquet file begins with it, and ends with the length of its footer and with it. */
const MAGIC = 'PAR1';
const TAIL_BYTES = 8;

/** A file that cannot be read, and why; what it held is in its name. */
export interface DamagedFile {
  readonly dataset: DatasetCode;
  readonly file: HistoryFile;
  readonly reason: string;
}

/**
 * Looks at the first and the last bytes only, so that every file can be looked at at each start: finds files that are
 * empty, cut short, or something else. @returns why it is no whole Parquet file; undefined when it is one.
 */
export function faultOf({ path, bytes }: HistoryFile): string | undefined {
  if (bytes < MAGIC.length + TAIL_BYTES) return `${bytes} bytes`;
  const handle = openSync(path, 'r');
  try {
    const tail = readAt(handle, TAIL_BYTES, bytes - TAIL_BYTES);
    const footer_bytes = tail.readUInt32LE(0);
    if (readAt(handle, MAGIC.length, 0).toString('latin1') !== MAGIC) return 'no Parquet file';
    if (tail.toString('latin1', 4) !== MAGIC) return 'cut short: no footer at its end';
    return footer_bytes + TAIL_BYTES + MAGIC.length > bytes ? 'its footer does not fit it' : undefined;
  } finally {
    closeSync(handle);
  }
}

function readAt(handle: number, length: number, position: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(handle, bytes, 0, length, position);
  return bytes;
}

/** `day=2026-03-02/…parquet`, as people find it in the folder of its dataset. */
export function nameOfFile({ path, day }: HistoryFile): string {
  return `day=${day}/${basename(path)}`;
}

/** What answers say of a file that they lack. */
export function leftOutOf(file: HistoryFile): LeftOutFile {
  return { file: nameOfFile(file), rows: file.rows, from_ms: file.min_ms, to_ms: file.max_ms };
}

/** For `/readyz`: how many, and the first by name; null when none is. */
export function describeDamage(damaged: readonly DamagedFile[]): string | null {
  const [first] = damaged;
  if (!first) return null;
  const name = `${first.dataset}/${nameOfFile(first.file)}`;
  return `${damaged.length} damaged, first ${name} (${first.reason}); see: tocc history repair`;
}

/** Of files that were read together and failed, those that fail alone. Engine and time are no fault of a file. */
export async function findFaulty(
  files: readonly HistoryFile[],
  read: (path: string) => Promise<unknown>,
): Promise<{ file: HistoryFile; reason: string }[]> {
  const faulty: { file: HistoryFile; reason: string }[] = [];
  for (const file of files) {
    try {
      await read(file.path);
    } catch (error) {
      if (isFaultOfFile(error))
        faulty.push({ file, reason: String((error as Error).message).split('\n')[0] });
    }
  }
  return faulty;
}

/** What DuckDB says of bytes that are no Parquet; a lack of memory, disk or time, or an engine that ended, says nothing. */
export function isFaultOfFile(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  return !/engine ended|out of memory|interrupt|no space|too many open files/i.test(error.message);
}

/** All files of an installation that are damaged by their first and last bytes, without touching anything. */
export function listDamaged(root: string): DamagedFile[] {
  return DATASET_CODES.flatMap((dataset) =>
    listFiles(root, dataset).flatMap((file) => {
      const reason = faultOf(file);
      return reason === undefined ? [] : [{ dataset, file, reason }];
    }),
  );
}

/** The same, and those whose rows cannot be read either: every byte of every file is read. */
export async function listUnreadable(root: string, parquet: ParquetPort): Promise<DamagedFile[]> {
  const found = listDamaged(root);
  const known = new Set(found.map(({ file }) => file.path));
  for (const dataset of DATASET_CODES) {
    const others = listFiles(root, dataset).filter(({ path }) => !known.has(path));
    const read = (path: string) => parquet.query('SELECT bit_xor(hash(f)) AS all FROM $files f', [path], []);
    for (const one of await findFaulty(others, read)) found.push({ dataset, ...one });
  }
  return found;
}

function listFiles(root: string, dataset: DatasetCode): HistoryFile[] {
  const folder = join(root, dataset);
  return readdirSync(root).includes(dataset) ? readFolder(folder) : [];
}
