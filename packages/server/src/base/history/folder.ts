import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

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

const NAME = /^(\d+)-(\d+)_(\d+)-(\d+)_(\d+)\.parquet$/;

/** All files of a dataset, by day. Touches nothing. */
export function readFolder(folder: string): HistoryFile[] {
  return listDays(folder).flatMap((day) => listFiles(join(folder, `day=${day}`), day));
}

export function listDays(folder: string): string[] {
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
