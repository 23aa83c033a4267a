import { NODE_FLAG, type RoadNetwork } from '../network/index.ts';
import type { TravelSums } from './travel-sums.ts';
import { RETAINED_PER_STEP } from './window-steps.ts';

/**
 * Spread of single passes as a share of the speed before any is seen, where they may meet signals and where not; and how
 * many passes this assumption is worth for a kind of link, and the kind for a link.
 */
const ASSUMED = { signals: 0.4, free: 0.11, worth_kind: 5, worth_link: 3 };
/** The least standard deviation of a pass as an observation of the traffic's speed, as a share of the speed: assumed. */
const LEAST = 0.05;
/** Passes farther off than so many deviations count as that far (Huber 1964): stops of their own, wrong links. */
const FAR = 2.5;
/** How well travel near the ends of a link is distinguished from travel on its neighbours, m. */
const EDGE_M = 6;
const LEAST_WHOLE = 0.05;

/**
 * How far single passes lie from the speed of their link, so that a speed of one pass has an interval too: the spread of
 * a link's own passes, shrunk to that of its kind by their number (moderated variance, Smyth 2004). What of it is of the
 * vehicles' paces is taken out, and what is not known of the paces of just these vehicles put in.
 */
export class PassSpread {
  readonly #length_m: Float32Array;
  readonly #squares: Float64Array;
  readonly #freedom: Float64Array;
  readonly #assumed_2: Float64Array;

  /** @param kind kind of each link, below `kinds` */
  constructor(
    { link_length_m, link_to, node_flags }: RoadNetwork,
    private readonly kind: Uint8Array,
    kinds: number,
  ) {
    this.#length_m = link_length_m;
    this.#squares = new Float64Array(kinds);
    this.#freedom = new Float64Array(kinds);
    this.#assumed_2 = new Float64Array(kinds).fill(ASSUMED.free ** 2);
    for (let link = 0; link < kind.length; link++)
      if ((node_flags[link_to[link]] & NODE_FLAG.signals) !== 0)
        this.#assumed_2[kind[link]] = ASSUMED.signals ** 2;
  }

  /** Learns the spread of each kind from links with two passes or more. */
  learn(sums: TravelSums): void {
    const far_2 = this.#squares.map((_, kind) => FAR * FAR * this.#ofKind(kind));
    for (let kind = 0; kind < far_2.length; kind++) {
      this.#squares[kind] *= RETAINED_PER_STEP;
      this.#freedom[kind] *= RETAINED_PER_STEP;
    }
    for (let link = 0; link < this.kind.length; link++) {
      const freedom = sums.passes[link] - 1;
      if (freedom < 1) continue;
      const kind = this.kind[link];
      this.#squares[kind] += Math.min(squaresOf(sums, link), far_2[kind] * freedom);
      this.#freedom[kind] += freedom;
    }
  }

  /** Variance of the logarithm of the speed of one pass of any vehicle on a link of this kind. */
  ofAny(link: number): number {
    return this.#ofKind(this.kind[link]);
  }

  /** The same of a vehicle that drives as the traffic does. @param fleet variance of the paces of the fleet */
  ofPaced(link: number, fleet: number): number {
    return Math.max(LEAST ** 2, this.ofAny(link) - fleet);
  }

  /** Variance of the logarithm of the speed that the passes of a link say, their vehicles' paces taken out. */
  varianceOf(sums: TravelSums, link: number, fleet: number): number {
    const passes = sums.passes[link];
    const freedom = passes - 1;
    const own = freedom > 0 ? squaresOf(sums, link) : 0;
    const one = (own + ASSUMED.worth_link * this.ofAny(link)) / (freedom + ASSUMED.worth_link);
    // Parts of a link driven are parts of a pass.
    const whole = Math.max(LEAST_WHOLE, Math.min(passes, sums.distance[link] / this.#length_m[link]));
    const pace = sums.pace_variance[link] / passes / Math.max(1, Math.min(sums.vehicles[link], passes));
    return Math.max(LEAST ** 2, one - fleet) / whole + pace + (EDGE_M / this.#length_m[link]) ** 2;
  }

  #ofKind(kind: number): number {
    const { worth_kind } = ASSUMED;
    return (this.#squares[kind] + worth_kind * this.#assumed_2[kind]) / (this.#freedom[kind] + worth_kind);
  }
}

/** Σ (d − v·t)² over the mean distance squared: squares of relative deviations. */
function squaresOf(
  { passes, distance, time, distance_2, distance_time, time_2 }: TravelSums,
  link: number,
): number {
  // Vehicles that have only stood yet are as far from any speed as can be.
  if (distance[link] <= 0) return passes[link];
  const speed_mps = distance[link] / time[link];
  const squares =
    distance_2[link] - 2 * speed_mps * distance_time[link] + speed_mps * speed_mps * time_2[link];
  const mean_m = distance[link] / passes[link];
  return Math.min(passes[link], Math.max(0, squares) / (mean_m * mean_m));
}
