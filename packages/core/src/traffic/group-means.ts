import { isStep } from './window-steps.ts';

/** Spread of the prior before any observation, ln: of the city, of a kind of link in it, of a district in it. */
const PRIOR = { city: 0.5, kind: 0.2, district: 0.12 };
/** What kinds and districts are in the city is forgotten to 1/e over this time: assumed, ms. */
const MEMORY_MS = 3_600_000;

/** Deviations of groups of one sort from the city: sums of the window, of the one that waits, and of those past. */
class Offsets {
  readonly sum: Float64Array;
  readonly weight: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly #past_sum: Float64Array;
  readonly #past_weight: Float64Array;
  readonly #waiting_sum: Float64Array;
  readonly #waiting_weight: Float64Array;
  readonly #prior: number;

  /** @param spread how far the groups are apart before anything is seen */
  constructor(groups: number, spread: number) {
    const of = () => new Float64Array(groups);
    this.sum = of();
    this.weight = of();
    this.mean = of();
    this.variance = of();
    this.#past_sum = of();
    this.#past_weight = of();
    this.#waiting_sum = of();
    this.#waiting_weight = of();
    this.#prior = 1 / spread ** 2;
  }

  restart(): void {
    this.sum.fill(0);
    this.weight.fill(0);
  }

  add(group: number, value: number, weight: number): void {
    this.sum[group] += weight * value;
    this.weight[group] += weight;
  }

  /** What the past alone says. */
  pastOf(group: number): { mean: number; variance: number } {
    const precision = this.#past_weight[group] + this.#prior;
    return { mean: this.#past_sum[group] / precision, variance: 1 / precision };
  }

  /** Means of the window and the past together. */
  shrink(): void {
    for (let g = 0; g < this.mean.length; g++) {
      const precision = this.weight[g] + this.#past_weight[g] + this.#prior;
      this.mean[g] = (this.sum[g] + this.#past_sum[g]) / precision;
      this.variance[g] = 1 / precision;
    }
  }

  wait(): void {
    this.#waiting_sum.set(this.sum);
    this.#waiting_weight.set(this.weight);
  }

  remember(retained: number): void {
    for (let g = 0; g < this.mean.length; g++) {
      this.#past_sum[g] = this.#past_sum[g] * retained + this.#waiting_sum[g];
      this.#past_weight[g] = this.#past_weight[g] * retained + this.#waiting_weight[g];
    }
  }
}

/**
 * How links alike are now: the city's mean, that of each kind of link within it, and what each district adds, each
 * shrunk towards the one above by its precision (credibility, Bühlmann 1967; two-way additive, because a district has
 * too few links of one kind to be learnt by kind). The city is as this window alone says, for it changes within minutes;
 * how kinds and districts lie in it stays for an hour. Each traffic has a city of its own: buses on roads of theirs say
 * nothing of a jam of cars. A group that nobody drove in is as the one above, less certain.
 */
export class GroupMeans {
  readonly #kinds: Offsets;
  readonly #districts: Offsets;
  /** Of the city, by traffic. */
  readonly #city: Float64Array;
  readonly #city_variance: Float64Array;
  readonly #traffic_of: Uint8Array;
  #waiting_end_ms = Number.NEGATIVE_INFINITY;
  #at_ms = Number.NEGATIVE_INFINITY;

  /**
   * @param traffic_of traffic of each kind, from 0; a district is of one traffic only, so that of each there are several
   * @param districts how many there are in all
   */
  constructor(traffic_of: Uint8Array, districts: number) {
    const traffics = traffic_of.reduce((most, traffic) => Math.max(most, traffic + 1), 1);
    this.#traffic_of = traffic_of;
    this.#city = new Float64Array(traffics);
    this.#city_variance = new Float64Array(traffics).fill(PRIOR.city ** 2);
    this.#kinds = new Offsets(traffic_of.length, PRIOR.kind);
    this.#districts = new Offsets(districts, PRIOR.district);
  }

  /** Takes in the window that waits if it ended before `window_start_ms`. */
  recall(window_start_ms: number): void {
    if (this.#waiting_end_ms > window_start_ms || this.#waiting_end_ms <= this.#at_ms) return;
    const passed_ms = this.#waiting_end_ms - this.#at_ms;
    for (const offsets of [this.#kinds, this.#districts]) offsets.remember(Math.exp(-passed_ms / MEMORY_MS));
    this.#at_ms = this.#waiting_end_ms;
  }

  /** Buffers a window that ends at a full step until it is past; the same window estimated again replaces it. */
  keep(window_end_ms: number): void {
    if (!isStep(window_end_ms) || window_end_ms < this.#waiting_end_ms) return;
    this.#kinds.wait();
    this.#districts.wait();
    this.#waiting_end_ms = window_end_ms;
  }

  /**
   * Learns from the links with passes. @param values of any number where the weight is 0; @param weights their precision as one
   * of their group, 0 without passes; @param kind group of each; @param district district of each
   */
  learn(values: Float32Array, weights: Float32Array, kind: Uint8Array, district: Uint16Array): void {
    const [kinds, districts] = [this.#kinds, this.#districts];
    kinds.restart();
    districts.restart();
    const past = districts.mean.map((_, d) => districts.pastOf(d).mean);
    for (let link = 0; link < values.length; link++)
      if (weights[link] > 0) kinds.add(kind[link], values[link] - past[district[link]], weights[link]);
    for (let traffic = 0; traffic < this.#city.length; traffic++) this.#learnCity(traffic);
    for (let k = 0; k < kinds.sum.length; k++) kinds.sum[k] -= kinds.weight[k] * this.#cityOf(k);
    kinds.shrink();
    for (let link = 0; link < values.length; link++)
      if (weights[link] > 0)
        districts.add(
          district[link],
          values[link] - this.#cityOf(kind[link]) - kinds.mean[kind[link]],
          weights[link],
        );
    districts.shrink();
  }

  meanOf(kind: number, district: number): number {
    return this.#cityOf(kind) + this.#kinds.mean[kind] + this.#districts.mean[district];
  }

  varianceOf(kind: number, district: number): number {
    return (
      this.#city_variance[this.#traffic_of[kind]] +
      this.#kinds.variance[kind] +
      this.#districts.variance[district]
    );
  }

  #cityOf(kind: number): number {
    return this.#city[this.#traffic_of[kind]];
  }

  /** What a kind says of the city is its mean less what it was in it, no surer than that was. */
  #learnCity(traffic: number): void {
    const { sum, weight } = this.#kinds;
    let [city_sum, city_weight] = [0, 1 / PRIOR.city ** 2];
    for (let k = 0; k < sum.length; k++) {
      if (weight[k] === 0 || this.#traffic_of[k] !== traffic) continue;
      const past = this.#kinds.pastOf(k);
      const precision = 1 / (1 / weight[k] + past.variance);
      city_sum += precision * (sum[k] / weight[k] - past.mean);
      city_weight += precision;
    }
    this.#city[traffic] = city_sum / city_weight;
    this.#city_variance[traffic] = 1 / city_weight;
  }
}
