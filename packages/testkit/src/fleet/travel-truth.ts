import type { RoadNetwork } from '@opentocc/core/network';

/** True speeds of the links in one window. */
export interface TrueLinkSpeeds {
  /** Length over mean time of travel (space mean), km/h; NaN where nobody passed. */
  readonly speed_kmh: Float32Array;
  /** Vehicles that passed whole. */
  readonly vehicles: Uint16Array;
}

const START_ROWS = 4096;

/**
 * What really happened: every passage of a vehicle over a whole link. Time that a vehicle spent parked or at a stop of
 * its own (bus stop, passenger) is `dwell_ms` and no part of the speed; waiting at a signal is. Columns that grow by
 * doubling: 28 bytes a passage.
 */
export class TravelTruth {
  length = 0;
  link = new Uint32Array(START_ROWS);
  /** Ids of the registry order: position in the roster + 1, as in the batches. */
  vehicle = new Uint32Array(START_ROWS);
  enter_ms = new Float64Array(START_ROWS);
  exit_ms = new Float64Array(START_ROWS);
  dwell_ms = new Uint32Array(START_ROWS);
  readonly #network: RoadNetwork;

  constructor(network: RoadNetwork) {
    this.#network = network;
  }

  add(link: number, vehicle: number, enter_ms: number, exit_ms: number, dwell_ms: number): void {
    if (this.length === this.link.length) this.#grow();
    const row = this.length++;
    this.link[row] = link;
    this.vehicle[row] = vehicle;
    this.enter_ms[row] = enter_ms;
    this.exit_ms[row] = exit_ms;
    this.dwell_ms[row] = dwell_ms;
  }

  /** Speeds by the passages that ended in [from_ms, to_ms). */
  linkSpeeds({ from_ms, to_ms }: { from_ms: number; to_ms: number }): TrueLinkSpeeds {
    const { link_count, link_length_m } = this.#network;
    const time_s = new Float64Array(link_count);
    const vehicles = new Uint16Array(link_count);
    for (let row = 0; row < this.length; row += 1) {
      if (this.exit_ms[row] < from_ms || this.exit_ms[row] >= to_ms) continue;
      const link = this.link[row];
      time_s[link] += (this.exit_ms[row] - this.enter_ms[row] - this.dwell_ms[row]) / 1000;
      vehicles[link] += 1;
    }
    const speed_kmh = Float32Array.from(vehicles, (n, l) =>
      n === 0 ? Number.NaN : (link_length_m[l] * n * 3.6) / time_s[l],
    );
    return { speed_kmh, vehicles };
  }

  /** One line for each passage: link,vehicle,enter_ms,exit_ms,dwell_ms. */
  *toCsv(): Generator<string> {
    yield 'link,vehicle,enter_ms,exit_ms,dwell_ms\n';
    for (let row = 0; row < this.length; row += 1) {
      const passage = [
        this.link[row],
        this.vehicle[row],
        this.enter_ms[row],
        this.exit_ms[row],
        this.dwell_ms[row],
      ];
      yield `${passage.join(',')}\n`;
    }
  }

  #grow(): void {
    const grow = <A extends Uint32Array | Float64Array>(old: A, bigger: A): A => {
      bigger.set(old);
      return bigger;
    };
    const n = this.link.length * 2;
    this.link = grow(this.link, new Uint32Array(n));
    this.vehicle = grow(this.vehicle, new Uint32Array(n));
    this.enter_ms = grow(this.enter_ms, new Float64Array(n));
    this.exit_ms = grow(this.exit_ms, new Float64Array(n));
    this.dwell_ms = grow(this.dwell_ms, new Uint32Array(n));
  }
}
