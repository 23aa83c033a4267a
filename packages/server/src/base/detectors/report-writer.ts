import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../kit/clock.ts';
import { isFaultOfValues } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import type { StoredReport } from './model.ts';
import { type DetectorStore, reportKey } from './store.ts';

/** What became of a report: `duplicate` was stored before, `unstorable` is refused by the database for ever. */
export type Stored = 'stored' | 'duplicate' | 'unstorable';

interface Waiting {
  readonly report: StoredReport;
  readonly settle: (stored: Stored) => void;
}

export interface ReportWriterDeps {
  readonly store: Pick<DetectorStore, 'addReports'>;
  readonly log: Logger;
  readonly clock: Clock;
  /** Wait before a failed batch is tried again, doubled each time up to 16 times. */
  readonly retry_ms?: number;
}

/** Reports of a statement: PostgreSQL takes 65,535 parameters, a report has 9. */
const BATCH = 1000;

/**
 * Makes reports durable: those that come while one batch is written go together in the next. One that fails is tried again
 * until it is stored, and whoever sent it waits for the acknowledgement.
 */
export class ReportWriter {
  #queue: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #closing = false;
  /** Since when nothing could be stored, UTC ms; null while all is well. */
  failing_since_ms: number | null = null;

  constructor(private readonly deps: ReportWriterDeps) {}

  /** Resolves once the report is durable or was already. */
  add(report: StoredReport): Promise<Stored> {
    return new Promise((settle) => {
      this.#queue.push({ report, settle });
      this.#writing ??= this.#write();
    });
  }

  get waiting(): number {
    return this.#queue.length;
  }

  /** Writes what waits; when that fails now, it stays unacknowledged. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#writing;
  }

  async #write(): Promise<void> {
    // Those of the same turn of the event loop travel together.
    await breathe();
    while (this.#queue.length > 0 && !(this.#closing && this.failing_since_ms !== null)) {
      const batch = this.#queue.splice(0, BATCH);
      if (!(await this.#store(batch))) this.#queue.unshift(...batch);
    }
    this.#writing = null;
  }

  /** @returns false only when closing in spite of a failing database. */
  async #store(batch: readonly Waiting[]): Promise<boolean> {
    const { store, log, clock, retry_ms = 250 } = this.deps;
    for (let attempt = 0; ; attempt++) {
      try {
        this.#settle(batch, await store.addReports(batch.map(({ report }) => report)));
        this.failing_since_ms = null;
        return true;
      } catch (err) {
        if (isFaultOfValues(err)) return this.#storeOneByOne(batch);
        this.failing_since_ms ??= clock.now();
        log.error({ err, reports: batch.length, attempt }, 'reports could not be made durable; trying again');
        if (this.#closing) return false;
        await sleep(retry_ms * 2 ** Math.min(attempt, 4));
      }
    }
  }

  #settle(batch: readonly Waiting[], added: Set<string>): void {
    // `delete` answers true once: of two equal reports in a batch the first was stored.
    for (const { report, settle } of batch) settle(added.delete(reportKey(report)) ? 'stored' : 'duplicate');
  }

  /** One report that the database refuses for its values must not block the others. */
  async #storeOneByOne(batch: readonly Waiting[]): Promise<boolean> {
    if (batch.length === 1) {
      batch[0].settle('unstorable');
      return true;
    }
    for (const one of batch) if (!(await this.#store([one]))) return false;
    return true;
  }
}
