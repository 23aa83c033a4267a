import { sharedColumn } from './columns.ts';
import type { Csr } from './csr.ts';
import { NONE_U32 } from './road-network.ts';

/** What the turns follow from. */
export interface TurnInput {
  readonly link_to: Uint32Array;
  readonly link_reverse: Uint32Array;
  /** Links that leave each node. */
  readonly out: Csr;
  /** Pairs of links that must not follow each other. */
  readonly bans: readonly (readonly number[])[];
}

/**
 * Which links may follow each link: all that leave its end node, less those banned, less the way back. The way back
 * is allowed only where nothing else is: at a dead end, also at one made by bans.
 */
export function findTurns({ link_to, link_reverse, out, bans }: TurnInput): Csr {
  const link_count = link_to.length;
  const banned = new Set<number>();
  for (const [first, second] of bans) banned.add(first * link_count + second);
  const offset = sharedColumn(Uint32Array, link_count + 1);
  const found: number[] = [];
  for (let link = 0; link < link_count; link++) {
    const node = link_to[link];
    const back = link_reverse[link];
    for (let e = out.offset[node]; e < out.offset[node + 1]; e++) {
      const next = out.items[e];
      if (next !== back && !banned.has(link * link_count + next)) found.push(next);
    }
    const deadEnd = found.length === offset[link];
    if (deadEnd && back !== NONE_U32 && !banned.has(link * link_count + back)) found.push(back);
    offset[link + 1] = found.length;
  }
  const items = sharedColumn(Uint32Array, found.length);
  items.set(found);
  return { offset, items };
}
