import { MinHeap } from '../routing/index.ts';
import type { SimNetwork } from './sim-network.ts';
import type { SimColumns, SimState } from './sim-state.ts';

/** Shortest routes over turns, by free flow or by what the queues of the moment will take. */
export class RouteChooser {
  readonly #network: SimNetwork;
  readonly #columns: SimColumns;
  readonly #cost_s: Float64Array;
  /** Turn by which each link was reached best. */
  readonly #by: Int32Array;
  readonly #heap: MinHeap;
  readonly #signalDelay_s: Float64Array;

  constructor(network: SimNetwork, { columns }: SimState) {
    this.#network = network;
    this.#columns = columns;
    this.#cost_s = new Float64Array(network.link_count);
    this.#by = new Int32Array(network.link_count);
    this.#heap = new MinHeap(network.turn_count + network.link_count + 1);
    this.#signalDelay_s = meanSignalDelays(network);
  }

  /**
   * Turns from a link to another, the last leading out of the network; undefined when there is no way.
   * @param costs what a turn costs with the link before it, s
   * @param isFirst turns by which it may begin; all when absent
   */
  route(
    from: number,
    to: number,
    vehicle_class: number,
    costs: Costs,
    isFirst?: (turn: number) => boolean,
  ): number[] | undefined {
    const { turn_count, turn_from } = this.#network;
    const allowed = isFirst && { turnCost: (turn: number) => this.#firstCost(turn, from, isFirst, costs) };
    if (!this.#search(from, to, vehicle_class, allowed ?? costs)) return undefined;
    const turns = [turn_count + to];
    for (let link = to; link !== from; link = turn_from[this.#by[link]]) turns.push(this.#by[link]);
    return turns.reverse();
  }

  #firstCost(turn: number, from: number, isFirst: (turn: number) => boolean, costs: Costs): number {
    return this.#network.turn_from[turn] === from && !isFirst(turn) ? Infinity : costs.turnCost(turn);
  }

  #search(from: number, to: number, vehicle_class: number, costs: Costs): boolean {
    const { link_turn, turn_to, turn_classes, link_classes } = this.#network;
    const cost_s = this.#cost_s.fill(Infinity);
    const heap = this.#heap;
    const mask = 1 << vehicle_class;
    heap.clear();
    cost_s[from] = 0;
    heap.push(from, 0);
    while (heap.least < Infinity) {
      const key = heap.least;
      const link = heap.pop();
      if (link === to) return true;
      if (key > cost_s[link]) continue;
      for (let turn = link_turn[link]; turn < link_turn[link + 1]; turn++) {
        const next = turn_to[turn];
        if ((turn_classes[turn] & mask) === 0 || (link_classes[next] & mask) === 0) continue;
        const cost = key + costs.turnCost(turn);
        if (cost >= cost_s[next]) continue;
        cost_s[next] = cost;
        this.#by[next] = turn;
        heap.push(next, cost);
      }
    }
    return false;
  }

  /** Costs of an empty network. */
  readonly freeFlow: Costs = {
    turnCost: (turn) => {
      const { turn_from, turn_movement, link_length_m, link_speed_mps, movement_crossing_s } = this.#network;
      const [link, movement] = [turn_from[turn], turn_movement[turn]];
      return (
        link_length_m[link] / link_speed_mps[link] +
        movement_crossing_s[movement] +
        this.#signalDelay_s[movement]
      );
    },
  };

  /**
   * What a vehicle that enters the link now will need: the free time, or the time in which the queue before it leaves at
   * the rate seen of late, whichever is longer. Unlike the times of those who have arrived it does not lag behind the queue.
   */
  readonly present: Costs = {
    turnCost: (turn) => {
      const { turn_from, turn_to, turn_movement, link_section, link_has_approach } = this.#network;
      const link = turn_from[turn];
      if (this.#columns.closed[link_section[turn_to[turn]]] === 1) return Infinity;
      let least_s = Infinity;
      for (let m = turn_movement[turn]; m < turn_movement[turn + 1]; m++)
        least_s = Math.min(least_s, this.#movementTime(m));
      return link_has_approach[link] === 1 ? least_s + this.#sectionTime(link_section[link]) : least_s;
    },
  };

  #movementTime(movement: number): number {
    const { movement_section, movement_crossing_s } = this.#network;
    const section = movement_section[movement];
    return (
      Math.max(this.#sectionTime(section), this.#columns.free_s[section] + this.#signalDelay_s[movement]) +
      movement_crossing_s[movement]
    );
  }

  #sectionTime(section: number): number {
    const c = this.#columns;
    const headway_s = Math.max(
      c.seen_headway_s[section],
      c.exit_pace[section] / this.#network.section_exit_vps[section],
    );
    const left_s = Math.max(0, c.next_exit_s[section] - c.now_s[0]);
    const line = section === -1 ? 0 : c.count[section];
    return Math.max(c.free_s[section], left_s + line * headway_s);
  }

  /** Costs as they were stored in the state at the last update. */
  readonly stored: Costs = { turnCost: (turn) => this.#columns.turn_cost_s[turn] };

  /** Stores the costs of the moment in the state. */
  update(): void {
    for (let turn = 0; turn < this.#network.turn_count; turn++)
      this.#columns.turn_cost_s[turn] = this.present.turnCost(turn);
  }
}

export interface Costs {
  /** Seconds from entering the turn's link to entering the next; Infinity when it is closed. */
  turnCost(turn: number): number;
}

/** Mean delay of a fixed program without a queue: red² / (2 · cycle). */
function meanSignalDelays(network: SimNetwork): Float64Array {
  const { movement_count, movement_signal, movement_slot, signals } = network;
  return Float64Array.from({ length: movement_count }, (_, movement) => {
    const controller = movement_signal[movement];
    if (controller < 0) return 0;
    const program = signals.program_offset[controller];
    const cycle_s = signals.program_cycle_s[program];
    if (signals.program_actuated[program] === 1 || cycle_s === 0) return 0;
    const list = signals.program_window[program] + movement_slot[movement];
    let [delay, last_end] = [0, -Infinity];
    const windows = [];
    for (let w = signals.window_offset[list]; w < signals.window_offset[list + 1]; w++)
      windows.push([signals.window_start[w], signals.window_end[w]]);
    if (windows.length === 0) return 0;
    last_end = windows[windows.length - 1][1] - cycle_s;
    for (const [start, end] of windows) {
      delay += (start - last_end) ** 2 / (2 * cycle_s);
      last_end = end;
    }
    return delay;
  });
}
