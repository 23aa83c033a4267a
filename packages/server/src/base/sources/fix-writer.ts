import { setTimeout as sleep } from 'node:timers/promises';
import {
  copyFixBatch,
  createFixBatch,
  type FixBatch,
  type HoldReading,
  type OpenFixBatch,
} from '@opentocc/core/telemetry';
import { readPositionInto } from '@opentocc/protocols/jt808';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { after } from '../../kit/unattended.ts';
import { Acks, type AckTarget, Answers, type AnswersLimits } from './answers.ts';

/** Where batches become durable. */
export interface TelemetryLog {
  /** Resolves once the batch outlives a power cut; rejects when it could not be stored. */
  append(batch: FixBatch): Promise<void>;
}

/** Reads a position into a row. @returns false when the bytes are no usable position, and the row is as before. */
export type PositionReader = (
  rows: OpenFixBatch,
  row: number,
  bytes: Uint8Array,
  at: number,
  end: number,
) => boolean;

export interface FixWriterLimits extends AnswersLimits {
  /** Rows after which a batch is written. */
  readonly batch_rows: number;
  /** Time after its first row at which a batch is written. */
  readonly batch_ms: number;
  /** Batches on their way to the log at once: it commits several together. */
  readonly batches_in_flight: number;
  /** Rows received and not yet durable at which reading stops; it goes on at half of it. */
  readonly pending_rows: number;
  /** Wait before a failed batch is tried again, doubled each time up to 16 times. */
  readonly retry_ms: number;
}

export const DEFAULT_FIX_WRITER_LIMITS: FixWriterLimits = {
  batch_rows: 10_000,
  batch_ms: 100,
  batches_in_flight: 4,
  pending_rows: 100_000,
  retry_ms: 250,
  few: 2_000,
  together_ms: 600,
};

export interface FixWriterDeps {
  readonly log: Logger;
  readonly clock: Clock;
  readonly telemetryLog: TelemetryLog;
  readonly limits: FixWriterLimits;
  /** A batch is durable: hand it on. */
  readonly onDurable: (batch: FixBatch) => void;
  /** Reading must stop, or may go on. */
  readonly onPressure: (stop: boolean) => void;
}

/**
 * Gathers fixes into batches, makes them durable, and only then lets their messages be acknowledged. Batches travel to
 * the log several at a time but are acknowledged and handed on in the order in which they were filled; one that fails
 * is retried until it is stored, and everything behind it waits, unread bytes in the terminals' own buffers included.
 */
export class FixWriter {
  private readonly rows: OpenFixBatch;
  private holds: HoldReading[] = [];
  private acks = new Acks();
  private readonly answers: Answers;
  /** Sealed, waiting for a place on the way to the log. */
  private readonly queue: { batch: FixBatch; acks: Acks }[] = [];
  private in_flight = 0;
  private pending_rows = 0;
  private stopped_reading = false;
  private closing = false;
  /** A batch was given up when closing: nothing behind it is acknowledged, or what came before would count as stored. */
  private has_given_up = false;
  private timer: NodeJS.Timeout | undefined;
  /** Resolved when all batches before the next are acknowledged. */
  private turn: Promise<void> = Promise.resolve();
  private failing_since_ms: number | null = null;
  private failures = 0;
  private append_ms_last = 0;
  private durable_rows = 0;

  constructor(private readonly deps: FixWriterDeps) {
    this.rows = createFixBatch(deps.limits.batch_rows);
    this.answers = new Answers(deps.limits, deps.log);
  }

