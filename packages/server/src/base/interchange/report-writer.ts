import type { Logger } from '../../kit/log.ts';
import { after } from '../../kit/unattended.ts';
import type { ReportStore } from './report-store.ts';
import type { Report } from './reports.ts';

/** Reports that wait for the database; the oldest are left out then. */
const MOST_WAITING = 1000;
/** Reports of one source that are stored in a minute: a platform that floods is not our archive. */
const MOST_A_MINUTE = 600;
const MINUTE_MS = 60_000;
const AGAIN_MS = 1000;

interface ReportWriterDeps {
  readonly store: Pick<ReportStore, 'addAlarm' | 'handleAlarm' | 'savePaper'>;
  readonly log: Pick<Logger, 'error'>;
  readonly now: () => number;
}

/** Writes what platforms report, one after the other in the order heard; while the database is away they wait, up to a limit. */
export class ReportWriter {
  left_out = 0;
  readonly #waiting: Report[] = [];
  readonly #minutes = new Map<number, { minute: number; count: number }>();
  #writing: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;

  constructor(private readonly deps: ReportWriterDeps) {}

  take(source: number, report: Report): void {
    if (this.#floods(source)) {
      this.left_out++;
      return;
    }
    this.#waiting.push(report);
    if (this.#waiting.length > MOST_WAITING) {
      this.#waiting.shift();
      this.left_out++;
    }
    this.#begin();
  }

  /** Resolves when what was heard is stored, or cannot be. */
  async settle(): Promise<void> {
    await this.#writing;
  }

  close(): Promise<void> {
    clearTimeout(this.#again);
    return this.settle();
  }

  #floods(source: number): boolean {
    const minute = Math.floor(this.deps.now() / MINUTE_MS);
    const known = this.#minutes.get(source);
    const count = known?.minute === minute ? known.count + 1 : 1;
    this.#minutes.set(source, { minute, count });
    return count > MOST_A_MINUTE;
  }

  #begin(): void {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  async #writeAll(): Promise<void> {
    const { log } = this.deps;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      try {
        await this.#write(next);
      } catch (err) {
        log.error({ err }, 'a report of a platform could not be stored; tried again');
        clearTimeout(this.#again);
        this.#again = after(AGAIN_MS, log, 'reports of platforms', () => this.#begin());
        this.#again.unref();
        return;
      }
      if (this.#waiting[0] === next) this.#waiting.shift();
    }
  }

  #write(report: Report): Promise<void> {
    const { store } = this.deps;
    if (report.is === 'alarm') return store.addAlarm(report.alarm);
    if (report.is === 'handled') return store.handleAlarm(report.handled);
    return store.savePaper(report.paper);
  }
}
