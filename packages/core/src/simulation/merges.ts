import type { SimNetwork } from './sim-network.ts';
import type { SimColumns, SimState } from './sim-state.ts';

/**
 * Vehicles of several sections that wait to enter one: they take turns by the weights of their movements, what one does not
 * use goes to the others. That is Daganzo's merge (1995), q1 = mid{S1, R − S2, p1·R}, in event form by start-time fair
 * queueing (Goyal, Vin, Cheng 1996): each passage costs 1 / weight of virtual time, the least goes first, and nobody
 * saves up turns while not waiting.
 */
export class Merges {
  readonly #network: SimNetwork;
  readonly #columns: SimColumns;

  constructor(network: SimNetwork, { columns }: SimState) {
    this.#network = network;
    this.#columns = columns;
  }

  /** The first vehicle of `section` begins to wait for `target`. */
  join(section: number, target: number, now_s: number): void {
    const c = this.#columns;
    c.waiting_on[section] = target;
    c.waiting_since_s[section] = now_s;
    c.waiting_next[section] = c.waiters[target];
    c.waiters[target] = section;
    const stream = this.#streamOf(section);
    if (stream >= 0) c.merge_tag[stream] = Math.max(c.merge_tag[stream], c.merge_time[target]);
  }

  /** Whose turn it is. */
  first(target: number): number {
    const c = this.#columns;
    let best = c.waiters[target];
    for (let other = c.waiting_next[best]; other >= 0; other = c.waiting_next[other])
      if (this.#isBefore(other, best)) best = other;
    return best;
  }

  #isBefore(a: number, b: number): boolean {
    const c = this.#columns;
    const tags = this.#tagOf(a) - this.#tagOf(b);
    if (tags !== 0) return tags < 0;
    const since = c.waiting_since_s[a] - c.waiting_since_s[b];
    return since !== 0 ? since < 0 : a < b;
  }

  #tagOf(section: number): number {
    const stream = this.#streamOf(section);
    return stream < 0 ? 0 : this.#columns.merge_tag[stream];
  }

  /** Ends the waiting of a section. @param isServed whether it had its turn */
  remove(section: number, target: number, isServed: boolean): void {
    const c = this.#columns;
    if (c.waiters[target] === section) c.waiters[target] = c.waiting_next[section];
    else {
      let other = c.waiters[target];
      while (c.waiting_next[other] !== section) other = c.waiting_next[other];
      c.waiting_next[other] = c.waiting_next[section];
    }
    c.waiting_next[section] = -1;
    c.waiting_on[section] = -1;
    const stream = this.#streamOf(section);
    if (!isServed || stream < 0) return;
    c.merge_time[target] = c.merge_tag[stream];
    c.merge_tag[stream] += 1 / this.#weightOf(stream);
  }

  /**
   * Row of a waiting section in the tags: the movement of its first vehicle, or behind these the link of a waiting line;
   * −1 of an approach, which has no rival.
   */
  #streamOf(section: number): number {
    const { section_count, movement_count } = this.#network;
    if (section >= section_count) return movement_count + section - section_count;
    return this.#columns.movement[this.#columns.head[section]];
  }

  /** Vehicles that start on a link have the weight of a stream of its own capacity. */
  #weightOf(stream: number): number {
    const { movement_count, movement_weight, link_section, section_capacity_vps } = this.#network;
    return stream < movement_count
      ? movement_weight[stream]
      : section_capacity_vps[link_section[stream - movement_count]];
  }
}
