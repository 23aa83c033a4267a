import { LINK_CLASSES } from '../network/index.ts';

/** Bounds of the scale, what it is before anything is seen, the links this is worth, and the share taken from each window. */
const SCALE = { least: 1, most: 40, assumed: 1.5, worth: 10, follow: 0.5 };
/** 95 % point of the normal distribution: nine tenths lie within it to both sides. */
const Z95 = 1.6449;
const HALVINGS = 10;

/**
 * How far what others say of a link is to be trusted, by class of road: the factor on its variance by which the passes of
 * nine links in ten lie within the interval that was foretold without them. O(links × 10).
 */
export class FusionTrust {
  readonly #class: Uint8Array;
  readonly #scale = new Float64Array(LINK_CLASSES.length).fill(SCALE.assumed);

  constructor(link_class: Uint8Array) {
    this.#class = link_class;
  }

  /** Factor on the variance of what others say of a link, at least 1. */
  scaleOf(link: number): number {
    return this.#scale[this.#class[link]];
  }

  /**
   * Follows what the window shows.
   * @param own deviation by the passes, with its variance; @param told the same by all else
   * @param spread_2 variance of the links of a kind: passes that say less than that teach nothing
   */
  learn(
    own: Float32Array,
    own_var: Float32Array,
    told: Float32Array,
    told_var: Float32Array,
    spread_2: Float32Array,
  ): void {
    for (let c = 0; c < this.#scale.length; c++) {
      const seen: number[] = [];
      for (let link = 0; link < own.length; link++)
        if (this.#class[link] === c && own_var[link] < spread_2[link]) seen.push(link);
      let [low, high] = [SCALE.least, SCALE.most];
      for (let i = 0; i < HALVINGS; i++) {
        const middle = (low + high) / 2;
        let held = middle < SCALE.assumed ? 0 : SCALE.worth;
        for (const link of seen) {
          const off = own[link] - told[link];
          if (off * off <= Z95 * Z95 * (own_var[link] + middle * told_var[link])) held++;
        }
        if (held < 0.9 * (seen.length + SCALE.worth)) low = middle;
        else high = middle;
      }
      this.#scale[c] += (high - this.#scale[c]) * SCALE.follow;
    }
  }
}
