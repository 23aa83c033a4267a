import type { Warning, WarningCounts } from '@opentocc/contract';
import { isOpen } from './model.ts';

/** Every warning that is open, and those that ended lately; the database has the same. One writer, see `desk.ts`. */
export class WarningBook {
  readonly #byId = new Map<number, Warning>();
  readonly #openByKey = new Map<string, number>();
  /** By key, the one that ended last. */
  readonly #endedByKey = new Map<string, number>();

  load(all: readonly Warning[]): void {
    for (const warning of all) this.set(warning);
  }

  set(warning: Warning): void {
    this.#byId.set(warning.id, warning);
    if (isOpen(warning)) {
      this.#openByKey.set(warning.key, warning.id);
      this.#endedByKey.delete(warning.key);
    } else {
      if (this.#openByKey.get(warning.key) === warning.id) this.#openByKey.delete(warning.key);
      this.#endedByKey.set(warning.key, warning.id);
    }
  }

  find(id: number): Warning | undefined {
    return this.#byId.get(id);
  }
  findOpen(key: string): Warning | undefined {
    const id = this.#openByKey.get(key);
    return id === undefined ? undefined : this.#byId.get(id);
  }
  findEnded(key: string): Warning | undefined {
    const id = this.#endedByKey.get(key);
    return id === undefined ? undefined : this.#byId.get(id);
  }
  get open_count(): number {
    return this.#openByKey.size;
  }
  /** In the order in which they began. */
  listOpen(): Warning[] {
    return [...this.#openByKey.values()].map((id) => this.#byId.get(id)!);
  }

  /** Those that ended since, as far as they are in memory. */
  listEnded(since_ms: number): Warning[] {
    return [...this.#byId.values()].filter(({ ended_ms }) => ended_ms !== null && ended_ms >= since_ms);
  }

  /** Those that ended before are only in the database from then on. */
  forgetEnded(before_ms: number): void {
    for (const [id, { ended_ms, key }] of this.#byId)
      if (ended_ms !== null && ended_ms < before_ms) {
        this.#byId.delete(id);
        if (this.#endedByKey.get(key) === id) this.#endedByKey.delete(key);
      }
  }
}

export function countsOf(open: readonly Warning[]): WarningCounts {
  const counts = { blue: 0, yellow: 0, orange: 0, red: 0, unanswered: 0, silenced: 0, held_back: 0 };
  for (const { level, attention } of open) {
    if (attention === 'silenced' || attention === 'held_back') counts[attention]++;
    else counts[level]++;
    if (attention === 'unanswered') counts.unanswered++;
  }
  return counts;
}
