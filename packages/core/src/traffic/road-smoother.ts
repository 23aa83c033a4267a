import type { RoadNetwork } from '../network/index.ts';
import { type RoadChains, roadChains } from './road-chains.ts';

/**
 * What a road says of each of its links: the deviation of a link from what is usual, as a Gauss–Markov process along the
 * chain (Ornstein–Uhlenbeck in distance), solved exactly by two Kalman filters, one driving down the road and one up
 * (Fraser and Potter 1969, "The optimum linear smoother as a combination of two optimum linear filters"). A link's own
 * observation is in neither, so that both together forecast it. Deviations are in units of each link's own spread, so that
 * the process is the same everywhere. O(links), no allocation.
 */
export class RoadSmoother {
  readonly #chains: RoadChains;
  /** Likeness of each link with the one before it in its chain, 0–1; 0 where a chain begins. */
  readonly #likeness: Float32Array;
  /** What comes down the road to each link, its deviation and variance; and what comes up it. */
  readonly up: Float32Array;
  readonly up_var: Float32Array;
  readonly down: Float32Array;
  readonly down_var: Float32Array;

  /** @param along_m distance in which likeness falls to 1/e */
  constructor(network: RoadNetwork, along_m: number) {
    this.#chains = roadChains(network);
    const { order } = this.#chains;
    const { link_length_m, link_count } = network;
    this.#likeness = new Float32Array(link_count);
    const heads = new Set(this.#chains.offset);
    for (let i = 1; i < order.length; i++)
      if (!heads.has(i))
        this.#likeness[order[i]] = Math.exp(
          -(link_length_m[order[i - 1]] + link_length_m[order[i]]) / 2 / along_m,
        );
    this.up = new Float32Array(link_count);
    this.up_var = new Float32Array(link_count);
    this.down = new Float32Array(link_count);
    this.down_var = new Float32Array(link_count);
  }

  /** @param seen deviation seen on each link; @param seen_var its variance, infinite where nothing was seen */
  smooth(seen: Float32Array, seen_var: Float32Array): void {
    const { order, offset } = this.#chains;
    for (let chain = 0; chain + 1 < offset.length; chain++) {
      const [first, end] = [offset[chain], offset[chain + 1]];
      let [mean, variance] = [0, 1];
      for (let i = first; i < end; i++) {
        const link = order[i];
        const like = this.#likeness[link];
        this.up[link] = mean *= like;
        this.up_var[link] = variance = 1 - like * like * (1 - variance);
        const gain = variance / (variance + seen_var[link]);
        mean += gain * (seen[link] - mean);
        variance *= 1 - gain;
      }
      [mean, variance] = [0, 1];
      for (let i = end - 1; i >= first; i--) {
        const link = order[i];
        const like = i < end - 1 ? this.#likeness[order[i + 1]] : 0;
        this.down[link] = mean *= like;
        this.down_var[link] = variance = 1 - like * like * (1 - variance);
        const gain = variance / (variance + seen_var[link]);
        mean += gain * (seen[link] - mean);
        variance *= 1 - gain;
      }
    }
  }
}
