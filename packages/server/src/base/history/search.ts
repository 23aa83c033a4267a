import { createLimit } from '../../kit/limit.ts';
import type { Shelf } from './compaction.ts';
import { findFaulty, isFaultOfFile } from './damage.ts';
import { historyErrors } from './errors.ts';
import type { FileCatalogue } from './files.ts';
import type { HistoryFile } from './folder.ts';
import type { LogBlock } from './log-store.ts';
import type { Columns, ParquetPort } from './parquet-port.ts';

const BLOCKS_PER_PAGE = 16;
const RUNNING = 3;
const WAITING = 32;

/** Rows of one question, from files and from the log; each row of the past is in exactly one of them. */
interface Found {
  readonly filed: Columns | null;
  readonly logged: readonly LogBlock[];
}

/** Looks for rows of an interval in the files and in the part of the log that is not in files yet. */
export function createSearch(parquet: ParquetPort) {
  const limited = createLimit(RUNNING, WAITING, historyErrors.busy);

  // The catalogue first: a block stays in the log for minutes after a file covers it, so none is missed between.
  async function search(
    shelf: Shelf,
    from_ms: number,
    to_ms: number,
    sql: string,
    params: number[],
  ): Promise<Found> {
    const covered = shelf.files.coveredSeq();
    const holds = (file: HistoryFile) => file.max_ms >= from_ms && file.min_ms < to_ms;
    const filed = await limited(() => ask(shelf.files, holds, sql, params));
    const logged: LogBlock[] = [];
    for await (const page of overlapping(shelf, from_ms, to_ms, covered)) logged.push(...page);
    return { filed, logged };
  }

  /** A file that turns out to be damaged is left out from then on, and the others are asked again. */
  async function ask(
    files: FileCatalogue,
    holds: (file: HistoryFile) => boolean,
    sql: string,
    params: number[],
  ): Promise<Columns | null> {
    const asked = files.list().filter(holds);
    if (asked.length === 0) return null;
    const paths = asked.map(({ path }) => path);
    try {
      return await parquet.query(sql, paths, params);
    } catch (error) {
      if (!isFaultOfFile(error)) throw error;
      const faulty = await findFaulty(asked, (path) => parquet.query(sql, [path], params));
      if (faulty.length === 0) throw error;
      for (const { file, reason } of faulty) files.leaveOut(file, reason);
      return ask(files, holds, sql, params);
    }
  }

  return search;
}

/** Blocks of the log that may hold rows of [from_ms, to_ms), page by page, so that no page holds up the event loop. */
export async function* overlapping(
  { log }: Pick<Shelf, 'log'>,
  from_ms: number,
  to_ms: number,
  after: number,
): AsyncGenerator<LogBlock[]> {
  for (let seq = after; ; ) {
    const page = await log.listOverlapping(from_ms, to_ms, seq, BLOCKS_PER_PAGE);
    if (page.length > 0) yield page;
    if (page.length < BLOCKS_PER_PAGE) return;
    seq = page.at(-1)!.seq;
  }
}
