import { smoothCount } from './link-curves.ts';

/** What Newell's solution inside a link needs of it. */
export interface FieldLink {
  readonly length_m: number;
  readonly speed_mps: number;
  readonly wave_mps: number;
  /** Jam density over all lanes, veh/m. */
  readonly jam_density_vpm: number;
}

/**
 * State of a link at any place and time from its cumulative curves alone (Newell 1993): the count at x is the least of what
 * came in downstream-bound at free speed and what the exit lets stand, N(x, t) = min{A(t − x/u), D(t − (L − x)/w) + k_j (L − x)}.
 */
export class TrafficField {
  readonly #link: FieldLink;
  readonly #entries: readonly number[];
  readonly #exits: readonly number[];

  constructor(link: FieldLink, entries: readonly number[], exits: readonly number[]) {
    this.#link = link;
    this.#entries = entries;
    this.#exits = exits;
  }

  /** Vehicles that have passed the place by then. @param position_m from the upstream end */
  count(position_m: number, at_s: number): number {
    return Math.min(this.#free(position_m, at_s), this.#queued(position_m, at_s));
  }

  /** Mean density between two places, veh/m over all lanes. */
  density(from_m: number, to_m: number, at_s: number): number {
    return (this.count(from_m, at_s) - this.count(to_m, at_s)) / (to_m - from_m);
  }

  /** Distance from the stop line to the tail of the queue, m; 0 without a queue. */
  queueLength(at_s: number, step_m = 1): number {
    const { length_m } = this.#link;
    let tail_m = 0;
    for (let back_m = step_m; back_m <= length_m; back_m += step_m) {
      const x = length_m - back_m;
      // Half a vehicle: the curves of whole vehicles differ by up to one where nothing is queued.
      if (this.#queued(x, at_s) < this.#free(x, at_s) - 0.5) tail_m = back_m;
    }
    // At the entry itself both are equal once the queue has reached it.
    return tail_m + step_m >= length_m - 1e-9 && tail_m > 0 ? length_m : tail_m;
  }

  #free(x: number, at_s: number): number {
    return smoothCount(this.#entries, at_s - x / this.#link.speed_mps);
  }

  #queued(x: number, at_s: number): number {
    const { length_m, wave_mps, jam_density_vpm } = this.#link;
    const rest_m = length_m - x;
    return smoothCount(this.#exits, at_s - rest_m / wave_mps) + jam_density_vpm * rest_m;
  }
}
