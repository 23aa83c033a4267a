import { NONE_U32, type RoadNetwork } from '../network/index.ts';
import { MinHeap } from '../routing/index.ts';

export interface ReachOptions {
  /** How far a list may reach from the end of its link, m of cost. */
  readonly bound_m: number;
  /** What turning round at the end of a link costs, m: drivers do, seldom. */
  readonly u_turn_m: number;
}

const NOT_FILLED = -1;
/** A list first reaches this far, m, and each time that more is asked for, this many times as far as asked. */
const FIRST_M = 400;
const AHEAD = 1.5;
/** `before` of a row that follows the list's own link directly. */
const DIRECT = 0xffff;

/**
 * Distances over the road from the end of each link to the start of every link near it, the bounded table of FMM
 * (Yang and Gidofalvi 2018, UBODT) with two changes. Rows hang on links, not nodes, so that they obey turn restrictions;
 * and a list is made when a vehicle first needs it, and only as far as it needs, so that start-up costs nothing and memory
 * follows where vehicles drive: at 1 s between fixes 400 m do, and a whole list of 2.5 km is 20 times as long. A list
 * that is made longer leaves its old rows behind: less than it grows by. Lists are sorted by link for binary search.
 */
export class ReachTable {
  /** Columns of all lists. `distance_m` is from the end of the list's link to the start of the row's. */
  #link = new Uint32Array(1024);
  #distance_m = new Float32Array(1024);
  #extra_m = new Float32Array(1024);
  #before = new Uint16Array(1024);
  #used = 0;
  readonly #start: Int32Array;
  readonly #count: Uint16Array;
  /** How far each list reaches, m. */
  readonly #bound_m: Float32Array;
  readonly #network: RoadNetwork;
  readonly #options: ReachOptions;
  readonly #heap: MinHeap;
  readonly #cost_m: Float64Array;
  readonly #distance: Float64Array;
  readonly #parent: Uint32Array;
  readonly #stamp: Uint32Array;
  readonly #done: Uint32Array;
  readonly #place: Uint32Array;
  #round = 0;

  constructor(network: RoadNetwork, options: ReachOptions) {
    this.#network = network;
    this.#options = options;
    const links = network.link_count;
    this.#start = new Int32Array(links).fill(NOT_FILLED);
    this.#count = new Uint16Array(links);
    this.#bound_m = new Float32Array(links);
    this.#heap = new MinHeap(network.turn_link.length + 2 * links);
    this.#cost_m = new Float64Array(links);
    this.#distance = new Float64Array(links);
    this.#parent = new Uint32Array(links);
    this.#stamp = new Uint32Array(links);
    this.#done = new Uint32Array(links);
    this.#place = new Uint32Array(links);
  }

  /** Bytes held by the lists. */
  get bytes(): number {
    return this.#used * 14;
  }

  /**
   * @param within_m a row farther away than this, or than the table's bound, need not be found.
   * @returns the row of `to` in the list of `from`, or -1 when it is out of reach.
   */
  find(from: number, to: number, within_m: number): number {
    const row = this.#start[from] === NOT_FILLED ? -1 : this.#search(from, to);
    if (row >= 0) return row;
    const wanted_m = Math.min(within_m, this.#options.bound_m);
    if (this.#bound_m[from] >= wanted_m) return -1;
    this.#fill(from, Math.min(this.#options.bound_m, Math.max(FIRST_M, wanted_m * AHEAD)));
    return this.#search(from, to);
  }

  #search(from: number, to: number): number {
    let low = this.#start[from];
    let high = low + this.#count[from] - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const link = this.#link[middle];
      if (link === to) return middle;
      if (link < to) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Metres from the end of the list's link to the start of the row's. */
  distance_m(row: number): number {
    return this.#distance_m[row];
  }

  /** Metres of cost on top of the distance: of turning round on the way. */
  extra_m(row: number): number {
    return this.#extra_m[row];
  }

  /**
   * Links between `from` and the link of a row, both left out, in the order driven.
   * @returns how many were written to `path`; a path longer than it is cut, which bounds of 2 km never reach.
   */
  pathBetween(from: number, row: number, path: Uint32Array): number {
    const start = this.#start[from];
    let count = 0;
    for (let at = this.#before[row]; at !== DIRECT && count < path.length; at = this.#before[start + at])
      path[count++] = this.#link[start + at];
    path.subarray(0, count).reverse();
    return count;
  }

  /** Dijkstra (1959) over links from the end of `from`, up to the bound; what it settles becomes the list. */
  #fill(from: number, bound_m: number): void {
    const { link_length_m } = this.#network;
    this.#bound_m[from] = bound_m;
    const search = ++this.#round;
    const settled: number[] = [];
    this.#heap.clear();
    this.#follow(from, NONE_U32, 0, 0);
    while (this.#heap.least <= bound_m && settled.length < DIRECT) {
      const link = this.#heap.pop();
      if (this.#done[link] === search) continue;
      this.#done[link] = search;
      settled.push(link);
      const length = link_length_m[link];
      this.#follow(link, link, this.#cost_m[link] + length, this.#distance[link] + length);
    }
    this.#store(from, settled);
  }

  /** Offers to the search whatever may be driven after `link`; `parent` is NONE for the list's own link. */
  #follow(link: number, parent: number, cost_m: number, distance_m: number): void {
    const { turn_offset, turn_link, link_reverse } = this.#network;
    for (let i = turn_offset[link]; i < turn_offset[link + 1]; i++)
      this.#offer(turn_link[i], parent, cost_m, distance_m);
    const reverse = link_reverse[link];
    if (reverse !== NONE_U32) this.#offer(reverse, parent, cost_m + this.#options.u_turn_m, distance_m);
  }

  #offer(link: number, parent: number, cost_m: number, distance_m: number): void {
    const known = this.#stamp[link] === this.#round;
    if (known && this.#cost_m[link] <= cost_m) return;
    this.#stamp[link] = this.#round;
    this.#cost_m[link] = cost_m;
    this.#distance[link] = distance_m;
    this.#parent[link] = parent;
    this.#heap.push(link, cost_m);
  }

  #store(from: number, found: readonly number[]): void {
    const settled = Uint32Array.from(found).sort();
    while (this.#used + settled.length > this.#link.length) this.#grow();
    const start = this.#used;
    this.#start[from] = start;
    this.#count[from] = settled.length;
    settled.forEach((link, at) => {
      this.#place[link] = at;
    });
    for (const [at, link] of settled.entries()) {
      const parent = this.#parent[link];
      this.#link[start + at] = link;
      this.#distance_m[start + at] = this.#distance[link];
      this.#extra_m[start + at] = this.#cost_m[link] - this.#distance[link];
      this.#before[start + at] = parent === NONE_U32 ? DIRECT : this.#place[parent];
    }
    this.#used += settled.length;
  }

  #grow(): void {
    const size = this.#link.length * 2;
    const [link, distance, extra, before] = [this.#link, this.#distance_m, this.#extra_m, this.#before];
    this.#link = new Uint32Array(size);
    this.#distance_m = new Float32Array(size);
    this.#extra_m = new Float32Array(size);
    this.#before = new Uint16Array(size);
    this.#link.set(link);
    this.#distance_m.set(distance);
    this.#extra_m.set(extra);
    this.#before.set(before);
  }
}
