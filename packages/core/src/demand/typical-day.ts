/** Quarter-hours of a day. */
export const QUARTERS_OF_DAY = 96;
/** Smoothing of the daily curve of a kind: the quarter itself and those beside it. */
const CURVE_WEIGHTS = [0.25, 0.5, 0.25] as const;
/** Whole days that the mean of its kind is worth beside a link's own mean. Assumed, 2026-11-27. */
const WORTH_DAYS = 0.5;

/** Vehicles that report and are expected to pass each link in each quarter-hour of a day of one class. */
export interface TypicalDay {
  /** At `quarter * links + link`. */
  readonly passes: Float32Array;
  /** Days that each quarter rests on. */
  readonly days: Uint16Array;
  /** Passes of each link on all days: what its own figures rest on. */
  readonly seen: Float32Array;
  /** Squared coefficient of variation of links about the curve of their kind, by kind. */
  readonly variation: Float64Array;
}

/**
 * The typical day of a class of days from passes by link and quarter-hour. A thin fleet leaves most of these cells with a pass or
 * none, so that each is drawn towards what the link's mean and the daily curve of its kind say, by how much links of the kind
 * differ from that beyond chance (Gamma–Poisson credibility, the variation found by moments). Means alone have the error of
 * whole vehicles: on a day held out they were worse than the curve of the kind (docs/simulation.md).
 */
export class TypicalDayBuilder {
  readonly #kind: Uint8Array;
  readonly #kinds: number;
  readonly #links: number;
  readonly #sum: Float32Array;
  readonly #days = new Uint16Array(QUARTERS_OF_DAY);

  /** @param kind of each link: those of a kind share a daily curve */
  constructor(kind: Uint8Array, kinds: number) {
    this.#kind = kind;
    this.#kinds = kinds;
    this.#links = kind.length;
    this.#sum = new Float32Array(QUARTERS_OF_DAY * kind.length);
  }

  /** Adds one quarter-hour of one day. @param passes by link */
  add(quarter: number, passes: ArrayLike<number>): void {
    this.#days[quarter]++;
    const from = quarter * this.#links;
    for (let link = 0; link < this.#links; link++) this.#sum[from + link] += passes[link];
  }

  /** Plain means of the days, 0 where no day recorded the quarter. */
  means(): Float32Array {
    const means = new Float32Array(this.#sum.length);
    this.#each((at, _quarter, _link, days) => {
      if (days > 0) means[at] = this.#sum[at] / days;
    });
    return means;
  }

  build(): TypicalDay {
    const seen = this.#seen();
    const quarters = this.#days.reduce((sum, days) => sum + days, 0);
    const mean = this.#means(seen, quarters);
    const curve = this.#curves();
    const held = (quarter: number, link: number) =>
      mean[link] * curve[this.#kind[link] * QUARTERS_OF_DAY + quarter];
    const variation = this.#variation(held);
    const passes = new Float32Array(this.#sum.length);
    this.#each((at, quarter, link, days) => {
      const expected = held(quarter, link);
      const own = variation[this.#kind[link]];
      passes[at] =
        own > 0 && expected > 0 ? (this.#sum[at] + 1 / own) / (days + 1 / (own * expected)) : expected;
    });
    return { passes, days: this.#days.slice(), seen, variation };
  }

  #each(look: (at: number, quarter: number, link: number, days: number) => void): void {
    for (let quarter = 0; quarter < QUARTERS_OF_DAY; quarter++)
      for (let link = 0; link < this.#links; link++)
        look(quarter * this.#links + link, quarter, link, this.#days[quarter]);
  }

  #seen(): Float32Array {
    const seen = new Float32Array(this.#links);
    this.#each((at, _, link) => {
      seen[link] += this.#sum[at];
    });
    return seen;
  }

  /** Mean passes of each link in a quarter-hour, drawn to that of its kind. */
  #means(seen: Float32Array, quarters: number): Float64Array {
    const [sum, links] = [new Float64Array(this.#kinds), new Float64Array(this.#kinds)];
    this.#kind.forEach((kind, link) => {
      sum[kind] += seen[link];
      links[kind]++;
    });
    const worth = WORTH_DAYS * QUARTERS_OF_DAY;
    return Float64Array.from(seen, (own, link) => {
      const kind = this.#kind[link];
      const of_kind = quarters > 0 ? sum[kind] / links[kind] / quarters : 0;
      return (own + worth * of_kind) / (quarters + worth);
    });
  }

  /** Daily curves of all kinds, mean 1 over the quarters that were recorded. */
  #curves(): Float64Array {
    const raw = new Float64Array(this.#kinds * QUARTERS_OF_DAY);
    this.#each((at, quarter, link, days) => {
      if (days > 0) raw[this.#kind[link] * QUARTERS_OF_DAY + quarter] += this.#sum[at] / days;
    });
    const curve = new Float64Array(raw.length);
    for (let kind = 0; kind < this.#kinds; kind++) {
      const from = kind * QUARTERS_OF_DAY;
      this.#smoothInto(raw.subarray(from, from + QUARTERS_OF_DAY), curve.subarray(from));
    }
    return curve;
  }

  #smoothInto(raw: Float64Array, curve: Float64Array): void {
    const recorded = [...this.#days.keys()].filter((quarter) => this.#days[quarter] > 0);
    const mean = recorded.reduce((sum, quarter) => sum + raw[quarter], 0) / Math.max(1, recorded.length);
    for (let quarter = 0; quarter < QUARTERS_OF_DAY; quarter++) {
      let [sum, weights] = [0, 0];
      CURVE_WEIGHTS.forEach((weight, i) => {
        const beside = (quarter + i - 1 + QUARTERS_OF_DAY) % QUARTERS_OF_DAY;
        if (this.#days[beside] === 0) return;
        sum += weight * raw[beside];
        weights += weight;
      });
      curve[quarter] = mean > 0 && weights > 0 ? sum / weights / mean : 1;
    }
  }

  /** What is left of the spread about the curve after the chance of whole vehicles. */
  #variation(held: (quarter: number, link: number) => number): Float64Array {
    const [over, whole] = [new Float64Array(this.#kinds), new Float64Array(this.#kinds)];
    this.#each((at, quarter, link, days) => {
      const expected = days * held(quarter, link);
      over[this.#kind[link]] += (this.#sum[at] - expected) ** 2 - expected;
      whole[this.#kind[link]] += expected ** 2;
    });
    return over.map((sum, kind) => (whole[kind] > 0 ? Math.max(0, sum / whole[kind]) : 0));
  }
}
