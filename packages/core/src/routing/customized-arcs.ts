import type { Elimination } from './elimination.ts';
import type { SearchGraph } from './search-graph.ts';

/** Turns of the search graph as places in the arcs of a hierarchy. */
interface TurnArcs {
  readonly arc: Uint32Array;
  readonly isUp: Uint8Array;
  /** Link that the turn leads to. */
  readonly link: Uint32Array;
}

function turnArcs({ next, state_link }: SearchGraph, { rank, offset, head }: Elimination): TurnArcs {
  const count = next.items.length;
  const turns = { arc: new Uint32Array(count), isUp: new Uint8Array(count), link: new Uint32Array(count) };
  for (let from = 0; from + 1 < next.offset.length; from++)
    for (let e = next.offset[from]; e < next.offset[from + 1]; e++) {
      const [a, b] = [rank[from], rank[next.items[e]]];
      const [low, high] = a < b ? [a, b] : [b, a];
      turns.arc[e] =
        a === b ? 0xffff_ffff : head.subarray(offset[low], offset[low + 1]).indexOf(high) + offset[low];
      turns.isUp[e] = a < b ? 1 : 0;
      turns.link[e] = state_link[next.items[e]];
    }
  return turns;
}

/**
 * Arcs that are shortest ways, which are few: those that searches look at (CSR by lower rank). Signed whole numbers and doubles
 * need no conversion in a sweep, which takes a quarter less.
 */
export interface SearchArcs {
  readonly offset: Int32Array;
  readonly head: Int32Array;
  readonly cost_s: Float64Array;
}

/** Costs of the arcs of a hierarchy, brought in by basic and then perfect customization (Dibbelt, Strasser, Wagner 2016). */
export class CustomizedArcs {
  /** From lower ranks to higher ones. */
  readonly up: SearchArcs;
  /** From higher ranks to lower ones. */
  readonly down: SearchArcs;
  readonly #shape: Elimination;
  readonly #turns: TurnArcs;
  /** Cost of each arc of the elimination from its lower to its higher rank, and back, s. */
  readonly #up: Float32Array;
  readonly #down: Float32Array;
  /** Arc of the rank in work to each rank. */
  readonly #mark: Uint32Array;

  constructor(graph: SearchGraph, shape: Elimination) {
    this.#shape = shape;
    this.#turns = turnArcs(graph, shape);
    this.up = emptyArcs(shape);
    this.down = emptyArcs(shape);
    this.#up = new Float32Array(shape.head.length);
    this.#down = new Float32Array(shape.head.length);
    this.#mark = new Uint32Array(shape.rank_count);
  }

  /** Takes costs of all links, s, into force. */
  customize(cost_s: Float32Array): void {
    const { arc, isUp, link } = this.#turns;
    this.#up.fill(Infinity);
    this.#down.fill(Infinity);
    for (let turn = 0; turn < arc.length; turn++) {
      if (arc[turn] === 0xffff_ffff) continue;
      const costs = isUp[turn] === 1 ? this.#up : this.#down;
      costs[arc[turn]] = Math.min(costs[arc[turn]], cost_s[link[turn]]);
    }
    for (let rank = 0; rank < this.#shape.rank_count; rank++) this.#relaxTriangles(rank);
    const up_s = this.#up.slice();
    const down_s = this.#down.slice();
    for (let rank = this.#shape.rank_count - 1; rank >= 0; rank--) this.#relaxByHigher(rank);
    keepArcs(this.#shape, up_s, this.#up, this.up);
    keepArcs(this.#shape, down_s, this.#down, this.down);
  }

  /** Arc of a rank to each higher one. */
  #markArcs(rank: number): Uint32Array {
    const { offset, head } = this.#shape;
    for (let arc = offset[rank]; arc < offset[rank + 1]; arc++) this.#mark[head[arc]] = arc;
    return this.#mark;
  }

  /** Ways between a rank and a higher one by way of another higher one: what shows an arc to be no shortest way. */
  #relaxByHigher(rank: number): void {
    const { offset, head, below, tail } = this.#shape;
    const up = this.#up;
    const down = this.#down;
    const mark = this.#markArcs(rank);
    for (let b = below.offset[rank]; b < below.offset[rank + 1]; b++) {
      const first = below.items[b];
      const end = offset[tail[first] + 1];
      const [first_up_s, first_down_s] = [up[first], down[first]];
      let [up_s, down_s] = [first_up_s, first_down_s];
      for (let second = first + 1; second < end; second++) {
        const arc = mark[head[second]];
        const there_s = up[arc];
        const back_s = down[arc];
        const second_up_s = up[second];
        const second_down_s = down[second];
        if (there_s + second_down_s < down_s) down_s = there_s + second_down_s;
        if (second_up_s + back_s < up_s) up_s = second_up_s + back_s;
        if (back_s + first_down_s < second_down_s) down[second] = back_s + first_down_s;
        if (first_up_s + there_s < second_up_s) up[second] = first_up_s + there_s;
      }
      down[first] = down_s;
      up[first] = up_s;
    }
  }

  /** Ways between a rank and a higher one by way of a lower. */
  #relaxTriangles(rank: number): void {
    const { offset, head, below, tail } = this.#shape;
    const up = this.#up;
    const down = this.#down;
    const mark = this.#markArcs(rank);
    for (let b = below.offset[rank]; b < below.offset[rank + 1]; b++) {
      const first = below.items[b];
      const [in_s, out_s] = [down[first], up[first]];
      const end = offset[tail[first] + 1];
      for (let second = first + 1; second < end; second++) {
        const arc = mark[head[second]];
        const there_s = in_s + up[second];
        const back_s = down[second] + out_s;
        if (there_s < up[arc]) up[arc] = there_s;
        if (back_s < down[arc]) down[arc] = back_s;
      }
    }
  }
}

function emptyArcs({ rank_count, head }: Elimination): SearchArcs {
  return {
    offset: new Int32Array(rank_count + 1),
    head: new Int32Array(head.length),
    cost_s: new Float64Array(head.length),
  };
}

/** Keeps the arcs that no way by other arcs is shorter than. */
function keepArcs(
  { rank_count, offset, head }: Elimination,
  own_s: Float32Array,
  shortest_s: Float32Array,
  into: SearchArcs,
): void {
  let count = 0;
  for (let rank = 0; rank < rank_count; rank++) {
    for (let arc = offset[rank]; arc < offset[rank + 1]; arc++) {
      if (own_s[arc] === Infinity || shortest_s[arc] < own_s[arc]) continue;
      into.head[count] = head[arc];
      into.cost_s[count++] = own_s[arc];
    }
    into.offset[rank + 1] = count;
  }
}
