import type { Columns, DatasetCode } from '../../base/history/index.ts';

/** What the parent asks of the child process; each request has exactly one reply. */
export type Request =
  | {
      readonly type: 'append';
      readonly job: number;
      readonly dataset: DatasetCode;
      readonly blocks: Uint8Array[];
    }
  | { readonly type: 'finish'; readonly job: number; readonly dataset: DatasetCode; readonly path: string }
  | { readonly type: 'abandon'; readonly job: number }
  | {
      readonly type: 'merge';
      readonly dataset: DatasetCode;
      readonly paths: readonly string[];
      readonly path: string;
    }
  | {
      readonly type: 'query';
      readonly sql: string;
      readonly paths: readonly string[];
      readonly params: readonly number[];
      readonly timeout_ms: number;
    };

export type Envelope = Request & { readonly id: number };

export type Reply =
  | { readonly id: number; readonly ok: true; readonly value: Columns }
  | { readonly id: number; readonly ok: false; readonly timeout: boolean; readonly message: string };

/** Settings of the engine, given to the child when it starts. */
export interface EngineSettings {
  readonly memory_mb: number;
  readonly threads: number;
  /** Where sorting spills to when the memory is not enough. */
  readonly temp_dir: string;
}
