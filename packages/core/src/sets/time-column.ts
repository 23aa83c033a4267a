import { lengthened, lengthFor } from '../columns/index.ts';
import type { Bits } from './bits.ts';

const BLOCK = 1024;
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * An instant of each number, with the earliest and the latest of every 1,024 of them: where times grow with the numbers, as
 * those of cases do, most blocks are taken or left as a whole.
 */
export class TimeColumn {
  #times = new Float64Array(BLOCK).fill(NEVER);
  /** Of each block; only ever widened, so that it may be wider than what the block holds by now. */
  #earliest = new Float64Array(1).fill(Number.POSITIVE_INFINITY);
  #latest = new Float64Array(1).fill(NEVER);

  /** @param at_ms UTC ms; null is within no span */
  set(value: number, at_ms: number | null): void {
    const block = Math.floor(value / BLOCK);
    if (block >= this.#latest.length) this.#lengthen(lengthFor(block, this.#latest.length));
    const time = at_ms ?? NEVER;
    this.#times[value] = time;
    // A block with a number that has no time is never taken as a whole.
    this.#earliest[block] = Math.min(this.#earliest[block], time);
    this.#latest[block] = Math.max(this.#latest[block], time);
  }

  /** Leaves those whose instant lies within [from_ms, to_ms), both finite or open upwards. @param bits of numbers that were set */
  narrow(bits: Bits, from_ms: number, to_ms: number): void {
    for (let block = 0; block < this.#latest.length; block++) {
      const [first, last] = [block * BLOCK, (block + 1) * BLOCK];
      if (this.#latest[block] < from_ms || this.#earliest[block] >= to_ms) bits.clearBetween(first, last);
      else if (this.#earliest[block] < from_ms || this.#latest[block] >= to_ms)
        this.#narrowBlock(bits, first, from_ms, to_ms);
    }
    bits.clearBetween(this.#times.length, Number.MAX_SAFE_INTEGER);
  }

  #narrowBlock(bits: Bits, first: number, from_ms: number, to_ms: number): void {
    for (const value of bits.values(first, first + BLOCK)) {
      const time = this.#times[value];
      if (!(time >= from_ms && time < to_ms)) bits.delete(value);
    }
  }

  #lengthen(blocks: number): void {
    this.#times = lengthened(this.#times, blocks * BLOCK, NEVER);
    this.#earliest = lengthened(this.#earliest, blocks, Number.POSITIVE_INFINITY);
    this.#latest = lengthened(this.#latest, blocks, NEVER);
  }
}
