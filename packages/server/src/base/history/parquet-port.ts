import type { DatasetCode } from './dataset.ts';

/** Rows of an answer as columns by name; integers of 64 bits come as numbers. */
export type Columns = Record<string, (number | string | null)[]>;

/** What the history asks of an engine for Parquet files; `adapters/duckdb` is one. */
export interface ParquetPort {
  /**
   * Writes blocks of the log, as `batch-codec.ts` encodes them, to one file in the dataset's order.
   * The file is complete but not yet forced to disk when the promise resolves.
   */
  write(dataset: DatasetCode, blocks: AsyncIterable<Uint8Array[]>, path: string): Promise<void>;
  /** Rewrites several files of a dataset as one, in order. */
  merge(dataset: DatasetCode, paths: readonly string[], path: string): Promise<void>;
  /**
   * Runs a query over files, which it names `$files`. Values of the caller go into `params` ($1, $2 …) only.
   * @throws AppError `history.query_timeout` when it takes longer than the port's limit.
   */
  query(sql: string, paths: readonly string[], params: readonly number[]): Promise<Columns>;
}
