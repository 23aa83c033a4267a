import type { Worker } from 'node:worker_threads';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { after, guarded } from '../../kit/unattended.ts';
import { startWorker } from '../../kit/worker.ts';
import { perceptionErrors } from './errors.ts';
import {
  type EvidenceRequest,
  type EvidenceStart,
  type FoundEvidence,
  REPLAY_BEFORE_MS,
} from './evidence.ts';

/** Blocks of fixes of the durable log and what is asked of them. */
export interface EvidenceQuestion {
  readonly request: EvidenceRequest;
  readonly blocks: readonly Uint8Array[];
}

export type EvidenceReply = { readonly found: FoundEvidence } | { readonly failed: string };

export interface EvidenceDeps extends EvidenceStart {
  readonly clock: Clock;
  readonly log: Logger;
  /** Blocks of the durable log with fixes since an instant, in the order of arrival. */
  readonly blocksSince: (from_ms: number) => AsyncIterable<Uint8Array>;
}

/** Most bytes of the log that one answer is replayed from: about 9 million fixes, 8 minutes of 19,000 a second. */
const MOST_BYTES = 192 * 2 ** 20;
/** Questions that wait for the one under way. */
const MOST_WAITING = 4;
const ANSWER_MS = 60_000;

/**
 * Answers why a link's window says what it says, from the durable log, in a thread of its own: neither the gateway nor
 * the matching threads wait for it. One question at a time. The thread is started with the platform and stays, because
 * its start was nearly all that the first answer took.
 */
export function createEvidence({ network, lists, classes, clock, log, blocksSince }: EvidenceDeps) {
  let worker: Worker | null = null;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function thread(): Worker {
    if (worker) return worker;
    const start: EvidenceStart = { network, lists, classes };
    const started = startWorker(new URL('./evidence-worker.ts', import.meta.url), start);
    // Between questions too: an error that nobody hears would end the platform.
    started.on(
      'error',
      guarded(log, 'the evidence thread fails', (err: unknown) => {
        if (worker === started) worker = null;
        log.error({ err }, 'the thread that explains links ended; the next question starts it again');
      }),
    );
    worker = started;
    return started;
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  }

  async function read(from_ms: number): Promise<Uint8Array[]> {
    const blocks: Uint8Array[] = [];
    let bytes = 0;
    for await (const block of blocksSince(from_ms)) {
      bytes += block.byteLength;
      if (bytes > MOST_BYTES) throw perceptionErrors.evidence_too_large();
      // A copy with memory of its own, which can be handed over.
      blocks.push(new Uint8Array(block));
    }
    return blocks;
  }

  async function answer(request: EvidenceRequest): Promise<FoundEvidence> {
    const blocks = await read(request.window_start_ms - REPLAY_BEFORE_MS);
    const reply = await replay(thread(), { request, blocks }, log).catch(async (error) => {
      await end();
      throw error;
    });
    if ('failed' in reply) throw new Error(`evidence of link ${request.link}: ${reply.failed}`);
    return reply.found;
  }

  return {
    /** Starts the thread, so that the first question does not wait for it. */
    start(): void {
      thread().unref();
    },
    /** @throws AppError when too many ask at once or the log of the window is too large */
    async ask(request: EvidenceRequest): Promise<{ found: FoundEvidence; took_ms: number }> {
      if (waiting >= MOST_WAITING) throw perceptionErrors.evidence_busy();
      waiting++;
      const started_ms = clock.now();
      const answered = last.then(() => answer(request));
      last = answered.catch(() => undefined);
      try {
        return { found: await answered, took_ms: Math.round(clock.now() - started_ms) };
      } finally {
        waiting--;
      }
    },
    close: end,
  };
}

export type EvidenceService = ReturnType<typeof createEvidence>;

function replay(thread: Worker, question: EvidenceQuestion, log: Logger): Promise<EvidenceReply> {
  return new Promise((resolve, reject) => {
    const timer = after(ANSWER_MS, log, 'evidence overdue', () =>
      settle(() => reject(perceptionErrors.evidence_too_slow())),
    );
    const onMessage = guarded(log, 'evidence found', (reply: EvidenceReply) => settle(() => resolve(reply)));
    const onError = guarded(log, 'evidence failed', (error: unknown) => settle(() => reject(error)));
    // Each listener by itself: a thread that all are taken from never hears an answer again.
    function settle(tell: () => void): void {
      clearTimeout(timer);
      thread.off('message', onMessage).off('error', onError);
      tell();
    }
    thread.once('message', onMessage);
    thread.once('error', onError);
    thread.postMessage(
      question,
      question.blocks.map(({ buffer }) => buffer as ArrayBuffer),
    );
  });
}
