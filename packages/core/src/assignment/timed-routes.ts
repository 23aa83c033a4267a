import { MinHeap } from '../routing/index.ts';
import type { SimNetwork } from '../simulation/index.ts';

/** Seconds on the link before a turn when the link is entered at an instant. */
export type TimeOf = (turn: number, entered_s: number) => number;

/** Earliest arrivals when times depend on when a link is entered; who enters later is taken not to arrive earlier. */
export class TimedRoutes {
  readonly #network: SimNetwork;
  readonly #at_s: Float64Array;
  readonly #by: Int32Array;
  readonly #heap: MinHeap;

  constructor(network: SimNetwork) {
    this.#network = network;
    this.#at_s = new Float64Array(network.link_count);
    this.#by = new Int32Array(network.link_count);
    this.#heap = new MinHeap(network.turn_count + network.link_count + 1);
  }

  /** Turns from a link, entered then, to the end of another, the last leading out; undefined when there is no way. */
  earliest(
    from: number,
    to: number,
    start_s: number,
    vehicle_class: number,
    timeOf: TimeOf,
  ): number[] | undefined {
    const { turn_count, turn_from } = this.#network;
    const at_s = this.#at_s.fill(Infinity);
    const heap = this.#heap;
    heap.clear();
    at_s[from] = start_s;
    heap.push(from, start_s);
    while (heap.least < Infinity) {
      const key = heap.least;
      const link = heap.pop();
      if (link === to) break;
      if (key <= at_s[link]) this.#goOn(link, key, 1 << vehicle_class, timeOf);
    }
    if (at_s[to] === Infinity) return undefined;
    const turns = [turn_count + to];
    for (let link = to; link !== from; link = turn_from[this.#by[link]]) turns.push(this.#by[link]);
    return turns.reverse();
  }

  #goOn(link: number, entered_s: number, mask: number, timeOf: TimeOf): void {
    const { link_turn, turn_to, turn_classes, link_classes } = this.#network;
    for (let turn = link_turn[link]; turn < link_turn[link + 1]; turn++) {
      const next = turn_to[turn];
      if ((turn_classes[turn] & mask) === 0 || (link_classes[next] & mask) === 0) continue;
      const arrival_s = entered_s + timeOf(turn, entered_s);
      if (arrival_s >= this.#at_s[next]) continue;
      this.#at_s[next] = arrival_s;
      this.#by[next] = turn;
      this.#heap.push(next, arrival_s);
    }
  }
}

/** Time that turns take one after the other from an instant on, s. */
export function timeAlong(turns: ArrayLike<number>, start_s: number, timeOf: TimeOf): number {
  let at_s = start_s;
  for (let i = 0; i < turns.length; i++) at_s += timeOf(turns[i], at_s);
  return at_s - start_s;
}
