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
  /** Times by rank, or by rank and lane: doubles, which need no conversion in the sweeps. */
  readonly #time_s: Float64Array;
  #cost_s: Float32Array | undefined;

  constructor(graph: SearchGraph, shape: Elimination, link_count: number) {
    this.#graph = graph;
    this.#shape = shape;
    this.#arcs = new CustomizedArcs(graph, shape);
    this.#link_count = link_count;
    this.#time_s = new Float64Array(shape.rank_count * LANES);
  }

  get arc_count(): number {
    return this.#arcs.down.offset[this.#shape.rank_count];
  }

  customize(cost_s: Float32Array): void {
    this.#cost_s = cost_s.slice();
    this.#arcs.customize(cost_s);
  }

  oneToAll(from: number, into = new Float32Array(this.#link_count)): Float32Array {
    const { rank_count, rank: rankOf } = this.#shape;
    const time_s = this.#time_s;
    const { offset, head, cost_s } = this.#arcs.down;
    time_s.fill(Infinity, 0, rank_count);
    this.#climb(from, time_s, 1, 0);
    let arc = offset[rank_count] - 1;
    for (let rank = rank_count - 1; rank >= 0; rank--) {
      let least = time_s[rank];
      for (const first = offset[rank]; arc >= first; arc--) {
        const by = time_s[head[arc]] + cost_s[arc];
        least = by < least ? by : least;
      }
      time_s[rank] = least;
    }
    for (let link = 0; link < this.#link_count; link++) into[link] = time_s[rankOf[link]];
    for (const [link, states] of this.#graph.extra)
      for (const state of states) into[link] = Math.min(into[link], time_s[rankOf[state]]);
    return into;
  }

  /** Times upwards from a link, in one of several lanes of a row. @throws Error before the first costs */
  #climb(from: number, time_s: Float64Array, lanes: number, lane: number): void {
    if (!this.#cost_s) throw new Error('no costs are in force');
    const { parent, rank } = this.#shape;
    const { offset, head, cost_s } = this.#arcs.up;
    time_s[rank[from] * lanes + lane] = this.#cost_s[from];
    for (let at = rank[from]; at >= 0; at = parent[at]) {
      const own = time_s[at * lanes + lane];
      if (own === Infinity) continue;
      for (let arc = offset[at]; arc < offset[at + 1]; arc++) {
        const place = head[arc] * lanes + lane;
        const by = own + cost_s[arc];
        if (by < time_s[place]) time_s[place] = by;
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
      for (let i = 0; i < needed.length; i++) this.#sweepLanes(needed[i]);
      for (let lane = 0; lane < lanes; lane++)
        for (let j = 0; j < to.length; j++)
          for (const state of states[j]) {
            const cell = (first + lane) * to.length + j;
            times[cell] = Math.min(times[cell], time_s[rank[state] * LANES + lane]);
          }
    }
    return times;
  }

  /** Times at one rank in all lanes; written out for {@link LANES}, so that they stay in registers over the arcs. */
  #sweepLanes(at: number): void {
    const { offset, head, cost_s: arc_s } = this.#arcs.down;
    const t = this.#time_s;
    const row = at * LANES;
    let [a, b, c, d] = [t[row], t[row + 1], t[row + 2], t[row + 3]];
    let [e, f, g, h] = [t[row + 4], t[row + 5], t[row + 6], t[row + 7]];
    for (let arc = offset[at], end = offset[at + 1]; arc < end; arc++) {
      const above = head[arc] * LANES;
      const cost_s = arc_s[arc];
      a = Math.min(a, t[above] + cost_s);
      b = Math.min(b, t[above + 1] + cost_s);
      c = Math.min(c, t[above + 2] + cost_s);
      d = Math.min(d, t[above + 3] + cost_s);
      e = Math.min(e, t[above + 4] + cost_s);
      f = Math.min(f, t[above + 5] + cost_s);
      g = Math.min(g, t[above + 6] + cost_s);
      h = Math.min(h, t[above + 7] + cost_s);
    }
    t[row] = a;
    t[row + 1] = b;
    t[row + 2] = c;
    t[row + 3] = d;
    t[row + 4] = e;
    t[row + 5] = f;
    t[row + 6] = g;
    t[row + 7] = h;
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
