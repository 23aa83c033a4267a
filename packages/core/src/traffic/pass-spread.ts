import { NODE_FLAG, type RoadNetwork } from '../network/index.ts';
import type { TravelSums } from './travel-sums.ts';

/**
 * Spread of single passes as a share of the speed before any is seen, where they may meet signals and where not; and how
 * many passes this assumption is worth for a kind of link, and the kind for a link. Set on the demo city.
 */
const ASSUMED = { signals: 0.4, free: 0.11, worth_kind: 5, worth_link: 3 };
/** Travel near the ends of a link is told from that of its neighbours only so well, m. */
const EDGE_M = 6;
/** Share of what was learnt that stays after a window. */
const KEPT = 0.8;

/**
 * How far single passes lie from the speed of their link, so that a speed of one pass has an interval too: the spread of
 * a link's own passes, shrunk to that of its kind by their number (moderated variance, Smyth 2004).
 */
export class PassSpread {
  readonly #length_m: Float32Array;
  readonly #squares: Float64Array;
  readonly #freedom: Float64Array;
  readonly #signals: Uint8Array;

  constructor({ link_length_m, link_to, node_flags }: RoadNetwork, kinds: number) {
    this.#length_m = link_length_m;
    this.#signals = Uint8Array.from(link_to, (node) => node_flags[node] & NODE_FLAG.signals);
    this.#squares = new Float64Array(kinds);
    this.#freedom = new Float64Array(kinds);
  }

  /** Learns the spread of each kind from links with two passes or more. */
  learn(sums: TravelSums, kind: Uint8Array): void {
    for (let k = 0; k < this.#squares.length; k++) {
      this.#squares[k] *= KEPT;
      this.#freedom[k] *= KEPT;
    }
    for (let link = 0; link < kind.length; link++) {
      if (sums.passes[link] < 2) continue;
      this.#squares[kind[link]] += squaresOf(sums, link);
      this.#freedom[kind[link]] += sums.passes[link] - 1;
    }
  }

  /** Variance of the logarithm of the speed that the passes of a link say. */
  varianceOf(sums: TravelSums, link: number, kind: number): number {
    const assumed = this.#signals[link] === 0 ? ASSUMED.free : ASSUMED.signals;
    const of_kind =
      (this.#squares[kind] + ASSUMED.worth_kind * assumed ** 2) / (this.#freedom[kind] + ASSUMED.worth_kind);
    const freedom = sums.passes[link] - 1;
    const own = freedom > 0 ? squaresOf(sums, link) : 0;
    const one = (own + ASSUMED.worth_link * of_kind) / (freedom + ASSUMED.worth_link);
    // Parts of a link driven are parts of a pass.
    const whole = Math.max(0.05, Math.min(sums.passes[link], sums.distance[link] / this.#length_m[link]));
    const edge = EDGE_M / this.#length_m[link];
    return one / whole + edge * edge;
  }
}

/** Σ (d − v·t)² over the mean distance squared: squares of relative deviations. */
function squaresOf(
  { passes, distance, time, distance_2, distance_time, time_2 }: TravelSums,
  link: number,
): number {
  // Vehicles that have only stood yet are as far from any speed as can be.
  if (distance[link] <= 0) return passes[link];
  const speed_ms = distance[link] / time[link];
  const squares = distance_2[link] - 2 * speed_ms * distance_time[link] + speed_ms * speed_ms * time_2[link];
  const mean_m = distance[link] / passes[link];
  return Math.min(passes[link], Math.max(0, squares) / (mean_m * mean_m));
}