  /**
   * Reads a position into the batch; one without a time gets the time when it came, and counts as not positioned.
   * @param read of JT/T 808 unless said otherwise.
   * @returns false when the bytes are no usable position; nothing is stored then.
   */
  add(
    vehicle: number,
    source: number,
    received_ms: number,
    bytes: Uint8Array,
    at: number,
    end: number,
    read: PositionReader = readPositionInto,
  ): boolean {
    const { rows } = this;
    if (rows.length === this.deps.limits.batch_rows) this.seal();
    const row = rows.length;
    if (!read(rows, row, bytes, at, end)) return false;
    if (Number.isNaN(rows.at_ms[row])) rows.at_ms[row] = received_ms; // not positioned then
    rows.vehicle[row] = vehicle;
    rows.source[row] = source;
    rows.received_ms[row] = received_ms;
    rows.length = row + 1;
    this.pending_rows++;
    if (row === 0)
      this.timer = after(this.deps.limits.batch_ms, this.deps.log, 'seal a batch', () => this.seal());
    return true;
  }

  /** What was said of the hold behind the position that was added last. */
  addHold(temperature_c: number): void {
    this.holds.push({ row: this.rows.length - 1, temperature_c });
  }

  /** The message whose fixes were added last is to be acknowledged once they are durable. */
  acknowledgeWhenDurable(target: AckTarget, serial: number, id: number): void {
    this.acks.add(target, serial, id);
    if (this.rows.length === this.deps.limits.batch_rows) this.seal();
    this.press();
  }

  /** State for health and metrics. */
  get state() {
    const { pending_rows, failing_since_ms, failures, append_ms_last, durable_rows } = this;
    return { pending_rows, failing_since_ms, failures, append_ms_last, durable_rows };
  }

  /** Writes what is left; resolves when it is durable, or at once when the log fails. */
  async close(): Promise<void> {
    this.closing = true;
    this.seal();
    while (this.in_flight + this.queue.length > 0) await this.turn;
    this.answers.flush();
  }

  private seal(): void {
    clearTimeout(this.timer);
    if (this.rows.length === 0) return;
    const batch = copyFixBatch(this.rows);
    if (this.holds.length > 0) batch.holds = this.holds;
    this.queue.push({ batch, acks: this.acks });
    this.rows.length = 0;
    this.holds = [];
    this.acks = new Acks();
    this.launch();
  }

  private launch(): void {
    while (this.in_flight < this.deps.limits.batches_in_flight && this.queue.length > 0) {
      const { batch, acks } = this.queue.shift()!;
      this.in_flight++;
      const written = this.keep(batch);
      this.turn = this.turn.then(() => this.finish(written, batch, acks));
    }
  }

  /** @returns whether the batch is durable; false only when closing in spite of a failing log. */
  private async keep(batch: FixBatch): Promise<boolean> {
    const { log, clock, telemetryLog, limits } = this.deps;
    for (let attempt = 0; ; attempt++) {
      const started_ms = clock.now();
      try {
        await telemetryLog.append(batch);
        this.append_ms_last = clock.now() - started_ms;
        this.failing_since_ms = null;
        return true;
      } catch (err) {
        this.failures++;
        this.failing_since_ms ??= started_ms;
        log.error({ err, rows: batch.length, attempt }, 'fixes could not be made durable; trying again');
        if (this.closing) return false;
        await sleep(limits.retry_ms * 2 ** Math.min(attempt, 4));
      }
    }
  }

  private async finish(written: Promise<boolean>, batch: FixBatch, acks: Acks): Promise<void> {
    const durable = await written;
    this.in_flight--;
    this.pending_rows -= batch.length;
    if (!durable) this.has_given_up = true;
    else {
      this.durable_rows += batch.length;
      this.handOn(batch, acks);
    }
    this.launch();
    this.press();
  }

  /** A fault in a consumer of a batch must not block the batches behind it: their turn comes after this one. */
  private handOn(batch: FixBatch, acks: Acks): void {
    try {
      if (!this.has_given_up) this.answers.give(acks);
      this.deps.onDurable(batch);
    } catch (err) {
      this.deps.log.error({ err, rows: batch.length }, 'a durable batch could not be handed on');
    }
  }

  private press(): void {
    const { pending_rows } = this.deps.limits;
    const stop = this.stopped_reading
      ? this.pending_rows > pending_rows / 2
      : this.pending_rows > pending_rows;
    if (stop === this.stopped_reading) return;
    this.stopped_reading = stop;
    this.deps.onPressure(stop);
  }
}
