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

/** Costs of the arcs of a hierarchy, brought in by basic and then perfect customization (Dibbelt, Strasser, Wagner 2016). */
export class CustomizedArcs {
  /** Cost of each arc of the elimination from its lower to its higher rank, s. */
  readonly up_s: Float32Array;
  /** Arcs down that are shortest ways, which are few: those that a sweep looks at (CSR by lower rank). */
  readonly offset: Uint32Array;
  readonly head: Uint32Array;
  readonly down_s: Float32Array;
  readonly #shape: Elimination;
  readonly #turns: TurnArcs;
  /** Cost of each arc from its higher to its lower rank, s. */
  readonly #down: Float32Array;
  /** Arc of the rank in work to each rank. */
  readonly #mark: Uint32Array;

  constructor(graph: SearchGraph, shape: Elimination) {
    this.#shape = shape;
    this.#turns = turnArcs(graph, shape);
    this.up_s = new Float32Array(shape.head.length);
    this.offset = new Uint32Array(shape.rank_count + 1);
    this.head = new Uint32Array(shape.head.length);
    this.down_s = new Float32Array(shape.head.length);
    this.#down = new Float32Array(shape.head.length);
    this.#mark = new Uint32Array(shape.rank_count);
  }

  /** Takes costs of all links, s, into force. */
  customize(cost_s: Float32Array): void {
    const { arc, isUp, link } = this.#turns;
    this.up_s.fill(Infinity);
    this.#down.fill(Infinity);
    for (let turn = 0; turn < arc.length; turn++) {
      if (arc[turn] === 0xffff_ffff) continue;
      const costs = isUp[turn] === 1 ? this.up_s : this.#down;
      costs[arc[turn]] = Math.min(costs[arc[turn]], cost_s[link[turn]]);
    }
    for (let rank = 0; rank < this.#shape.rank_count; rank++) this.#relaxTriangles(rank);
    const own_s = this.#down.slice();
    for (let rank = this.#shape.rank_count - 1; rank >= 0; rank--) this.#relaxDown(rank);
    this.#keepArcs(own_s);
  }

  /** Ways down from higher ranks to lower ones by way of another higher one: what shows an arc to be no shortest way. */
  #relaxDown(rank: number): void {
    const { offset, head, below, tail } = this.#shape;
    const mark = this.#mark;
    const up = this.up_s;
    const down = this.#down;
    for (let arc = offset[rank]; arc < offset[rank + 1]; arc++) mark[head[arc]] = arc;
    for (let b = below.offset[rank]; b < below.offset[rank + 1]; b++) {
      const first = below.items[b];
      const end = offset[tail[first] + 1];
      let least = down[first];
      for (let second = first + 1; second < end; second++) {
        const arc = mark[head[second]];
        const by_first_s = down[arc] + down[first];
        const by_second_s = up[arc] + down[second];
        if (by_second_s < least) least = by_second_s;
        if (by_first_s < down[second]) down[second] = by_first_s;
      }
      down[first] = least;
    }
  }

  /** Arcs down that are shortest ways, which are few: those that a sweep looks at. */
  #keepArcs(own_s: Float32Array): void {
    const { rank_count, offset, head } = this.#shape;
    let kept = 0;
    for (let rank = 0; rank < rank_count; rank++) {
      for (let arc = offset[rank]; arc < offset[rank + 1]; arc++) {
        if (own_s[arc] === Infinity || this.#down[arc] < own_s[arc]) continue;
        this.head[kept] = head[arc];
        this.down_s[kept++] = own_s[arc];
      }
      this.offset[rank + 1] = kept;
    }
  }

  /** Ways between a rank and a higher one by way of a lower. */
  #relaxTriangles(rank: number): void {
    const { offset, head, below, tail } = this.#shape;
    const mark = this.#mark;
    const up = this.up_s;
    const down = this.#down;
    for (let arc = offset[rank]; arc < offset[rank + 1]; arc++) mark[head[arc]] = arc;
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
