import type { FixBatch } from '@opentocc/core/telemetry';
import type { Datums } from './model.ts';
import type { WorkerReply, WorkerRequest } from './protocol.ts';

/** The thread behind a shard; a `Worker` of `node:worker_threads` is one. */
export interface ShardThread {
  postMessage(request: WorkerRequest, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', hear: (reply: WorkerReply) => void): unknown;
  on(event: 'error', hear: (error: unknown) => void): unknown;
  terminate(): Promise<unknown>;
}

/** A thread that is behind for so long does not hold the others any more, ms. */
const PATIENCE_MS = 10_000;

/**
 * What waits for one thread. Behind for a moment it holds the gateway, so that nothing is left out; behind for
 * {@link PATIENCE_MS} it is left alone: it works off what it has, is handed nothing more until half of that is done, and
 * the rest of the city goes on. What it is not handed stays in the durable log.
 */
export class ShardQueue {
  waiting_fixes = 0;
  /** Fixes that it was not handed since the start. */
  skipped_fixes = 0;
  #behind_since_ms = Number.POSITIVE_INFINITY;
  #left_alone = false;

  constructor(
    readonly thread: ShardThread,
    private readonly most_waiting: number,
  ) {}

  /**
   * @param batch with all columns in one buffer, which is handed over.
   * @returns false when the thread is left alone and the fixes were not handed to it
   */
  send(batch: FixBatch, datums: Datums, counted: boolean, now_ms: number): boolean {
    this.look(now_ms);
    if (this.#left_alone) {
      this.skipped_fixes += batch.length;
      return false;
    }
    this.waiting_fixes += batch.length;
    this.thread.postMessage({ type: 'batch', batch, datums, counted }, [batch.vehicle.buffer as ArrayBuffer]);
    return true;
  }

  /** The thread has worked off so many fixes. */
  took(fixes: number, now_ms: number): void {
    this.waiting_fixes -= fixes;
    this.look(now_ms);
  }

  /** Whether who writes fixes should wait for this thread. */
  get holds(): boolean {
    return !this.#left_alone && this.waiting_fixes >= this.most_waiting;
  }

  get is_left_alone(): boolean {
    return this.#left_alone;
  }

  /** Judges how long the thread has been behind. @returns true when it was given up just now */
  look(now_ms: number): boolean {
    if (this.waiting_fixes < this.most_waiting / 2) this.#left_alone = false;
    if (this.waiting_fixes < this.most_waiting) {
      this.#behind_since_ms = Number.POSITIVE_INFINITY;
      return false;
    }
    if (this.#behind_since_ms === Number.POSITIVE_INFINITY) this.#behind_since_ms = now_ms;
    const is_given_up = !this.#left_alone && now_ms - this.#behind_since_ms >= PATIENCE_MS;
    this.#left_alone ||= is_given_up;
    return is_given_up;
  }
}
