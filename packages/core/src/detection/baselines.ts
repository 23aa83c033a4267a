import type { RoadNetwork } from '../network/index.ts';
import type { DetectionWindow } from './link-evidence.ts';
import { type PastQuarter, QUARTERS_OF_DAY } from './link-normals.ts';

/** A detector for comparison: says which links it alarms on newly in a minute. */
export interface Baseline {
  advance(window: DetectionWindow, quarter: number): number[];
}

/** An alarm on a link holds these minutes after its last sign, so that one that flickers is one. */
const HOLD_MINUTES = 15;

/** Alarms by link: a sign in a number of windows in a row begins one. */
class Alarms {
  readonly #signs: Uint8Array;
  readonly #left: Uint8Array;

  constructor(
    links: number,
    private readonly persistence: number,
  ) {
    this.#signs = new Uint8Array(links);
    this.#left = new Uint8Array(links);
  }

  /** @returns whether an alarm begins */
  see(link: number, sign: boolean): boolean {
    this.#signs[link] = sign ? Math.min(255, this.#signs[link] + 1) : 0;
    const has_sign = this.#signs[link] >= this.persistence;
    const begins = has_sign && this.#left[link] === 0;
    this.#left[link] = has_sign ? HOLD_MINUTES : Math.max(0, this.#left[link] - 1);
    return begins;
  }
}

/** Room of a vehicle and a loop on its lane, m. */
const OCCUPIED_M = 6.5;

/**
 * California's algorithm (Payne, Tignor 1978) with the constants of number 8 as fielded: occupancy upstream over that
 * downstream (T1, in points), the difference as a share (T2), and little occupancy downstream (T3), in two windows in a row. Its
 * test of compression waves needs constants that are not published with these and is left out. Occupancy is made from passes
 * and speeds: passes / share / speed, for no loop lies on every link.
 */
export class California implements Baseline {
  static readonly CONSTANTS = { t1: 8.1, t2: 0.313, t3: 16.8, persistence: 2 } as const;
  readonly #network: RoadNetwork;
  readonly #share: number;
  readonly #alarms: Alarms;

  /** @param share of all vehicles that report */
  constructor(network: RoadNetwork, share: number) {
    this.#network = network;
    this.#share = share;
    this.#alarms = new Alarms(network.link_count, California.CONSTANTS.persistence);
  }

  advance(window: DetectionWindow): number[] {
    const { t1, t2, t3 } = California.CONSTANTS;
    const occupancy = this.#occupancies(window);
    const { turn_offset, turn_link, link_name } = this.#network;
    const found: number[] = [];
    for (let link = 0; link < occupancy.length; link++) {
      let down = turn_offset[link];
      while (down < turn_offset[link + 1] && link_name[turn_link[down]] !== link_name[link]) down++;
      const up_pct = occupancy[link];
      const down_pct = down < turn_offset[link + 1] ? occupancy[turn_link[down]] : Number.NaN;
      const over = up_pct - down_pct;
      if (this.#alarms.see(link, over >= t1 && over / up_pct >= t2 && down_pct <= t3)) found.push(link);
    }
    return found;
  }

  #occupancies({ speed_kmh, samples }: DetectionWindow): Float32Array {
    return speed_kmh.map((speed, link) => {
      const vehicles_per_km = ((samples[link] / this.#share) * 12) / speed;
      return Math.min(100, (vehicles_per_km * OCCUPIED_M) / 10 / this.#network.link_lanes[link]);
    });
  }
}

/** Standard normal deviate (Dudek, Messer 1974): the speed against the mean and deviation of the windows just before. */
export class NormalDeviate implements Baseline {
  static readonly CONSTANTS = { z: 3.5, window: 10, persistence: 2 } as const;
  readonly #before: Float32Array[] = [];
  readonly #alarms: Alarms;

  constructor(network: RoadNetwork) {
    this.#alarms = new Alarms(network.link_count, NormalDeviate.CONSTANTS.persistence);
  }

  advance({ speed_kmh }: DetectionWindow): number[] {
    const { z, window, persistence } = NormalDeviate.CONSTANTS;
    const found: number[] = [];
    // The newest may hold the first sign already.
    const before = this.#before.slice(0, window);
    for (let link = 0; link < speed_kmh.length; link++) {
      const { mean, deviation } = spreadOf(before, link);
      if (this.#alarms.see(link, speed_kmh[link] < mean - z * deviation)) found.push(link);
    }
    this.#before.push(speed_kmh);
    if (this.#before.length > window + persistence - 1) this.#before.shift();
    return found;
  }
}

function spreadOf(windows: readonly Float32Array[], link: number) {
  let [n, sum, squares] = [0, 0, 0];
  for (const speeds of windows) {
    if (Number.isNaN(speeds[link])) continue;
    n++;
    sum += speeds[link];
    squares += speeds[link] ** 2;
  }
  // Less than 1 km/h is no deviation of traffic: two equal passes have none at all.
  const mean = n < NormalDeviate.CONSTANTS.window / 2 ? Number.NaN : sum / n;
  return { mean, deviation: Math.max(1, Math.sqrt(Math.max(0, squares / n - mean * mean))) };
}

/** The lowest speed of the same quarter of an hour, and of those beside it, on past days: a quantile of about 1 in 15. */
export class QuantileBaseline implements Baseline {
  static readonly CONSTANTS = { persistence: 2 } as const;
  readonly #lowest: Float32Array;
  readonly #alarms: Alarms;
  readonly #links: number;

  constructor(network: RoadNetwork, past: Iterable<PastQuarter>) {
    this.#links = network.link_count;
    this.#lowest = new Float32Array(QUARTERS_OF_DAY * this.#links).fill(Number.NaN);
    this.#alarms = new Alarms(this.#links, QuantileBaseline.CONSTANTS.persistence);
    for (const { quarter, speed_kmh } of past)
      for (const at of [quarter - 1, quarter, quarter + 1])
        if (at >= 0 && at < QUARTERS_OF_DAY) this.#lower(at * this.#links, speed_kmh);
  }

  advance({ speed_kmh }: DetectionWindow, quarter: number): number[] {
    const found: number[] = [];
    const first = quarter * this.#links;
    for (let link = 0; link < this.#links; link++)
      if (this.#alarms.see(link, speed_kmh[link] < this.#lowest[first + link])) found.push(link);
    return found;
  }

  #lower(first: number, speed_kmh: Float32Array): void {
    for (let link = 0; link < this.#links; link++) {
      const speed = speed_kmh[link];
      if (!(speed >= this.#lowest[first + link]))
        this.#lowest[first + link] = Number.isNaN(speed) ? this.#lowest[first + link] : speed;
    }
  }
}
