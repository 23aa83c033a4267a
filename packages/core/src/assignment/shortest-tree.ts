import { csrOf } from '../network/index.ts';
import { MinHeap } from '../routing/index.ts';
import type { AssignmentNetwork } from './tntp.ts';

/** Shortest paths from one zone to all nodes. */
export class ShortestTree {
  readonly cost: Float64Array;
  /** Link by which each node is reached; −1 for none. */
  readonly by: Int32Array;
  readonly #network: AssignmentNetwork;
  readonly #offset: Uint32Array;
  readonly #out: Uint32Array;
  readonly #heap: MinHeap;

  constructor(network: AssignmentNetwork) {
    this.#network = network;
    this.cost = new Float64Array(network.node_count);
    this.by = new Int32Array(network.node_count);
    const leaving = Array.from({ length: network.node_count }, (): number[] => []);
    for (let link = 0; link < network.link_count; link++) leaving[network.link_from[link]].push(link);
    ({ offset: this.#offset, items: this.#out } = csrOf(leaving));
    this.#heap = new MinHeap(network.link_count + 1);
  }

  search(origin: number, link_cost: Float64Array): void {
    const { link_to, first_thru_node } = this.#network;
    const heap = this.#heap;
    this.cost.fill(Infinity);
    this.by.fill(-1);
    this.cost[origin] = 0;
    heap.clear();
    heap.push(origin, 0);
    while (heap.least < Infinity) {
      const key = heap.least;
      const node = heap.pop();
      if (key > this.cost[node] || (node !== origin && node < first_thru_node - 1)) continue;
      for (let e = this.#offset[node]; e < this.#offset[node + 1]; e++) {
        const link = this.#out[e];
        const cost = key + link_cost[link];
        if (cost >= this.cost[link_to[link]]) continue;
        this.cost[link_to[link]] = cost;
        this.by[link_to[link]] = link;
        heap.push(link_to[link], cost);
      }
    }
  }

  /** Links to a node, from the last to the first. */
  pathTo(node: number): Int32Array {
    const { link_from } = this.#network;
    let length = 0;
    for (let at = node; this.by[at] >= 0; at = link_from[this.by[at]]) length++;
    const links = new Int32Array(length);
    for (let at = node, i = 0; i < length; at = link_from[links[i++]]) links[i] = this.by[at];
    return links;
  }

  /** Whether the path of the tree to a node is this one, given from the last link to the first. */
  holds(links: Int32Array, node: number): boolean {
    const { link_from } = this.#network;
    let at = node;
    for (let i = 0; i < links.length; at = link_from[links[i++]]) if (this.by[at] !== links[i]) return false;
    return this.by[at] < 0;
  }
}
