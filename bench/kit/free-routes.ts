import { MinHeap } from '@opentocc/core/routing';
import type { SimNetwork } from '@opentocc/core/simulation';

/** Fastest routes from one link to all others without traffic: the turn before each link; −1 where none leads there. */
export function freeTree(network: SimNetwork, from: number): Int32Array {
  const { link_count, link_turn, turn_to, link_length_m, link_speed_mps } = network;
  const at_s = new Float64Array(link_count).fill(Infinity);
  const before = new Int32Array(link_count).fill(-1);
  const heap = new MinHeap(network.turn_count + 1);
  at_s[from] = 0;
  heap.push(from, 0);
  while (heap.least < Infinity) {
    const key = heap.least;
    const link = heap.pop();
    if (key > at_s[link]) continue;
    const next_s = key + link_length_m[link] / link_speed_mps[link];
    for (let turn = link_turn[link]; turn < link_turn[link + 1]; turn++) {
      const next = turn_to[turn];
      if (next_s >= at_s[next]) continue;
      at_s[next] = next_s;
      before[next] = link;
      heap.push(next, next_s);
    }
  }
  return before;
}

/** Links from the root of a tree to one; undefined where none leads there. */
export function wayTo(tree: Int32Array, root: number, to: number): number[] | undefined {
  const way = [to];
  while (way[way.length - 1] !== root) {
    const link = tree[way[way.length - 1]];
    if (link < 0) return undefined;
    way.push(link);
  }
  return way.reverse();
}
