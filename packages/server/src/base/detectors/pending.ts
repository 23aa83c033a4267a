import type { PendingDetector } from '@opentocc/contract';

/** Codes that are listed of one source, and in all. */
const MOST_OF_SOURCE = 200;
const MOST = 2000;

/** Detectors that report and are not registered; in memory alone, they report again. */
export class PendingDetectors {
  readonly #seen = new Map<string, PendingDetector>();

  note(source: number, code: string, now_ms: number): void {
    const key = `${source}/${code}`;
    const known = this.#seen.get(key);
    if (!known && this.#isFull(source)) return;
    const { first_seen_ms, reports } = known ?? { first_seen_ms: now_ms, reports: 0 };
    this.#seen.set(key, { source, code, first_seen_ms, last_seen_ms: now_ms, reports: reports + 1 });
  }

  delete(source: number, code: string): void {
    this.#seen.delete(`${source}/${code}`);
  }

  /** The latest first. */
  list(): PendingDetector[] {
    return [...this.#seen.values()].sort((a, b) => b.last_seen_ms - a.last_seen_ms);
  }

  /** Lets go of those that have been silent since. */
  forget(since_ms: number): void {
    for (const [key, { last_seen_ms }] of this.#seen) if (last_seen_ms < since_ms) this.#seen.delete(key);
  }

  #isFull(source: number): boolean {
    if (this.#seen.size >= MOST) return true;
    let of_source = 0;
    for (const one of this.#seen.values()) if (one.source === source) of_source++;
    return of_source >= MOST_OF_SOURCE;
  }
}
