import { RETAINED_PER_STEP } from './window-steps.ts';

/** Spread of the links of one kind about what is usual, ln, and how many links this assumption is worth. */
const SPREAD = { assumed: 0.2, worth: 10, least: 0.04, most: 0.6 };
/** Links farther off than so many deviations count as that far. */
const FAR = 2.5;

/**
 * How far links of a kind are from what is usual for it: the variance that their passes show beyond their own, by moments,
 * each link weighted by its information (DerSimonian and Laird 1986), over the last hour.
 */
export class KindSpread {
  readonly #variance: Float64Array;
  readonly #squares: Float64Array;
  readonly #number: Float64Array;

  constructor(kinds: number) {
    this.#variance = new Float64Array(kinds).fill(SPREAD.assumed ** 2);
    this.#squares = new Float64Array(kinds);
    this.#number = new Float64Array(kinds);
  }

  of(kind: number): number {
    return this.#variance[kind];
  }

  /** @param own deviation of each link from what is usual; @param own_var its variance, infinite where nothing was seen */
  learn(own: Float32Array, own_var: Float32Array, kind: Uint8Array): void {
    for (let k = 0; k < this.#variance.length; k++) {
      this.#squares[k] *= RETAINED_PER_STEP;
      this.#number[k] *= RETAINED_PER_STEP;
    }
    for (let link = 0; link < own.length; link++) {
      if (own_var[link] === Number.POSITIVE_INFINITY) continue;
      const variance = this.#variance[kind[link]];
      const total = variance + own_var[link];
      const share = (variance / total) ** 2;
      this.#squares[kind[link]] += share * (Math.min(own[link] ** 2, FAR * FAR * total) - own_var[link]);
      this.#number[kind[link]] += share;
    }
    for (let k = 0; k < this.#variance.length; k++) {
      const variance =
        (this.#squares[k] + SPREAD.worth * SPREAD.assumed ** 2) / (this.#number[k] + SPREAD.worth);
      this.#variance[k] = Math.min(SPREAD.most ** 2, Math.max(SPREAD.least ** 2, variance));
    }
  }
}
