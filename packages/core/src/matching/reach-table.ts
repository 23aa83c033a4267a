import { NONE_U32 } from '../network/index.ts';
import type { Chains } from './chains.ts';
import type { ReachLists } from './reach-lists.ts';
import {
  BYTES_A_PLACE,
  DIRECT,
  distanceOf_m,
  FARTHEST_M,
  home,
  placesFor,
  type ReachPlaces,
  ReachSearch,
  turnsOf,
} from './reach-search.ts';

export interface ReachOptions {
  /** How far a list may reach from the end of its chain, m of cost; at most {@link FARTHEST_M}. */
  readonly bound_m: number;
  /** What turning round at the end of a chain costs, m: drivers do, seldom. */
  readonly u_turn_m: number;
  /** Most bytes of the lists made on demand. */
  readonly budget_bytes: number;
}

/** A list made on demand first reaches this far, m, and then this many times as far as asked. */
const FIRST_M = 400;
const AHEAD = 1.3;

/**
 * Distances over the road from the end of each chain to the start of every chain near it: the bounded table of FMM
 * (Yang and Gidofalvi 2018, UBODT) with three changes. Rows hang on chains of links, not nodes, so that they obey turn
 * restrictions. A list is a hash table of its own (linear probing), 8 bytes a place, so that a look-up reads one or two
 * places where binary search read ten. And a list is made when a vehicle first needs it and only as far as it needs,
 * unless the precomputed `lists` reach as far: those are shared by all threads and never written. Lists made on demand are
 * all forgotten when they would take more than the budget: of every chain of Porto at 4 km they would take 4.2 GB, and to
 * make one takes 0.2 to 0.6 ms, so keeping count of which was used last is not worth it.
 */
export class ReachTable {
  #made: ReachPlaces = placesOf(1024);
  #used = 0;
  readonly #start: Uint32Array;
  readonly #size: Uint32Array;
  readonly #bound_m: Float32Array;
  readonly #lists: ReachLists | undefined;
  readonly #search: ReachSearch;
  readonly #options: ReachOptions;
  /** The list that is open: where its places begin, how many there are, and the columns that hold them. */
  #open_start = 0;
  #open_size = 0;
  #open: ReachPlaces = this.#made;

  /**
   * @param lists precomputed for the same network and the same cost of turning round.
   * @throws Error when they are of another number of chains: a look-up in them would never end.
   */
  constructor(chains: Chains, options: ReachOptions, lists?: ReachLists) {
    if (lists && lists.start.length !== chains.count)
      throw new Error(`routing lists of ${lists.start.length} chains for a network of ${chains.count}`);
    this.#options = { ...options, bound_m: Math.min(options.bound_m, FARTHEST_M) };
    this.#lists = lists;
    this.#search = new ReachSearch(chains, options.u_turn_m);
    this.#start = new Uint32Array(chains.count);
    this.#size = new Uint32Array(chains.count);
    this.#bound_m = new Float32Array(chains.count);
  }

  /** Bytes of the lists made on demand, without the precomputed ones. */
  get bytes(): number {
    return this.#used * BYTES_A_PLACE;
  }

  /** Turns to the list of a chain, of which rows farther than `within_m`, or than the table's bound, need not be found. */
  open(from: number, within_m: number): void {
    const lists = this.#lists;
    const wanted_m = Math.min(within_m, this.#options.bound_m);
    const is_made = this.#size[from] > 0 && this.#bound_m[from] >= wanted_m;
    if (!is_made && lists && lists.bound_m >= wanted_m) {
      this.#open_start = lists.start[from];
      this.#open_size = lists.size[from];
      this.#open = lists;
      return;
    }
    if (!is_made) this.#make(from, Math.min(this.#options.bound_m, Math.max(FIRST_M, wanted_m * AHEAD)));
    this.#open_start = this.#start[from];
    this.#open_size = this.#size[from];
    this.#open = this.#made;
  }

  /** The row of a chain in the open list, or -1 when it is not in it. */
  row(to: number): number {
    const start = this.#open_start;
    const size = this.#open_size;
    const chains = this.#open.chain;
    for (let at = home(to, size); ; at = at + 1 === size ? 0 : at + 1) {
      const chain = chains[start + at];
      if (chain === to) return start + at;
      if (chain === NONE_U32) return -1;
    }
  }

  /** Metres from the end of the open list's chain to the start of the row's, to a quarter of a metre. */
  distance_m(row: number): number {
    return distanceOf_m(this.#open.way[row]);
  }

  /** Metres of cost on top of the distance: of turning round on the way. */
  extra_m(row: number): number {
    return turnsOf(this.#open.way[row]) * this.#options.u_turn_m;
  }

  /**
   * Chains between the open list's and the row's, both left out, in the order driven.
   * @returns how many were written to `path`; a path longer than it is cut.
   */
  pathTo(row: number, path: Uint32Array): number {
    const { chain, before } = this.#open;
    let count = 0;
    for (let at = before[row]; at !== DIRECT && count < path.length; at = before[this.#open_start + at])
      path[count++] = chain[this.#open_start + at];
    path.subarray(0, count).reverse();
    return count;
  }

  #make(from: number, bound_m: number): void {
    const size = placesFor(this.#search.run(from, bound_m));
    if ((this.#used + size) * BYTES_A_PLACE > this.#options.budget_bytes) this.#forget();
    while (this.#used + size > this.#made.chain.length) this.#grow();
    this.#start[from] = this.#used;
    this.#size[from] = size;
    this.#bound_m[from] = bound_m;
    this.#search.store(this.#made, this.#used, size);
    this.#used += size;
  }

  #forget(): void {
    this.#used = 0;
    this.#size.fill(0);
  }

  #grow(): void {
    const longer = placesOf(this.#made.chain.length * 2);
    longer.chain.set(this.#made.chain);
    longer.way.set(this.#made.way);
    longer.before.set(this.#made.before);
    this.#made = longer;
  }
}

function placesOf(length: number): ReachPlaces {
  return { chain: new Uint32Array(length), way: new Uint16Array(length), before: new Uint16Array(length) };
}
