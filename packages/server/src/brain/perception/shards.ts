import type { FixBatch } from '@opentocc/core/telemetry';
import type { LinkExpectation } from '@opentocc/core/traffic';
import type { Clock } from '../../kit/clock.ts';
import { invariant } from '../../kit/errors.ts';
import type { Logger } from '../../kit/log.ts';
import { guarded } from '../../kit/unattended.ts';
import { startWorker } from '../../kit/worker.ts';
import type { TraitsOfSources } from './model.ts';
import type { RecallRange, WorkerReply, WorkerStart } from './protocol.ts';
import { ShardQueue, type ShardThread } from './shard-queue.ts';
import { splitBatch } from './split-batch.ts';

export interface ShardsDeps {
  readonly start: WorkerStart;
  readonly clock: Clock;
  readonly log: Logger;
  readonly traits: () => TraitsOfSources;
  /** Blocks of the durable log with fixes since an instant, in the order of arrival. */
  readonly blocksSince: (from_ms: number) => AsyncIterable<Uint8Array>;
  readonly startThread?: (start: WorkerStart) => ShardThread;
  /** Hears what is not about the queue itself. */
  readonly hear: (reply: WorkerReply) => void;
}

/** Fixes that may wait for all workers before the gateway is held back: about two seconds of a full load. */
const MAX_WAITING = 100_000;
/** State is rebuilt from so much of the log: a window of link states and what comes late. */
const STATE_MS = 6 * 60_000;
/** Stated times may be before the time of arrival: the log is looked up by them. */
const SLACK_MS = 60_000;
const BLOCKS_PER_RECALL = 16;
/** A shard whose thread fails again so soon after it was moved stays down. */
const FAILS_AGAIN_MS = 5 * 60_000;

/**
 * The shards of the vehicles and the threads they live in. A vehicle's shard is its id modulo the number of shards and
 * never changes while the process runs; the thread behind a shard may. A thread that fails or hangs is ended and its shard
 * given to a new one, which rebuilds the state of its vehicles from the last minutes of the durable log: the log has
 * every fix and is the only copy that a hung thread cannot hold, and handing state over would need its cooperation. One
 * that was left alone because it was slow makes up for what it missed from the log as well.
 */
export class Shards {
  readonly #deps: ShardsDeps;
  readonly #queues: readonly ShardQueue[];
  readonly #failed_ms: Float64Array;
  #alive = true;
  #moves = 0;
  #roomy: (() => void)[] = [];

  constructor(deps: ShardsDeps) {
    const { shards } = deps.start.options;
    invariant(shards > 0, 'perception needs at least one worker');
    this.#deps = deps;
    this.#failed_ms = new Float64Array(shards).fill(Number.NEGATIVE_INFINITY);
    this.#queues = Array.from(
      { length: shards },
      (_, shard) => new ShardQueue(shard, MAX_WAITING / shards, this.#startThread()),
    );
    for (const queue of this.#queues) this.#listen(queue);
  }

  /** False when a shard has no thread that works. */
  get isAlive(): boolean {
    return this.#alive;
  }

  send(batch: FixBatch, counted: boolean): void {
    const traits = this.#deps.traits();
    splitBatch(batch, this.#queues.length).forEach((part, i) => {
      if (part) this.#queues[i].send(part, traits, counted);
    });
  }

  /** Asks every shard for a window. @returns how many will answer */
  ask(end_ms: number, question: number): number {
    return this.#queues.filter((queue) => queue.ask(end_ms, question)).length;
  }

