import type { RoadNetwork } from '../network/index.ts';
import { MinHeap } from './min-heap.ts';
import { type SearchGraph, searchGraph } from './search-graph.ts';

/** Shortest paths over the links of one network; not to be shared between threads, cheap to make for each. */
export interface LinkRouter {
  /**
   * The cheapest way from the start of one link to the end of another, both included; `from` alone when they are the
   * same. `cost_s` has one value ≥ 0 for each link (Infinity closes it) and may change between calls.
   * @returns undefined when there is no way.
   */
  route(from: number, to: number, cost_s: Float32Array): Uint32Array | undefined;
  /**
   * Seconds from the start of `from` to the end of every link, Infinity where there is no way.
   * @param into written and returned when given, so that a caller with many searches keeps one array.
   */
  oneToAll(from: number, cost_s: Float32Array, into?: Float32Array): Float32Array;
}

const NONE = -1;

/** One direction of a search: labels with generation stamps, so that a new search clears nothing. */
class Labels {
  readonly cost_s: Float64Array;
  readonly parent: Int32Array;
  readonly heap: MinHeap;
  readonly #stamp: Uint32Array;
  #generation = 0;

  constructor({ state_count, next }: SearchGraph) {
    this.cost_s = new Float64Array(state_count);
    this.parent = new Int32Array(state_count);
    this.#stamp = new Uint32Array(state_count);
    this.heap = new MinHeap(next.items.length + state_count);
  }

  begin(): void {
    this.heap.clear();
    this.#generation = (this.#generation + 1) >>> 0;
    if (this.#generation === 0) {
      this.#stamp.fill(0);
      this.#generation = 1;
    }
  }

  reached(state: number): boolean {
    return this.#stamp[state] === this.#generation;
  }

  /** Takes a label when it is the first or a cheaper one. */
  offer(state: number, cost_s: number, parent: number): boolean {
    if (this.reached(state) && this.cost_s[state] <= cost_s) return false;
    this.#stamp[state] = this.#generation;
    this.cost_s[state] = cost_s;
    this.parent[state] = parent;
    this.heap.push(state, cost_s);
    return true;
  }
}

/**
 * Bidirectional Dijkstra over links (Pohl 1971; stop rule: the two smallest keys together reach the best way found).
 * A* was weighed: its bound needs the fastest link of the cost in force, which changes with every call, and on a city
 * whose expressways are three times as fast as its streets that bound prunes less than searching from both ends.
 */
export function createLinkRouter(network: RoadNetwork): LinkRouter {
  const graph = searchGraph(network);
  const ahead = new Labels(graph);
  const behind = new Labels(graph);

  return {
    route(from, to, cost_s) {
      if (from === to) return Uint32Array.of(from);
      const meeting = meet(graph, ahead, behind, from, to, cost_s);
      return meeting === NONE ? undefined : linksOf(graph, ahead, behind, meeting);
    },
    oneToAll(from, cost_s, into = new Float32Array(network.link_count)) {
      into.fill(Infinity);
      searchAll(graph, ahead, from, cost_s);
      for (let state = 0; state < graph.state_count; state++) {
        if (!ahead.reached(state)) continue;
        const link = graph.state_link[state];
        into[link] = Math.min(into[link], ahead.cost_s[state]);
      }
      return into;
    },
  };
}

function searchAll(graph: SearchGraph, labels: Labels, from: number, cost_s: Float32Array): void {
  const { state_link, next } = graph;
  const { heap } = labels;
  labels.begin();
  if (cost_s[from] < Infinity) labels.offer(from, cost_s[from], NONE);
  while (heap.least < Infinity) {
    const key = heap.least;
    const state = heap.pop();
    if (key > labels.cost_s[state]) continue;
    for (let e = next.offset[state]; e < next.offset[state + 1]; e++) {
      const after = next.items[e];
      const cost = key + cost_s[state_link[after]];
      if (cost < Infinity) labels.offer(after, cost, state);
    }
  }
}

/**
 * Labels ahead hold the cost up to the end of their link, labels behind the cost from the end of their link on: so
 * their sum at a state counts its link once.
 * @returns the state at which the cheapest way met, or NONE.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the search's hot loop, which a call for each edge would slow down
function meet(
  { state_link, next, previous, extra }: SearchGraph,
  ahead: Labels,
  behind: Labels,
  from: number,
  to: number,
  cost_s: Float32Array,
): number {
  ahead.begin();
  behind.begin();
  if (!(cost_s[from] < Infinity && cost_s[to] < Infinity)) return NONE;
  ahead.offer(from, cost_s[from], NONE);
  behind.offer(to, 0, NONE);
  for (const state of extra.get(to) ?? []) behind.offer(state, 0, NONE);
  let best = Infinity;
  let meeting = NONE;
  while (ahead.heap.least + behind.heap.least < best) {
    const forward = ahead.heap.least <= behind.heap.least;
    const near = forward ? ahead : behind;
    const far = forward ? behind : ahead;
    const edges = forward ? next : previous;
    const key = near.heap.least;
    const state = near.heap.pop();
    if (key > near.cost_s[state]) continue;
    for (let e = edges.offset[state]; e < edges.offset[state + 1]; e++) {
      const after = edges.items[e];
      const cost = key + cost_s[state_link[forward ? after : state]];
      if (cost === Infinity || !near.offer(after, cost, state) || !far.reached(after)) continue;
      const whole = cost + far.cost_s[after];
      if (whole >= best) continue;
      best = whole;
      meeting = after;
    }
  }
  return meeting;
}

function linksOf({ state_link }: SearchGraph, ahead: Labels, behind: Labels, meeting: number): Uint32Array {
  const links: number[] = [];
  for (let state = meeting; state !== NONE; state = ahead.parent[state]) links.push(state_link[state]);
  links.reverse();
  for (let state = behind.parent[meeting]; state !== NONE; state = behind.parent[state])
    links.push(state_link[state]);
  return Uint32Array.from(links);
}
