import { MINUTE_MS } from '../time/index.ts';
import { isStep } from './window-steps.ts';

/**
 * What past windows say of each link's deviation from what is usual: a Kalman filter in time of an Ornstein–Uhlenbeck
 * process, one number and one variance a link. A window becomes past only when none of its passes can be in the window
 * being estimated, so that no pass counts twice.
 */
export class LinkMemory {
  /** Forecast deviation, ln. */
  readonly past: Float32Array;
  /** Its variance as a share of the process's own; 1 knows nothing. */
  readonly share: Float32Array;
  readonly #waiting: Float32Array;
  readonly #waiting_var: Float32Array;
  readonly #memory_ms: number;
  #waiting_end_ms = Number.NEGATIVE_INFINITY;
  #at_ms = Number.NEGATIVE_INFINITY;

  /** @param memory_min time in which likeness falls to 1/e */
  constructor(links: number, memory_min: number) {
    this.past = new Float32Array(links);
    this.share = new Float32Array(links).fill(1);
    this.#waiting = new Float32Array(links);
    this.#waiting_var = new Float32Array(links).fill(Number.POSITIVE_INFINITY);
    this.#memory_ms = memory_min * MINUTE_MS;
  }

  /** Takes in the window that waits if it ended before `window_start_ms`. */
  recall(window_start_ms: number, spread_2: Float32Array): void {
    if (this.#waiting_end_ms > window_start_ms || this.#waiting_end_ms <= this.#at_ms) return;
    this.#forget(this.#waiting_end_ms - this.#at_ms);
    this.#at_ms = this.#waiting_end_ms;
    for (let link = 0; link < this.past.length; link++) {
      const seen_var = this.#waiting_var[link];
      if (seen_var === Number.POSITIVE_INFINITY) continue;
      const variance = this.share[link] * spread_2[link];
      const gain = variance / (variance + seen_var);
      this.past[link] += gain * (this.#waiting[link] - this.past[link]);
      this.share[link] *= 1 - gain;
    }
  }

  /** Buffers a window that ends at a full step until it is past; the same window estimated again replaces it. */
  keep(window_end_ms: number, seen: Float32Array, seen_var: Float32Array): void {
    if (!isStep(window_end_ms) || window_end_ms < this.#waiting_end_ms) return;
    this.#waiting.set(seen);
    this.#waiting_var.set(seen_var);
    this.#waiting_end_ms = window_end_ms;
  }

  #forget(passed_ms: number): void {
    const like = Math.exp(-passed_ms / this.#memory_ms);
    const rest = 1 - like * like;
    for (let link = 0; link < this.past.length; link++) {
      this.past[link] *= like;
      this.share[link] = like * like * this.share[link] + rest;
    }
  }
}
