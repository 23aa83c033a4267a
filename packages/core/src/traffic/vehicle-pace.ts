import { lengthened, lengthFor } from '../columns/index.ts';

/** What traffic does on each link by the last estimate: the reference for passes that end later. */
export interface LinkExpectation {
  /** Natural logarithm of the speed of the traffic, m/s, and its variance. Columns as long as the network's links. */
  readonly ln_mps: Float32Array;
  readonly variance: Float32Array;
  /** Variance of the logarithm of the speed of one pass about it, of vehicles that drive as the traffic does. */
  readonly pass_variance: Float32Array;
  /** Variance of the paces of the fleet. */
  readonly pace_variance: number;
}

/** Paces of a fleet of which nothing is known are so far apart, ln: drivers of equal cars choose speeds 10 % apart. */
export const ASSUMED_PACE = 0.1;
/** A vehicle drives as before with a likeness that falls to 1/e over this time, ms: drivers change shift. Assumed. */
const MEMORY_MS = 8 * 3_600_000;
/** What was expected is wrong alike on links that follow each other: so many count as one. Assumed. */
const WRONG_ALIKE = 4;
/** A pass that is farther off than so many deviations counts as that far: a stop of its own, a wrong link. */
const FAR = 2.5;
/** Less of a link driven says as little as this part of it. */
const LEAST_PART = 0.05;
const SLOTS = 64;

/**
 * How each vehicle drives beside the traffic about it: the logarithm of its speed over theirs, its pace. At a low
 * penetration rate a road is known by one fast taxi or one slow lorry alone, and all of its road with it; what is known of the
 * vehicle is therefore taken out of its passes (crossed effects of vehicle and link; Jenelius and Koutsopoulos 2013,
 * "Travel time estimation for urban road networks using low frequency probe vehicle data", sets out why). One Kalman
 * filter a vehicle, each pass held against the forecast made before it ended, so that no pass vouches for itself. Two numbers
 * a slot, in memory only.
 */
export class VehiclePace {
  #pace = new Float32Array(SLOTS);
  /** NaN before anything is known of a vehicle. */
  #variance = new Float32Array(SLOTS).fill(Number.NaN);
  #at_ms = new Float64Array(SLOTS);
  #expected: LinkExpectation | null = null;

  /** Takes what traffic does now. */
  expect(expected: LinkExpectation): void {
    this.#expected = expected;
  }

  /** Pace of a vehicle, ln; 0 when it is unknown. */
  of(slot: number): number {
    return slot < this.#pace.length ? this.#pace[slot] : 0;
  }

  /** Variance of what is said of it. */
  varianceOf(slot: number): number {
    const variance = slot < this.#variance.length ? this.#variance[slot] : Number.NaN;
    return Number.isNaN(variance) ? this.#fleet_variance : variance;
  }

  /** Learns from a pass that ended. @param part of the link that was driven, 0–1 */
  learn(slot: number, link: number, exit_ms: number, speed_mps: number, part: number): void {
    if (!this.#expected) return;
    const { ln_mps, variance, pass_variance } = this.#expected;
    this.#goOn(slot, exit_ms);
    const noise = pass_variance[link] / Math.max(LEAST_PART, part) + WRONG_ALIKE * variance[link];
    const far = FAR * Math.sqrt(this.#variance[slot] + noise);
    const off = Math.log(speed_mps) - ln_mps[link] - this.#pace[slot];
    const gain = this.#variance[slot] / (this.#variance[slot] + noise);
    this.#pace[slot] += gain * Math.max(-far, Math.min(far, off));
    this.#variance[slot] *= 1 - gain;
  }

  get #fleet_variance(): number {
    return this.#expected?.pace_variance ?? ASSUMED_PACE ** 2;
  }

  /** Time passes, and the driver may be another one. */
  #goOn(slot: number, at_ms: number): void {
    this.#reserve(slot);
    if (Number.isNaN(this.#variance[slot])) this.#variance[slot] = this.#fleet_variance;
    else {
      const like = Math.exp(-Math.max(0, at_ms - this.#at_ms[slot]) / MEMORY_MS);
      this.#pace[slot] *= like;
      this.#variance[slot] = like * like * this.#variance[slot] + (1 - like * like) * this.#fleet_variance;
    }
    this.#at_ms[slot] = at_ms;
  }

  #reserve(slot: number): void {
    if (slot < this.#pace.length) return;
    const size = lengthFor(slot, this.#pace.length);
    this.#pace = lengthened(this.#pace, size);
    this.#variance = lengthened(this.#variance, size, Number.NaN);
    this.#at_ms = lengthened(this.#at_ms, size);
  }
}
