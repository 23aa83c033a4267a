import type { SimNetwork } from '../simulation/index.ts';

/** Links from which a link can be reached over turns (`isBackward`), or that can be reached from it; itself included. */
export function linksThatReach(network: SimNetwork, end: number, isBackward: boolean): ReadonlySet<number> {
  const { turn_count, turn_from, turn_to, link_count } = network;
  const next: number[][] = Array.from({ length: link_count }, () => []);
  for (let turn = 0; turn < turn_count; turn++)
    if (isBackward) next[turn_to[turn]].push(turn_from[turn]);
    else next[turn_from[turn]].push(turn_to[turn]);
  const found = new Set([end]);
  // What is added to a set is looked at in its turn.
  for (const link of found) for (const other of next[link]) found.add(other);
  return found;
}
