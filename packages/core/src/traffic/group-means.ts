/** Spread of what is foretold before anything is seen, ln: of the city, of a kind of link in it, of a district in it. */
const PRIOR = { city: 0.5, kind: 0.2, district: 0.12 };

/**
 * How links alike are now: the city's mean, that of each kind of link within it, and what each district adds, each
 * shrunk towards the one above by its precision (credibility, Bühlmann 1967; two-way additive, because a district has
 * too few links of one kind to be learnt by kind). A group that nobody drove in is as the one above, less certain.
 */
export class GroupMeans {
  readonly #sum: Float64Array;
  readonly #weight: Float64Array;
  readonly #mean: Float64Array;
  readonly #variance: Float64Array;
  readonly #district_sum: Float64Array;
  readonly #district_weight: Float64Array;
  readonly #district: Float64Array;
  readonly #district_variance: Float64Array;

  constructor(kinds: number, districts: number) {
    const of = (length: number) => new Float64Array(length);
    this.#sum = of(kinds);
    this.#weight = of(kinds);
    this.#mean = of(kinds);
    this.#variance = of(kinds);
    this.#district_sum = of(districts);
    this.#district_weight = of(districts);
    this.#district = of(districts);
    this.#district_variance = of(districts);
  }

  /**
   * Learns from the links with passes. @param values of any number where the weight is 0; @param weights their precision as one
   * of their group, 0 without passes; @param kind group of each; @param district district of each
   */
  learn(values: Float32Array, weights: Float32Array, kind: Uint8Array, district: Uint16Array): void {
    for (const column of [this.#sum, this.#weight, this.#district_sum, this.#district_weight]) column.fill(0);
    for (let link = 0; link < values.length; link++) {
      if (weights[link] === 0) continue;
      this.#sum[kind[link]] += weights[link] * values[link];
      this.#weight[kind[link]] += weights[link];
    }
    this.#shrinkKinds();
    for (let link = 0; link < values.length; link++) {
      if (weights[link] === 0) continue;
      this.#district_sum[district[link]] += weights[link] * (values[link] - this.#mean[kind[link]]);
      this.#district_weight[district[link]] += weights[link];
    }
    for (let d = 0; d < this.#district.length; d++) {
      const precision = this.#district_weight[d] + 1 / PRIOR.district ** 2;
      this.#district[d] = this.#district_sum[d] / precision;
      this.#district_variance[d] = 1 / precision;
    }
  }

  meanOf(kind: number, district: number): number {
    return this.#mean[kind] + this.#district[district];
  }

  varianceOf(kind: number, district: number): number {
    return this.#variance[kind] + this.#district_variance[district];
  }

  #shrinkKinds(): void {
    let [city_sum, city_weight] = [0, 1 / PRIOR.city ** 2];
    for (let k = 0; k < this.#sum.length; k++) {
      if (this.#weight[k] === 0) continue;
      // What a kind says of the city is its mean, no surer than kinds are alike.
      const weight = 1 / (1 / this.#weight[k] + PRIOR.kind ** 2);
      city_sum += (weight * this.#sum[k]) / this.#weight[k];
      city_weight += weight;
    }
    const city = city_sum / city_weight;
    for (let k = 0; k < this.#sum.length; k++) {
      const from_above = 1 / (PRIOR.kind ** 2 + 1 / city_weight);
      const precision = this.#weight[k] + from_above;
      this.#mean[k] = (this.#sum[k] + from_above * city) / precision;
      this.#variance[k] = 1 / precision;
    }
  }
}
