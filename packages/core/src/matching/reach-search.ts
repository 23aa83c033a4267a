import { NONE_U32 } from '../network/index.ts';
import { MinHeap } from '../routing/index.ts';
import type { Chains } from './chains.ts';
import { SmallLoops } from './small-loops.ts';

/** A distance is held in quarters of a metre in 14 bits, how often the way turns round in the two above them. */
const UNITS_PER_M = 4;
const UNITS = 0x3fff;
const TURNS_SHIFT = 14;
const MOST_TURNS = 3;
/** No list reaches farther, m. */
export const FARTHEST_M = UNITS / UNITS_PER_M;
/** `before` of a place whose chain follows the list's own directly, and the most places of a list. */
export const DIRECT = 0xffff;
/** Places for each row: three in four are taken, so that a look-up reads one or two. */
const SPARE = 4 / 3;

export const BYTES_A_PLACE = 8;

/** Places of a list, hashed by chain; an empty one holds NONE. */
export interface ReachPlaces {
  readonly chain: Uint32Array;
  /** Distance and turns; see {@link distanceOf_m} and {@link turnsOf}. */
  readonly way: Uint16Array;
  /** Place, from the start of the list, of the chain before on the way; {@link DIRECT} when there is none. */
  readonly before: Uint16Array;
}

export function distanceOf_m(way: number): number {
  return (way & UNITS) / UNITS_PER_M;
}

/** How often a way turns round. */
export function turnsOf(way: number): number {
  return way >>> TURNS_SHIFT;
}

/** Dijkstra's search (1959) over chains from the end of one, up to a bound; what it settles becomes a list. */
export class ReachSearch {
  readonly #chains: Chains;
  readonly #u_turn_m: number;
  readonly #loops: SmallLoops;
  readonly #heap: MinHeap;
  readonly #cost_m: Float64Array;
  readonly #distance_m: Float64Array;
  readonly #turns: Uint8Array;
  readonly #parent: Uint32Array;
  readonly #stamp: Uint32Array;
  readonly #done: Uint32Array;
  readonly #place: Uint16Array;
  readonly #settled = new Uint32Array(Math.floor((DIRECT - 1) / SPARE));
  #count = 0;
  #round = 0;

  constructor(chains: Chains, u_turn_m: number) {
    const { count, next } = chains;
    this.#chains = chains;
    this.#u_turn_m = u_turn_m;
    this.#loops = new SmallLoops(chains);
    this.#heap = new MinHeap(next.items.length + 2 * count);
    this.#cost_m = new Float64Array(count);
    this.#distance_m = new Float64Array(count);
    this.#turns = new Uint8Array(count);
    this.#parent = new Uint32Array(count);
    this.#stamp = new Uint32Array(count);
    this.#done = new Uint32Array(count);
    this.#place = new Uint16Array(count);
  }

  /** @returns how many chains start within the bound. */
  run(from: number, bound_m: number): number {
    const { length_m } = this.#chains;
    const heap = this.#heap;
    const round = ++this.#round;
    this.#count = 0;
    heap.clear();
    this.#follow(from, NONE_U32, 0, 0, 0);
    while (heap.least <= bound_m && this.#count < this.#settled.length) {
      const chain = heap.pop();
      if (this.#done[chain] === round) continue;
      this.#done[chain] = round;
      this.#settled[this.#count++] = chain;
      const length = length_m[chain];
      this.#follow(
        chain,
        chain,
        this.#cost_m[chain] + length,
        this.#distance_m[chain] + length,
        this.#turns[chain],
      );
    }
    return this.#count;
  }

  /** Writes what the last run found as a list of `size` places from `start` on. */
  store({ chain, way, before }: ReachPlaces, start: number, size: number): void {
    chain.fill(NONE_U32, start, start + size);
    // In the order settled: a chain's parent has its place already.
    for (let i = 0; i < this.#count; i++) {
      const settled = this.#settled[i];
      let at = home(settled, size);
      while (chain[start + at] !== NONE_U32) at = at + 1 === size ? 0 : at + 1;
      const parent = this.#parent[settled];
      chain[start + at] = settled;
      way[start + at] =
        Math.min(UNITS, Math.round(this.#distance_m[settled] * UNITS_PER_M)) |
        (this.#turns[settled] << TURNS_SHIFT);
      before[start + at] = parent === NONE_U32 ? DIRECT : this.#place[parent];
      this.#place[settled] = at;
    }
  }

  /** Offers to the search whatever may be driven after `chain`; `parent` is NONE for the list's own chain. */
  #follow(chain: number, parent: number, cost_m: number, distance_m: number, turns: number): void {
    const { next, reverse } = this.#chains;
    for (let i = next.offset[chain]; i < next.offset[chain + 1]; i++)
      this.#offer(next.items[i], parent, cost_m, distance_m, turns);
    const back = reverse[chain];
    if (back !== NONE_U32 && turns < MOST_TURNS && !this.#loops.leadsBack(chain))
      this.#offer(back, parent, cost_m + this.#u_turn_m, distance_m, turns + 1);
  }

  #offer(chain: number, parent: number, cost_m: number, distance_m: number, turns: number): void {
    if (this.#stamp[chain] === this.#round && this.#cost_m[chain] <= cost_m) return;
    this.#stamp[chain] = this.#round;
    this.#cost_m[chain] = cost_m;
    this.#distance_m[chain] = distance_m;
    this.#turns[chain] = turns;
    this.#parent[chain] = parent;
    this.#heap.push(chain, cost_m);
  }
}

/** Places of a list of `rows`; one at least stays empty, where a look-up ends. */
export function placesFor(rows: number): number {
  return Math.ceil(rows * SPARE) + 1;
}

/** Where the look-up of a chain begins in a list of `size` places (multiplicative hash, Knuth 1973). */
export function home(chain: number, size: number): number {
  return ((Math.imul(chain, 0x9e3779b1) >>> 16) * size) >>> 16;
}
