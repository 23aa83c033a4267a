import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { addCounts, type Counts, emptyCounts } from './model.ts';

/** Minutes that are looked back over, the running one included. */
export const RECENT_MINUTES = 15;

/** Start of the hour that holds an instant, UTC ms. */
export const hourOf = (at_ms: number): number => Math.floor(at_ms / HOUR_MS) * HOUR_MS;

/** Connections are looked at once a minute: without one for so long, none is there any more. */
const CONNECTED_MS = 2.5 * 60_000;

/** Minutes and hours of one source. */
export class SourceCounts {
  /** Hours that are not closed and written yet, by start. */
  readonly hours = new Map<number, Counts>();
  last_fix_ms: number | null = null;
  #connected_since_ms = 0;
  #connected_ms = Number.NEGATIVE_INFINITY;
  /** Ring by minute modulo its length. */
  readonly #minutes = Array.from({ length: RECENT_MINUTES }, () => ({ minute: -1, counts: emptyCounts() }));

  /** Counts into the minute and the hour of an instant. */
  count(at_ms: number, apply: (counts: Counts) => void): void {
    const minute = Math.floor(at_ms / MINUTE_MS);
    const slot = this.#minutes[minute % RECENT_MINUTES];
    if (slot.minute < minute) {
      slot.minute = minute;
      slot.counts = emptyCounts();
    }
    if (slot.minute === minute) apply(slot.counts);
    apply(this.hour(at_ms));
  }

  /** Terminals are connected at an instant. */
  connected(at_ms: number): void {
    if (at_ms - this.#connected_ms > CONNECTED_MS) this.#connected_since_ms = at_ms;
    this.#connected_ms = at_ms;
  }

  /** For how long terminals have been connected without a break, s; null when none is connected. */
  connectedFor_s(now_ms: number): number | null {
    if (now_ms - this.#connected_ms > CONNECTED_MS) return null;
    return (now_ms - this.#connected_since_ms) / 1000;
  }

  hour(at_ms: number): Counts {
    const hour_ms = hourOf(at_ms);
    let counts = this.hours.get(hour_ms);
    if (!counts) {
      counts = emptyCounts();
      this.hours.set(hour_ms, counts);
    }
    return counts;
  }

  /** The last minutes together, at most {@link RECENT_MINUTES}. */
  recent(now_ms: number, minutes: number): Counts {
    const oldest = Math.floor(now_ms / MINUTE_MS) - minutes + 1;
    const sum = emptyCounts();
    for (const { minute, counts } of this.#minutes) if (minute >= oldest) addCounts(sum, counts);
    return sum;
  }
}
