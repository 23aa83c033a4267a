import { RETAINED_PER_STEP } from './window-steps.ts';

/** What the links of a kind have is worth so many windows of a link's own. */
const WORTH_WINDOWS = 2;
/** A mean of fewer vehicles is not asked for. */
const LEAST_VEHICLES = 5;

/**
 * How many vehicles drive each link in a window, seen or not: passes of the last hour, shrunk to what links of the kind
 * have, over the share of vehicles that report (Gamma–Poisson credibility).
 */
export class LinkFlow {
  readonly #kind: Uint8Array;
  readonly #passes: Float32Array;
  readonly #of_kind: Float64Array;
  readonly #links: Float64Array;
  #windows = 0;

  /** @param penetration rate of all vehicles that report, 0–1 */
  constructor(
    kind: Uint8Array,
    kinds: number,
    private readonly penetration_rate: number,
  ) {
    this.#kind = kind;
    this.#passes = new Float32Array(kind.length);
    this.#of_kind = new Float64Array(kinds);
    this.#links = new Float64Array(kinds);
    for (const k of kind) this.#links[k]++;
  }

  learn(passes: Uint16Array): void {
    this.#windows = this.#windows * RETAINED_PER_STEP + 1;
    this.#of_kind.fill(0);
    for (let link = 0; link < passes.length; link++) {
      this.#passes[link] = this.#passes[link] * RETAINED_PER_STEP + passes[link];
      this.#of_kind[this.#kind[link]] += this.#passes[link];
    }
    for (let k = 0; k < this.#links.length; k++)
      this.#of_kind[k] /= Math.max(1, this.#links[k] * this.#windows);
  }

  /** Vehicles on a link of which so many passed that report. */
  vehiclesOn(link: number, passes: number): number {
    const usual =
      (this.#passes[link] + WORTH_WINDOWS * this.#of_kind[this.#kind[link]]) /
      (this.#windows + WORTH_WINDOWS);
    return Math.max(LEAST_VEHICLES, passes + usual * (1 / this.penetration_rate - 1));
  }
}
