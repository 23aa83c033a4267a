import type { AssignmentNetwork } from './tntp.ts';

/** Flows, costs and slopes of all links, always of one state. */
export class LinkCosts {
  readonly flow: Float64Array;
  readonly cost: Float64Array;
  readonly slope: Float64Array;
  readonly #network: AssignmentNetwork;

  constructor(network: AssignmentNetwork) {
    this.#network = network;
    this.flow = new Float64Array(network.link_count);
    this.cost = new Float64Array(network.link_count);
    this.slope = new Float64Array(network.link_count);
    for (let link = 0; link < network.link_count; link++) this.update(link);
  }

  add(link: number, flow: number): void {
    this.flow[link] = Math.max(0, this.flow[link] + flow);
    this.update(link);
  }

  update(link: number): void {
    const { free_time, b, power, capacity, fixed_cost } = this.#network;
    const share = this.flow[link] / capacity[link];
    const p = power[link];
    // The power of nearly all networks; Math.pow is several times slower.
    const below = p === 4 ? share * share * share : p === 0 ? 0 : share ** (p - 1);
    const rise = free_time[link] * b[link] * below;
    this.cost[link] = fixed_cost[link] + free_time[link] + rise * share;
    this.slope[link] = (rise * p) / capacity[link];
  }

  /** Beckmann's objective: the sum over links of the integral of cost over flow. */
  objective(): number {
    const { free_time, b, power, capacity, fixed_cost } = this.#network;
    let sum = 0;
    for (let link = 0; link < this.flow.length; link++) {
      const v = this.flow[link];
      const p = power[link] + 1;
      const rise = (free_time[link] * b[link] * capacity[link] * (v / capacity[link]) ** p) / p;
      sum += (fixed_cost[link] + free_time[link]) * v + rise;
    }
    return sum;
  }

  total(): number {
    return this.flow.reduce((sum, v, link) => sum + v * this.cost[link], 0);
  }
}