  /** Tells all what traffic does now. */
  expect(expected: LinkExpectation): void {
    for (const queue of this.#queues) queue.expect(expected);
  }

  /** Asks for what each second brings, and looks after threads that are behind. */
  tick(now_ms: number): void {
    for (const queue of this.#queues) {
      queue.tick(now_ms);
      this.#look(queue, now_ms);
    }
  }

  /**
   * Resolves when there is room for more fixes. Who writes them waits only while every thread is full: then the machine is
   * too slow for the load; a single thread that is behind holds nobody.
   */
  async room(): Promise<void> {
    if (this.#isFull()) await new Promise<void>((resolve) => this.#roomy.push(resolve));
  }

  metrics() {
    const sum = (figure: 'waiting_fixes' | 'skipped_fixes') =>
      this.#queues.reduce((total, queue) => total + queue[figure], 0);
    return {
      waiting_fixes: sum('waiting_fixes'),
      skipped_fixes: sum('skipped_fixes'),
      slow_threads: this.#queues.filter(({ is_left_alone }) => is_left_alone).length,
      moved_shards: this.#moves,
    };
  }

  async close(): Promise<void> {
    this.#release();
    await Promise.all(this.#queues.map(({ thread }) => thread.terminate()));
  }

  #startThread(): ShardThread {
    const { start, startThread = startWorkerThread } = this.#deps;
    return startThread(start);
  }

  #listen(queue: ShardQueue): void {
    const { thread } = queue;
    const { log } = this.#deps;
    const heard = (reply: WorkerReply) => {
      if (thread === queue.thread) this.#hear(queue, reply);
    };
    const failed = (err: unknown) => {
      if (thread === queue.thread) this.#failed(queue, err);
    };
    thread.on('message', guarded(log, 'a matching thread answers', heard));
    thread.on('error', guarded(log, 'a matching thread fails', failed));
  }

  #hear(queue: ShardQueue, reply: WorkerReply): void {
    const now_ms = this.#deps.clock.now();
    queue.heard(now_ms);
    if (reply.type === 'recalled') queue.recalled();
    else if (reply.type !== 'taken') this.#deps.hear(reply);
    else {
      queue.took(reply.fixes);
      this.#look(queue, now_ms);
    }
  }

  #look(queue: ShardQueue, now_ms: number): void {
    const { log } = this.#deps;
    const { shard, waiting_fixes } = queue;
    const turn = queue.look(now_ms);
    if (turn === 'given_up')
      log.error(
        { shard, waiting_fixes },
        'a matching thread is behind; the city goes on without its vehicles',
      );
    else if (turn === 'caught_up') void this.#makeUp(queue, queue.hold(now_ms));
    else if (turn === 'hung') this.#move(queue, 'a matching thread does not answer');
    if (!this.#isFull()) this.#release();
  }

  #failed(queue: ShardQueue, err: unknown): void {
    const now_ms = this.#deps.clock.now();
    const fails_again = now_ms - this.#failed_ms[queue.shard] < FAILS_AGAIN_MS;
    this.#failed_ms[queue.shard] = now_ms;
    this.#deps.log.error({ err, shard: queue.shard }, 'a matching thread failed');
    if (!fails_again) {
      this.#move(queue, 'its shard goes to a new thread');
      return;
    }
    this.#alive = false;
    queue.retire();
    this.#deps.log.error({}, 'it failed again: restart the platform, nothing durable is lost');
  }

  #move(queue: ShardQueue, why: string): void {
    this.#moves++;
    this.#deps.log.warn({ shard: queue.shard }, `${why}; state is rebuilt from the durable log`);
    void queue.thread.terminate();
    queue.replace(this.#startThread());
    this.#listen(queue);
    void this.#makeUp(queue, queue.hold(this.#deps.clock.now(), STATE_MS));
  }

  /** Lets a shard's thread take rows of the log, then what was held meanwhile. */
  async #makeUp(queue: ShardQueue, range: RecallRange): Promise<void> {
    const { thread } = queue;
    const { blocksSince, traits, log, clock } = this.#deps;
    const take = async (page: readonly Uint8Array[]) =>
      queue.thread === thread && (await queue.recall(page, range, traits(), clock.now()));
    try {
      let page: Uint8Array[] = [];
      for await (const block of blocksSince(range.after_ms - SLACK_MS)) {
        page.push(new Uint8Array(block)); // memory of its own, which can be handed over
        if (page.length < BLOCKS_PER_RECALL) continue;
        if (!(await take(page))) return;
        page = [];
      }
      if (page.length > 0 && !(await take(page))) return;
    } catch (err) {
      log.error(
        { err, shard: queue.shard },
        'state could not be rebuilt from the log; it comes back by itself',
      );
    }
    if (queue.thread === thread) queue.resume();
  }

  #isFull(): boolean {
    const working = this.#queues.filter(({ is_left_alone }) => !is_left_alone);
    return working.length > 0 && working.every(({ is_full }) => is_full);
  }

  #release(): void {
    const released = this.#roomy;
    this.#roomy = [];
    for (const release of released) release();
  }
}

/** A shard in a thread of this process. */
export function startWorkerThread(start: WorkerStart): ShardThread {
  return startWorker(new URL('./perception-worker.ts', import.meta.url), start) as ShardThread;
}
