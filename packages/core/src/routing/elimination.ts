import { type Csr, csrOf, transpose } from '../network/index.ts';

/**
 * What a customizable contraction hierarchy (Dibbelt, Strasser, Wagner 2016) is whatever the costs: states by rank, and arcs
 * from each rank to higher ones, among them those that arise when lower ones are taken out.
 */
export interface Elimination {
  readonly rank_count: number;
  /** State of each rank, and rank of each state. */
  readonly state: Uint32Array;
  readonly rank: Uint32Array;
  /** Arcs of each rank to higher ranks in rising order (CSR). */
  readonly offset: Uint32Array;
  readonly head: Uint32Array;
  /** Lowest higher neighbour: the elimination tree; −1 of a root. */
  readonly parent: Int32Array;
  /** Arcs that lead up to each rank (CSR), and the rank from which each leads. */
  readonly below: Csr;
  readonly tail: Uint32Array;
}

/** Neighbours of each state, both ways, without doubles. */
export function neighboursOf(next: Csr, state_count: number): Csr {
  const previous = transpose(next, state_count);
  const lists = Array.from({ length: state_count }, (_, state) => {
    const own = new Set<number>();
    for (const { offset, items } of [next, previous])
      for (let e = offset[state]; e < offset[state + 1]; e++) if (items[e] !== state) own.add(items[e]);
    return [...own];
  });
  return csrOf(lists);
}

/** Takes the states out in their order. O(arcs × depth of merges). */
export function eliminate(neighbours: Csr, order: Uint32Array): Elimination {
  const rank_count = order.length;
  const rank = new Uint32Array(rank_count);
  order.forEach((state, r) => {
    rank[state] = r;
  });
  const above: number[][] = Array.from({ length: rank_count }, (_, r) => {
    const state = order[r];
    const own: number[] = [];
    for (let e = neighbours.offset[state]; e < neighbours.offset[state + 1]; e++)
      if (rank[neighbours.items[e]] > r) own.push(rank[neighbours.items[e]]);
    return own.sort((a, b) => a - b);
  });
  const parent = new Int32Array(rank_count).fill(-1);
  for (let r = 0; r < rank_count; r++) {
    if (above[r].length === 0) continue;
    const lowest = above[r][0];
    parent[r] = lowest;
    if (above[r].length > 1) above[lowest] = merged(above[lowest], above[r], 1);
  }
  const { offset, items: head } = csrOf(above);
  const tail = new Uint32Array(head.length);
  for (let r = 0; r < rank_count; r++) tail.fill(r, offset[r], offset[r + 1]);
  return { rank_count, state: order, rank, offset, head, parent, below: arcsInto(head, rank_count), tail };
}

/** Two rising lists as one; `b` from a place on. */
function merged(a: readonly number[], b: readonly number[], from: number): number[] {
  const all: number[] = [];
  let [i, j] = [0, from];
  while (i < a.length || j < b.length) {
    const least = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    if (a[i] === least) i++;
    if (b[j] === least) j++;
    all.push(least);
  }
  return all;
}

/** Numbers of the arcs that lead to each rank, in rising order. */
function arcsInto(head: Uint32Array, rank_count: number): Csr {
  const offset = new Uint32Array(rank_count + 1);
  for (const to of head) offset[to + 1]++;
  for (let r = 0; r < rank_count; r++) offset[r + 1] += offset[r];
  const items = new Uint32Array(head.length);
  const at = offset.slice();
  head.forEach((to, arc) => {
    items[at[to]++] = arc;
  });
  return { offset, items };
}
