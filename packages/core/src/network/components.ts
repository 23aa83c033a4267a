import type { Csr } from './csr.ts';

/** Strongly connected parts of a directed graph. */
export interface Components {
  /** Part of each vertex, 0 … count − 1. */
  readonly part: Uint32Array;
  readonly count: number;
  /** Vertices of each part. */
  readonly size: Uint32Array;
  /** The part with most vertices (the first of equals); meaningless when count is 0. */
  readonly largest: number;
}

/**
 * Tarjan's algorithm (1972) without recursion, so that a path of 100,000 links does not overflow the stack.
 * O(vertices + edges).
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a published algorithm in its published form, with its stacks as columns
export function findComponents({ offset, items }: Csr): Components {
  const n = offset.length - 1;
  const order = new Uint32Array(n); // visit number from 1; 0 = not visited
  const low = new Uint32Array(n);
  const part = new Uint32Array(n);
  const open = new Uint8Array(n);
  const next = offset.slice(0, n);
  const stack = new Uint32Array(n);
  const path = new Uint32Array(n);
  const sizes: number[] = [];
  let stacked = 0;
  let visited = 0;
  for (let root = 0; root < n; root++) {
    if (order[root] !== 0) continue;
    let depth = 0;
    path[depth++] = root;
    while (depth > 0) {
      const v = path[depth - 1];
      if (order[v] === 0) {
        order[v] = low[v] = ++visited;
        stack[stacked++] = v;
        open[v] = 1;
      }
      if (next[v] < offset[v + 1]) {
        const w = items[next[v]++];
        if (order[w] === 0) path[depth++] = w;
        else if (open[w] && order[w] < low[v]) low[v] = order[w];
        continue;
      }
      depth--;
      if (depth > 0 && low[v] < low[path[depth - 1]]) low[path[depth - 1]] = low[v];
      if (low[v] !== order[v]) continue;
      const before = stacked;
      for (let w = -1; w !== v; ) {
        w = stack[--stacked];
        open[w] = 0;
        part[w] = sizes.length;
      }
      sizes.push(before - stacked);
    }
  }
  return { part, count: sizes.length, size: Uint32Array.from(sizes), largest: indexOfLargest(sizes) };
}

function indexOfLargest(values: readonly number[]): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
