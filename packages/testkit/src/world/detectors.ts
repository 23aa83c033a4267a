import type { SimObserver } from '@opentocc/core/simulation';
import type { DetectorCount, DetectorReading } from './model.ts';
import { speedAt_mps, timeAt_s } from './passage.ts';
import type { WorldCity } from './world-city.ts';

/** Length of a vehicle and of the loop that it covers, m. */
const COVERED_M = 5 + 2;
/** How long passages can be read, s. */
const KEPT_S = 2 * 3600;

interface Passages {
  readonly enter_s: number[];
  readonly leave_s: number[];
}

/**
 * Detectors on some links, read from the passages of the simulated vehicles: each drives freely up to the queue, and through
 * it at the speed that is left. To be given to a day as its observer.
 */
export class Detectors implements SimObserver, DetectorReading {
  readonly #city: WorldCity;
  readonly #start_ms: number;
  readonly #on: ReadonlyMap<number, Passages>;
  readonly #enter_s = new Map<number, number>();
  #seen_s = Number.NEGATIVE_INFINITY;
  #kept_s = Number.NEGATIVE_INFINITY;

  /** @param start_ms begin of the world's day */
  constructor(city: WorldCity, start_ms: number, links: Iterable<number>) {
    this.#city = city;
    this.#start_ms = start_ms;
    this.#on = new Map([...links].map((link) => [link, { enter_s: [], leave_s: [] }]));
  }

  enter(link: number, vehicle: number, at_s: number): void {
    if (this.#on.has(link)) this.#enter_s.set(vehicle, at_s);
  }

  leave(link: number, vehicle: number, at_s: number): void {
    const passages = this.#on.get(link);
    if (!passages) return;
    const enter_s = this.#enter_s.get(vehicle);
    this.#enter_s.delete(vehicle);
    if (enter_s === undefined) return;
    passages.enter_s.push(enter_s);
    passages.leave_s.push(at_s);
  }

  /** All passages until then are known; older ones are forgotten. @param at_s of the day */
  close(at_s: number): void {
    this.#seen_s = at_s;
    if (at_s - KEPT_S < this.#kept_s + KEPT_S / 4) return;
    this.#kept_s = at_s - KEPT_S;
    for (const { enter_s, leave_s } of this.#on.values()) {
      let old = 0;
      while (old < leave_s.length && leave_s[old] < this.#kept_s) old++;
      enter_s.splice(0, old);
      leave_s.splice(0, old);
    }
  }

  counts(link: number, from_ms: number, to_ms: number, at = 0.5): DetectorCount {
    const passages = this.#on.get(link);
    const from_s = (from_ms - this.#start_ms) / 1000;
    const to_s = (to_ms - this.#start_ms) / 1000;
    if (!passages) throw new RangeError(`no detector lies on link ${link}`);
    if (from_s < this.#kept_s || to_s > this.#seen_s)
      throw new RangeError(`seconds ${from_s} to ${to_s} of the day are not known`);
    const { network, roads, weight } = this.#city;
    let [passed, speeds_mps, covered_s] = [0, 0, 0];
    for (const [row, leave_s] of passages.leave_s.entries()) {
      if (leave_s < from_s) continue;
      const enter_s = passages.enter_s[row];
      const at_s = enter_s + timeAt_s(roads.passages, link, leave_s - enter_s, at);
      if (at_s < from_s || at_s >= to_s) continue;
      const speed_mps = speedAt_mps(roads.passages, link, leave_s - enter_s, at);
      passed++;
      speeds_mps += speed_mps;
      covered_s += COVERED_M / speed_mps;
    }
    return {
      vehicles: passed * weight,
      mean_speed_kmh: passed > 0 ? (3.6 * speeds_mps) / passed : Number.NaN,
      occupancy: Math.min(1, (covered_s * weight) / (network.link_lanes[link] * (to_s - from_s))),
    };
  }
}
