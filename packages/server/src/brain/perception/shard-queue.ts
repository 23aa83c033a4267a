import type { FixBatch } from '@opentocc/core/telemetry';
import type { LinkExpectation } from '@opentocc/core/traffic';
import type { TraitsOfSources } from './model.ts';
import type { RecallRange, WorkerReply, WorkerRequest } from './protocol.ts';

/** The thread behind a shard; a `Worker` of `node:worker_threads` is one. */
export interface ShardThread {
  postMessage(request: WorkerRequest, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', hear: (reply: WorkerReply) => void): unknown;
  on(event: 'error', hear: (error: unknown) => void): unknown;
  terminate(): Promise<unknown>;
}

/** What a look at a thread may find: it is left alone from now on, has worked off what it had, or answers no more. */
export type Turn = 'given_up' | 'caught_up' | 'hung';

/** A thread that is behind for so long is left alone, ms. */
const PATIENCE_MS = 10_000;
/** One that has not answered for so long while it was left alone, or while it takes rows of the log, has hung, ms. */
const HUNG_MS = 30_000;

/**
 * What waits for one thread. Behind for {@link PATIENCE_MS}, or by four times what is usual at most, it is left alone: it
 * works off what it has, and is handed nothing more until then. What it is not handed stays in the durable log, from where
 * it is made up for before anything new: meanwhile requests are held here, in order.
 */
export class ShardQueue {
  waiting_fixes = 0;
  /** Fixes that it was not handed since the start, made up for or not. */
  skipped_fixes = 0;
  #behind_since_ms = Number.POSITIVE_INFINITY;
  #heard_ms = Number.POSITIVE_INFINITY;
  #is_left_alone = false;
  /** When the last fix that was handed over, or skipped, had come. */
  #handed_ms = Number.NEGATIVE_INFINITY;
  #skipped_ms = Number.NEGATIVE_INFINITY;
  /** Requests behind the recall under way. */
  #held: WorkerRequest[] | null = null;
  /** Called with the outcome of the blocks that the thread takes now. */
  #recall: ((is_taken: boolean) => void) | undefined;
  #is_down = false;

  constructor(
    readonly shard: number,
    private readonly most_waiting: number,
    public thread: ShardThread,
  ) {}

  /**
   * @param batch with all columns in one buffer, which is handed over.
   * @returns false when the thread is left alone and the fixes were not handed to it
   */
  send(batch: FixBatch, traits: TraitsOfSources, counted: boolean): boolean {
    const came_ms = batch.received_ms[batch.length - 1];
    if (this.#is_left_alone) {
      this.skipped_fixes += batch.length;
      this.#skipped_ms = came_ms;
      return false;
    }
    this.#handed_ms = came_ms;
    this.#hand({ type: 'batch', batch, traits, counted });
    return true;
  }

  /** Asks for a window, in its place among the batches. @returns whether anybody will answer */
  ask(end_ms: number, question: number): boolean {
    this.#hand({ type: 'window', end_ms, question });
    return !this.#is_down;
  }

  /** Tells what traffic does now, in its place among the batches. */
  expect(expected: LinkExpectation): void {
    this.#hand({ type: 'expectation', expected });
  }

  /** Asks for what a second brings; not while old fixes are recalled, which are no news of where vehicles are. */
  tick(at_ms: number): void {
    if (!this.#held) this.thread.postMessage({ type: 'second', at_ms });
  }

  heard(now_ms: number): void {
    this.#heard_ms = now_ms;
  }

  /** The thread has worked off so many fixes. */
  took(fixes: number): void {
    this.waiting_fixes -= fixes;
  }

  get is_full(): boolean {
    return this.waiting_fixes >= this.most_waiting;
  }

  get is_left_alone(): boolean {
    return this.#is_left_alone;
  }

  /** Judges how far behind the thread is, and for how long. */
  look(now_ms: number): Turn | null {
    if (this.#is_down) return null;
    if (this.#recall) return this.#lookForLife(now_ms);
    if (this.#is_left_alone) return this.#lookAgain(now_ms);
    if (!this.is_full) this.#behind_since_ms = Number.POSITIVE_INFINITY;
    else if (this.#behind_since_ms === Number.POSITIVE_INFINITY) this.#behind_since_ms = now_ms;
    const is_far_behind = this.waiting_fixes >= 4 * this.most_waiting;
    if (!is_far_behind && now_ms - this.#behind_since_ms < PATIENCE_MS) return null;
    this.#is_left_alone = true;
    this.#heard_ms = now_ms;
    return 'given_up';
  }

  /** Starts to hold requests. @returns which rows the log must make up for, `state_ms` of them to rebuild the state. */
  hold(now_ms: number, state_ms = 0): RecallRange {
    this.#held = [];
    const until_ms = Math.max(this.#handed_ms, this.#skipped_ms);
    const counted_until_ms = this.#handed_ms;
    const after_ms = state_ms === 0 ? counted_until_ms : now_ms - state_ms;
    this.#handed_ms = until_ms;
    return { shard: this.shard, after_ms, until_ms, counted_until_ms };
  }

  /** Hands blocks of the log over. @returns true when their rows are taken, false when the thread takes none any more */
  recall(
    blocks: readonly Uint8Array[],
    range: RecallRange,
    traits: TraitsOfSources,
    now_ms: number,
  ): Promise<boolean> {
    if (this.#is_down) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#recall = resolve;
      this.#heard_ms = now_ms;
      const buffers = blocks.map(({ buffer }) => buffer as ArrayBuffer);
      this.thread.postMessage({ type: 'recall', blocks, range, traits }, buffers);
    });
  }

  /** The thread has taken the blocks, or never will. */
  recalled(is_taken = true): void {
    const tell = this.#recall;
    this.#recall = undefined;
    tell?.(is_taken);
  }

  /** Hands over what was held. */
  resume(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const request of held) this.#hand(request);
  }

  /** Gives the shard to another thread, which knows nothing yet. */
  replace(thread: ShardThread): void {
    this.recalled(false);
    this.thread = thread;
    this.waiting_fixes = 0;
    this.#is_left_alone = false;
    this.#behind_since_ms = Number.POSITIVE_INFINITY;
  }

  /** No thread takes the shard any more: from now on nothing is handed over, and nothing held. */
  retire(): void {
    this.#is_down = true;
    this.#is_left_alone = true;
    this.#held = null;
    this.waiting_fixes = 0;
    this.recalled(false);
  }

  #hand(request: WorkerRequest): void {
    if (this.#is_down) return;
    if (this.#held) this.#held.push(request);
    else if (request.type === 'batch') {
      this.waiting_fixes += request.batch.length;
      this.thread.postMessage(request, [request.batch.vehicle.buffer as ArrayBuffer]);
    } else this.thread.postMessage(request);
  }

  #lookAgain(now_ms: number): Turn | null {
    if (this.waiting_fixes < this.most_waiting / 2) {
      this.#is_left_alone = false;
      this.#behind_since_ms = Number.POSITIVE_INFINITY;
      return 'caught_up';
    }
    return this.#lookForLife(now_ms);
  }

  #lookForLife(now_ms: number): Turn | null {
    return now_ms - this.#heard_ms >= HUNG_MS ? 'hung' : null;
  }
}
