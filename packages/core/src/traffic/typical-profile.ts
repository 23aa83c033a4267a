import { slotSpeed_kmh } from './free-flow-profile.ts';

/** A link is told by fewer slots than this no better than by its like. Assumed. */
const LEAST_SLOTS = 3;
/** Logarithm of the speed of each byte of a slot, km/h. */
const LN = Float64Array.from({ length: 256 }, (_, byte) => Math.log(slotSpeed_kmh(byte) ?? 1));

/**
 * What is usual on each link at one time of the week: the geometric mean of its slots of that time on past days, each
 * counted once, however many passed in it: who drives often on one day says little of the others.
 */
export class TypicalProfile {
  readonly #sum: Float64Array;
  readonly #slots: Uint16Array;

  constructor(link_count: number) {
    this.#sum = new Float64Array(link_count);
    this.#slots = new Uint16Array(link_count);
  }

  /** Adds one slot of one day. @param speeds a byte a link, see `slotByte` */
  add(speeds: Uint8Array): void {
    for (let link = 0; link < speeds.length; link++) {
      if (speeds[link] === 0) continue;
      this.#sum[link] += LN[speeds[link]];
      this.#slots[link]++;
    }
  }

  /** Speed usual on each link, km/h; NaN where too few slots are known. */
  speeds_kmh(): Float32Array {
    return Float32Array.from(this.#sum, (sum, link) =>
      this.#slots[link] < LEAST_SLOTS ? Number.NaN : Math.exp(sum / this.#slots[link]),
    );
  }
}
