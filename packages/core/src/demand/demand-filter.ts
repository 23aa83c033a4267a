/** Share of what was learned that is left after a step of five minutes: half of it after half an hour. */
const LEFT_PER_STEP = 0.9;
/**
 * Expected passes that the city's factor is worth beside a zone's own, and 1 beside the city's: some thirty vehicles, each of
 * which passes ten links, so that passes are not independent. With 30 the filter was worse than none (bench/demand.ts).
 */
const WORTH_PASSES = 300;
const LEAST = 0.2;
const MOST = 5;

/**
 * How much more or less is generated today than on a typical day, by zone: passes that come over passes expected, both forgotten at
 * one rate (a Gamma–Poisson filter), zones drawn to the city. Generation alone is corrected: shares and ways change slowly
 * and are learned by night.
 */
export class DemandFilter {
  readonly #seen: Float64Array;
  readonly #expected: Float64Array;

  constructor(zone_count: number) {
    this.#seen = new Float64Array(zone_count);
    this.#expected = new Float64Array(zone_count);
  }

  /** One step of five minutes; by zone. */
  learn(seen: ArrayLike<number>, expected: ArrayLike<number>): void {
    for (let zone = 0; zone < this.#seen.length; zone++) {
      this.#seen[zone] = LEFT_PER_STEP * this.#seen[zone] + seen[zone];
      this.#expected[zone] = LEFT_PER_STEP * this.#expected[zone] + expected[zone];
    }
  }

  /** Today over typical of the whole city. */
  get city(): number {
    const sum = (of: Float64Array) => of.reduce((a, b) => a + b, 0);
    return factor(sum(this.#seen), sum(this.#expected), 1);
  }

  /** Today over typical of each zone, 0.2 to 5. */
  factors(): Float64Array {
    const { city } = this;
    return this.#seen.map((seen, zone) => factor(seen, this.#expected[zone], city));
  }

  /** Passes that the factors rest on, the newest counted whole. */
  get passes(): number {
    return this.#seen.reduce((a, b) => a + b, 0);
  }
}

const factor = (seen: number, expected: number, towards: number): number =>
  Math.min(MOST, Math.max(LEAST, (seen + WORTH_PASSES * towards) / (expected + WORTH_PASSES)));
