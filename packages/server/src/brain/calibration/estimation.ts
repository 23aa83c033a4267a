import { setImmediate as breathe } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { ErrorLog } from '../../kit/unattended.ts';
import { after, guarded } from '../../kit/unattended.ts';
import { startWorker } from '../../kit/worker.ts';
import type { DayQuarter, Estimated, EstimationStart, FromEstimation, ToEstimation } from './protocol.ts';

/** Speeds and passes of all links in one quarter-hour. */
export interface PastSlot {
  readonly slot_start_ms: number;
  readonly speeds: Uint8Array;
  /** Null where they were not counted yet. */
  readonly passes: Uint8Array | null;
}

export interface EstimationThread {
  postMessage(message: ToEstimation): void;
  onMessage(hear: (reply: FromEstimation) => void): void;
  onError(hear: (error: Error) => void): void;
  terminate(): Promise<unknown>;
}

export interface EstimationDeps {
  readonly log: ErrorLog;
  /** Slots of [from_ms, to_ms), oldest first. */
  readonly listSlots: (from_ms: number, to_ms: number) => Promise<PastSlot[]>;
  readonly startThread?: (start: EstimationStart, log: ErrorLog) => EstimationThread;
}

/** A run that is not over by then is given up. Assumed, 2026-11-27: twenty times what 28 days of 18,000 links took. */
const MOST_MS = 20 * MINUTE_MS;
/** Of a day at once, so that the main thread reads a megabyte and not a dozen. */
const PART_MS = 3 * HOUR_MS;
const QUARTER_MS = 15 * MINUTE_MS;

export class EstimationEnded extends Error {}

/** One estimation in a thread of its own, fed day by day; ends once, with its estimate or an error. */
export class Estimation {
  readonly #deps: EstimationDeps;
  readonly #thread: EstimationThread;
  #ended: EstimationEnded | undefined;
  #give: ((reason: Error) => void) | undefined;
  #hear: ((reply: FromEstimation) => void) | undefined;

  constructor(deps: EstimationDeps, start: EstimationStart) {
    this.#deps = deps;
    this.#thread = (deps.startThread ?? threadOf)(start, deps.log);
    this.#thread.onMessage((reply) => this.#hear?.(reply));
    this.#thread.onError((error) => this.end(String(error)));
  }

  /**
   * @param days_ms midnights of the days of the start
   * @throws Error when it fails, or {@link EstimationEnded} when it was ended
   */
  async run(days_ms: readonly number[]): Promise<Estimated> {
    const deadline = after(MOST_MS, this.#deps.log, 'an estimation takes too long', () =>
      this.end(`not over after ${MOST_MS / MINUTE_MS} min`),
    );
    try {
      for (const [day, day_ms] of days_ms.entries())
        for (let from_ms = day_ms; from_ms < day_ms + DAY_MS; from_ms += PART_MS) {
          const quarters = quartersOf(day_ms, await this.#deps.listSlots(from_ms, from_ms + PART_MS));
          await this.#ask({ day, quarters });
          await breathe();
        }
      const reply = await this.#ask({ finish: true });
      if (!('estimated' in reply)) throw new Error('an estimation ended without an estimate');
      return reply.estimated;
    } finally {
      clearTimeout(deadline);
      await this.#thread.terminate();
    }
  }

  /** Gives it up: what waits for it fails at once. */
  end(reason: string): void {
    this.#ended = new EstimationEnded(reason);
    this.#give?.(this.#ended);
  }

  #ask(message: ToEstimation): Promise<FromEstimation> {
    return new Promise((resolve, reject) => {
      this.#give = reject;
      if (this.#ended) return reject(this.#ended);
      this.#hear = (reply) => {
        if ('failed' in reply) reject(new Error(reply.failed));
        else resolve(reply);
      };
      this.#thread.postMessage(message);
    });
  }
}

function quartersOf(day_ms: number, slots: readonly PastSlot[]): DayQuarter[] {
  return slots.flatMap(({ slot_start_ms, speeds, passes }) =>
    passes ? [{ quarter: Math.floor((slot_start_ms - day_ms) / QUARTER_MS), speeds, passes }] : [],
  );
}

function threadOf(start: EstimationStart, log: ErrorLog): EstimationThread {
  const worker: Worker = startWorker(new URL('./calibration-worker.ts', import.meta.url), start);
  worker.unref();
  return {
    postMessage: (message) => worker.postMessage(message),
    onMessage: (hear) => void worker.on('message', guarded(log, 'an estimation answers', hear)),
    onError: (hear) => void worker.on('error', guarded(log, 'an estimation fails', hear)),
    terminate: () => worker.terminate(),
  };
}
