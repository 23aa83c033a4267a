/**
 * How far the speed of a link is from the speed at a spot of it, before any is seen: standard deviation of the difference
 * of their logarithms, where vehicles may wait for signals that the spot does not see and where not. Assumed on 2026-11-27.
 */
const ASSUMED = { signals: 0.3, free: 0.1 };
/** Mean wait at a signal of those who pass a spot before it, s: a cycle of 90 s, a bit more than half of it red. Assumed. */
const WAIT_S = 14;
/** Share of that variance that is a link's own and lasts; the rest is of the window. Assumed. */
const LASTING = 0.5;
/** How many windows the assumption is worth for a kind of link. */
const WORTH = 20;
/** Spread of the speeds of single vehicles at a spot, as a share. */
const VEHICLE_SPREAD = 0.2;
/** What a step of five minutes leaves of what was learnt before it: 1/e in a day. */
const RETAINED = Math.exp(-1 / 288);

/**
 * Speed of a link of which a spot is passed at a speed, by the uniform delay at its signal (Webster 1958), km/h; what is left is
 * learnt.
 */
export function withSignalWait_kmh(spot_kmh: number, length_m: number): number {
  return spot_kmh / (1 + (WAIT_S * spot_kmh) / (3.6 * length_m));
}

/** The speed of a link by the speed at a spot of it: what is to be added to its logarithm, and how sure that is. */
export interface SpotReading {
  readonly bias: number;
  readonly variance: number;
}

/**
 * Learns from windows in which a link had passes and a detector by how much the link's speed differs from that at the spot:
 * of each kind of link, and of each link by its own windows shrunk to its kind (empirical Bayes). A detector in the middle
 * of a block does not see who waits at its end; one at the stop line sees nothing else.
 */
export class SpotBias {
  readonly #kind: Uint8Array;
  readonly #assumed_2: Float64Array;
  /** By link: sum of weights of its windows, and of their differences with these weights. */
  readonly #weight: Float64Array;
  readonly #sum: Float64Array;
  /** By kind: mean difference; squares of differences within links, and windows. */
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;
  readonly #windows: Float64Array;

  /** @param hasSignals whether links of a kind end at signals */
  constructor(kind: Uint8Array, kinds: number, hasSignals: (kind: number) => boolean) {
    this.#kind = kind;
    this.#assumed_2 = Float64Array.from(
      { length: kinds },
      (_, k) => (hasSignals(k) ? ASSUMED.signals : ASSUMED.free) ** 2,
    );
    this.#weight = new Float64Array(kind.length);
    this.#sum = new Float64Array(kind.length);
    this.#mean = new Float64Array(kinds);
    this.#squares = new Float64Array(kinds);
    this.#windows = new Float64Array(kinds);
  }

  /** What a spot of a link says of the link, by the number of vehicles. */
  read(link: number, vehicles: number): SpotReading {
    const { bias, variance } = this.#ofLink(link);
    const sampling = VEHICLE_SPREAD ** 2 / Math.max(1, vehicles);
    return { bias, variance: variance + this.#within(this.#kind[link]) + sampling };
  }

  /** Begins a step: what was learnt before counts a little less. */
  step(): void {
    for (const column of [this.#weight, this.#sum, this.#squares, this.#windows])
      for (let at = 0; at < column.length; at++) column[at] *= RETAINED;
  }

  /** @param difference ln of the link's speed by its passes over that at the spot, and its variance */
  learn(link: number, difference: number, variance: number): void {
    const kind = this.#kind[link];
    const { bias } = this.#ofLink(link);
    const within = this.#within(kind);
    const weight = 1 / (variance + within);
    this.#squares[kind] += Math.max(0, (difference - bias) ** 2 - variance);
    this.#windows[kind] += 1;
    this.#mean[kind] += (difference - this.#mean[kind]) / (WORTH + this.#windows[kind]);
    this.#weight[link] += weight;
    this.#sum[link] += weight * difference;
  }

  #ofLink(link: number): SpotReading {
    const kind = this.#kind[link];
    const lasting = LASTING * this.#variance(kind);
    const variance = 1 / (1 / lasting + this.#weight[link]);
    return { bias: variance * (this.#mean[kind] / lasting + this.#sum[link]), variance };
  }

  #within(kind: number): number {
    return (1 - LASTING) * this.#variance(kind);
  }

  #variance(kind: number): number {
    return (this.#squares[kind] + WORTH * this.#assumed_2[kind]) / (this.#windows[kind] + WORTH);
  }
}
