import { sharedColumn } from './columns.ts';
import type { Csr } from './csr.ts';
import type { RawBan } from './raw-network.ts';
import { NONE_U32 } from './road-network.ts';
import { ALL_USERS } from './road-users.ts';

/** What the turns follow from. */
export interface TurnInput {
  readonly link_to: Uint32Array;
  readonly link_users: Uint8Array;
  readonly link_reverse: Uint32Array;
  /** Links that leave each node. */
  readonly out: Csr;
  /** Pairs of links that must not follow each other. */
  readonly bans: readonly RawBan[];
}

export interface Turns extends Csr {
  /** Mask of the road users of each turn. */
  readonly users: Uint8Array;
}

/**
 * Which links may follow each link, and for whom: all that leave its end node, less those banned, less the way back. The
 * way back is allowed only to users for whom nothing else is: at a dead end, also at one made by bans.
 */
export function findTurns({ link_to, link_users, link_reverse, out, bans }: TurnInput): Turns {
  const link_count = link_to.length;
  const banned = new Map<number, number>();
  for (const { links, users = ALL_USERS } of bans) {
    const pair = links[0] * link_count + links[1];
    banned.set(pair, (banned.get(pair) ?? 0) | users);
  }
  const offset = sharedColumn(Uint32Array, link_count + 1);
  const found: number[] = [];
  const masks: number[] = [];
  for (let link = 0; link < link_count; link++) {
    const node = link_to[link];
    const back = link_reverse[link];
    let stuck = link_users[link];
    const add = (next: number, users: number) => {
      const allowed = users & link_users[next] & ~(banned.get(link * link_count + next) ?? 0);
      if (allowed === 0) return;
      found.push(next);
      masks.push(allowed);
      stuck &= ~allowed;
    };
    for (let e = out.offset[node]; e < out.offset[node + 1]; e++)
      if (out.items[e] !== back) add(out.items[e], link_users[link]);
    if (back !== NONE_U32) add(back, stuck);
    offset[link + 1] = found.length;
  }
  const items = sharedColumn(Uint32Array, found.length);
  items.set(found);
  const users = sharedColumn(Uint8Array, masks.length);
  users.set(masks);
  return { offset, items, users };
}
