import type { SimNetwork, SimObserver, Simulation } from '../simulation/index.ts';

/** Mean time on each link before each turn, by the interval in which the link was entered, gathered while a simulation runs. */
export class TurnTimes implements SimObserver {
  readonly #simulation: Simulation;
  readonly #network: SimNetwork;
  readonly #interval_s: number;
  readonly #intervals: number;
  readonly #start_s: number;
  readonly #entered_s: Float64Array;
  readonly #sum_s: Float32Array;
  readonly #count: Uint16Array;

  /** @param until_s from when on all entries count as of the last interval */
  constructor(simulation: Simulation, until_s: number, interval_s: number) {
    const { network, vehicles } = simulation;
    this.#simulation = simulation;
    this.#network = network;
    this.#interval_s = interval_s;
    this.#start_s = simulation.now_s;
    this.#intervals = Math.max(1, Math.ceil((until_s - this.#start_s) / interval_s));
    this.#entered_s = new Float64Array(vehicles.vehicle_count);
    const cells = (network.turn_count + network.link_count) * this.#intervals;
    this.#sum_s = new Float32Array(cells);
    this.#count = new Uint16Array(cells);
  }

  enter(_link: number, vehicle: number, at_s: number): void {
    this.#entered_s[vehicle] = at_s;
  }

  leave(_link: number, vehicle: number, at_s: number): void {
    const { routes, columns } = this.#simulation.state;
    const entered_s = this.#entered_s[vehicle];
    const cell = this.#cell(routes[columns.route_at[vehicle]], entered_s);
    if (this.#count[cell] === 0xffff) return;
    this.#sum_s[cell] += at_s - entered_s;
    this.#count[cell]++;
  }

  #cell(turn: number, entered_s: number): number {
    const interval = Math.floor((entered_s - this.#start_s) / this.#interval_s);
    return turn * this.#intervals + Math.min(this.#intervals - 1, Math.max(0, interval));
  }

  /** Time on the link before a turn when it is entered then, s: as seen, or as without others where nobody made the turn. */
  timeOf(turn: number, entered_s: number): number {
    const cell = this.#cell(turn, entered_s);
    if (this.#count[cell] > 0) return this.#sum_s[cell] / this.#count[cell];
    const { turn_from, link_length_m, link_speed_mps } = this.#network;
    const link = turn_from[turn];
    return link_length_m[link] / link_speed_mps[link];
  }
}
