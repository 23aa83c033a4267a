import type { RoadNetwork } from '../network/index.ts';
import { CustomizedArcs } from './customized-arcs.ts';
import { dissectionOrder } from './dissection-order.ts';
import { type Elimination, eliminate, neighboursOf } from './elimination.ts';
import { type SearchGraph, searchGraph } from './search-graph.ts';

/** Sources that one sweep carries side by side. */
const LANES = 8;

/** Times over the whole network and tables of times, by a hierarchy over turns whose costs may change. */
export interface LinkHierarchy {
  /** Takes costs of all links, s (Infinity closes a link), into force; under a second for a city. */
  customize(cost_s: Float32Array): void;
  /** Arcs that a sweep over all looks at, with the costs in force. */
  readonly arc_count: number;
  /** As `LinkRouter.oneToAll`, by the costs in force. */
  oneToAll(from: number, into?: Float32Array): Float32Array;
  /** Seconds from the start of each of `from` to the end of each of `to`: row `i * to.length + j`. */
  table(from: ArrayLike<number>, to: ArrayLike<number>): Float32Array;
}

/**
 * A customizable contraction hierarchy (Dibbelt, Strasser, Wagner 2016) over links and turns: bans and turn restrictions are
 * obeyed by the shape of the graph, as in `searchGraph`. Building depends on the map alone; costs are brought in by
 * `customize`. Times to all come from one climb and one sweep down all ranks (PHAST: Delling et al. 2011).
 */
export function createLinkHierarchy(network: RoadNetwork): LinkHierarchy {
  const graph = searchGraph(network);
  const neighbours = neighboursOf(graph.next, graph.state_count);
  const { link_from, link_to, node_lon, node_lat } = network;
  const middle = (degrees: Float64Array, scale: number) =>
    Float64Array.from(
      graph.state_link,
      (link) => ((degrees[link_from[link]] + degrees[link_to[link]]) / 2) * scale,
    );
  const east = Math.cos(((node_lat[0] ?? 0) * Math.PI) / 180);
  const order = dissectionOrder(neighbours, middle(node_lon, east), middle(node_lat, 1));
  const shape = eliminate(neighbours, order);
  return new Hierarchy(graph, shape, network.link_count);
}

class Hierarchy implements LinkHierarchy {
  readonly #graph: SearchGraph;
  readonly #shape: Elimination;
  readonly #arcs: CustomizedArcs;
  readonly #link_count: number;
  readonly #linkOfRank: Uint32Array;
  /** Times by rank, or by rank and lane: doubles, which need no conversion in the sweeps. */
  readonly #time_s: Float64Array;
  #cost_s: Float32Array | undefined;

  constructor(graph: SearchGraph, shape: Elimination, link_count: number) {
    this.#graph = graph;
    this.#shape = shape;
    this.#arcs = new CustomizedArcs(graph, shape);
    this.#link_count = link_count;
    this.#linkOfRank = Uint32Array.from(shape.state, (state) => graph.state_link[state]);
    this.#time_s = new Float64Array(shape.rank_count * LANES);
  }

  get arc_count(): number {
    return this.#arcs.offset[this.#shape.rank_count];
  }

  customize(cost_s: Float32Array): void {
    this.#cost_s = cost_s.slice();
    this.#arcs.customize(cost_s);
  }

  oneToAll(from: number, into = new Float32Array(this.#link_count)): Float32Array {
    const { rank_count } = this.#shape;
    const time_s = this.#time_s;
    const { offset, head, down_s } = this.#arcs;
    into.fill(Infinity);
    time_s.fill(Infinity, 0, rank_count);
    this.#climb(from, time_s, 1, 0);
    for (let rank = rank_count - 1; rank >= 0; rank--) {
      let least = time_s[rank];
      for (let arc = offset[rank]; arc < offset[rank + 1]; arc++) {
        const by = time_s[head[arc]] + down_s[arc];
        if (by < least) least = by;
      }
      time_s[rank] = least;
    }
    const link = this.#linkOfRank;
    for (let rank = 0; rank < rank_count; rank++)
      if (time_s[rank] < into[link[rank]]) into[link[rank]] = time_s[rank];
    return into;
  }

  /** Times upwards from a link, in one of several lanes of a row. @throws Error before the first costs */
  #climb(from: number, time_s: Float64Array, lanes: number, lane: number): void {
    if (!this.#cost_s) throw new Error('no costs are in force');
    const { offset, head, parent, rank } = this.#shape;
    const { up_s } = this.#arcs;
    time_s[rank[from] * lanes + lane] = this.#cost_s[from];
    for (let at = rank[from]; at >= 0; at = parent[at]) {
      const own = time_s[at * lanes + lane];
      if (own === Infinity) continue;
      for (let arc = offset[at]; arc < offset[at + 1]; arc++) {
        const place = head[arc] * lanes + lane;
        if (own + up_s[arc] < time_s[place]) time_s[place] = own + up_s[arc];
      }
    }
  }

  table(from: ArrayLike<number>, to: ArrayLike<number>): Float32Array {
    const { rank } = this.#shape;
    const states = Array.from({ length: to.length }, (_, j) => [
      to[j],
      ...(this.#graph.extra.get(to[j]) ?? []),
    ]);
    const needed = this.#above(states.flat());
    const times = new Float32Array(from.length * to.length).fill(Infinity);
    const time_s = this.#time_s;
    for (let first = 0; first < from.length; first += LANES) {
      time_s.fill(Infinity);
      const lanes = Math.min(LANES, from.length - first);
      for (let lane = 0; lane < lanes; lane++) this.#climb(from[first + lane], time_s, LANES, lane);
      for (const at of needed) this.#sweepLanes(at);
      for (let lane = 0; lane < lanes; lane++)
        for (let j = 0; j < to.length; j++)
          for (const state of states[j]) {
            const cell = (first + lane) * to.length + j;
            times[cell] = Math.min(times[cell], time_s[rank[state] * LANES + lane]);
          }
    }
    return times;
  }

  #sweepLanes(at: number): void {
    const { offset, head, down_s } = this.#arcs;
    const time_s = this.#time_s;
    const row = at * LANES;
    for (let arc = offset[at]; arc < offset[at + 1]; arc++) {
      const above = head[arc] * LANES;
      const cost_s = down_s[arc];
      for (let lane = 0; lane < LANES; lane++) {
        const by = time_s[above + lane] + cost_s;
        if (by < time_s[row + lane]) time_s[row + lane] = by;
      }
    }
  }

  /** Ranks on which times at some states depend, the highest first. */
  #above(states: readonly number[]): Uint32Array {
    const { rank, parent, rank_count } = this.#shape;
    const isNeeded = new Uint8Array(rank_count);
    let count = 0;
    for (const state of states)
      for (let at = rank[state]; at >= 0 && isNeeded[at] === 0; at = parent[at]) {
        isNeeded[at] = 1;
        count++;
      }
    const needed = new Uint32Array(count);
    for (let at = 0; at < rank_count; at++) if (isNeeded[at] === 1) needed[--count] = at;
    return needed;
  }
}
