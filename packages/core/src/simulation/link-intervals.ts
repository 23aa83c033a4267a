import type { SimNetwork } from './sim-network.ts';
import type { SimObserver } from './sim-options.ts';

/** What happened on every link in one interval; columns by link. */
export interface LinkInterval {
  readonly from_s: number;
  readonly to_s: number;
  readonly entered: Uint32Array;
  readonly left: Uint32Array;
  /** Time that vehicles spent on the link, veh·s. */
  readonly vehicle_s: Float64Array;
  /** Sum of the times on the link of those who left it, s. */
  readonly travel_s: Float64Array;
}

/** Counts, densities and travel times of all links by interval, gathered while the simulation runs. */
export class LinkIntervals implements SimObserver {
  readonly intervals: LinkInterval[] = [];
  readonly #interval_s: number;
  readonly #enteredAt: Float64Array;
  readonly #on: Int32Array;
  readonly #since_s: Float64Array;
  #current: LinkInterval;

  constructor(network: SimNetwork, vehicle_count: number, start_s: number, interval_s: number) {
    this.#interval_s = interval_s;
    this.#enteredAt = new Float64Array(vehicle_count);
    this.#on = new Int32Array(network.link_count);
    this.#since_s = new Float64Array(network.link_count).fill(start_s);
    this.#current = emptyInterval(network.link_count, start_s, start_s + interval_s);
  }

  enter(link: number, vehicle: number, at_s: number): void {
    if (at_s >= this.#current.to_s) this.advance(at_s);
    this.#count(link, at_s);
    this.#on[link]++;
    this.#current.entered[link]++;
    this.#enteredAt[vehicle] = at_s;
  }

  leave(link: number, vehicle: number, at_s: number): void {
    if (at_s >= this.#current.to_s) this.advance(at_s);
    this.#count(link, at_s);
    this.#on[link]--;
    this.#current.left[link]++;
    this.#current.travel_s[link] += at_s - this.#enteredAt[vehicle];
  }

  /** Closes all intervals that end by then. */
  advance(at_s: number): void {
    while (at_s >= this.#current.to_s) {
      const { to_s } = this.#current;
      for (let link = 0; link < this.#on.length; link++) this.#count(link, to_s);
      this.intervals.push(this.#current);
      this.#current = emptyInterval(this.#on.length, to_s, to_s + this.#interval_s);
    }
  }

  /** Closes the last interval, which may be shorter than the others. */
  finish(at_s: number): void {
    this.advance(at_s);
    if (at_s <= this.#current.from_s) return;
    for (let link = 0; link < this.#on.length; link++) this.#count(link, at_s);
    this.intervals.push({ ...this.#current, to_s: at_s });
  }

  #count(link: number, at_s: number): void {
    this.#current.vehicle_s[link] += this.#on[link] * (at_s - this.#since_s[link]);
    this.#since_s[link] = at_s;
  }
}

function emptyInterval(links: number, from_s: number, to_s: number): LinkInterval {
  return {
    from_s,
    to_s,
    entered: new Uint32Array(links),
    left: new Uint32Array(links),
    vehicle_s: new Float64Array(links),
    travel_s: new Float64Array(links),
  };
}
