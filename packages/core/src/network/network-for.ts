import { sharedColumn } from './columns.ts';
import type { Csr } from './csr.ts';
import { NONE_U32, type RoadNetwork } from './road-network.ts';
import { ALL_USERS, ROAD_USERS, type RoadUser, USER_BIT } from './road-users.ts';

/**
 * The network as one road user finds it: numbers of links and nodes stay, what the user may not drive is closed
 * (`link_users` 0) and in no list of links, turns or bans. The network itself when everything is open to everybody, so
 * that a city without roads of buses costs nothing; else new columns of O(links + turns), the rest shared.
 */
export function networkFor(network: RoadNetwork, user: RoadUser): RoadNetwork {
  if (!isClassBound(network)) return network;
  const bit = USER_BIT[user];
  const { link_users, turn_users, ban_users } = network;
  const isOpen = (link: number) => (link_users[link] & bit) !== 0;
  const out = filterCsr({ offset: network.out_offset, items: network.out_link }, (e) =>
    isOpen(network.out_link[e]),
  );
  const into = filterCsr({ offset: network.in_offset, items: network.in_link }, (e) =>
    isOpen(network.in_link[e]),
  );
  const turns = filterCsr(
    { offset: network.turn_offset, items: network.turn_link },
    (e) => (turn_users[e] & bit) !== 0,
  );
  return {
    ...network,
    link_users: masked(link_users, bit),
    link_reverse: openReverses(network, isOpen),
    out_offset: out.offset,
    out_link: out.items,
    in_offset: into.offset,
    in_link: into.items,
    turn_offset: turns.offset,
    turn_link: turns.items,
    turn_users: sharedColumn(Uint8Array, turns.items.length).fill(bit),
    ...bansFor(network, (ban) => (ban_users[ban] & bit) !== 0, bit),
  };
}

/** For each road user the number of the first user who may drive exactly the same: they can share all that is made of it. */
export function alikeUsers(network: RoadNetwork): Readonly<Record<RoadUser, RoadUser>> {
  const alike = Object.fromEntries(
    ROAD_USERS.map((user) => [user, ROAD_USERS.find((first) => driveAlike(network, first, user)) ?? user]),
  );
  return alike as Record<RoadUser, RoadUser>;
}

function isClassBound({ link_users, turn_users, ban_users }: RoadNetwork): boolean {
  return [link_users, turn_users, ban_users].some((masks) => masks.some((mask) => mask !== ALL_USERS));
}

function driveAlike({ link_users, turn_users, ban_users }: RoadNetwork, a: RoadUser, b: RoadUser): boolean {
  const both = USER_BIT[a] | USER_BIT[b];
  const isSplit = (mask: number) => (mask & both) !== 0 && (mask & both) !== both;
  return a === b || ![link_users, turn_users, ban_users].some((masks) => masks.some(isSplit));
}

function bansFor(
  { ban_offset, ban_link }: RoadNetwork,
  holds: (ban: number) => boolean,
  bit: number,
): Pick<RoadNetwork, 'ban_offset' | 'ban_link' | 'ban_users'> {
  const held = Array.from({ length: ban_offset.length - 1 }, (_, ban) => ban).filter(holds);
  const offset = sharedColumn(Uint32Array, held.length + 1);
  held.forEach((ban, i) => {
    offset[i + 1] = offset[i] + ban_offset[ban + 1] - ban_offset[ban];
  });
  const items = sharedColumn(Uint32Array, offset[held.length]);
  held.forEach((ban, i) => {
    items.set(ban_link.subarray(ban_offset[ban], ban_offset[ban + 1]), offset[i]);
  });
  return {
    ban_offset: offset,
    ban_link: items,
    ban_users: sharedColumn(Uint8Array, held.length).fill(bit),
  };
}

/** Nobody turns round into a direction that is closed to him. */
function openReverses({ link_reverse }: RoadNetwork, isOpen: (link: number) => boolean): Uint32Array {
  const own = sharedColumn(Uint32Array, link_reverse.length);
  for (let link = 0; link < own.length; link++) {
    const back = link_reverse[link];
    own[link] = back !== NONE_U32 && isOpen(back) && isOpen(link) ? back : NONE_U32;
  }
  return own;
}

/** The lists with those entries only that are accepted, by their position in `items`. */
function filterCsr({ offset, items }: Csr, accept: (e: number) => boolean): Csr {
  const short = sharedColumn(Uint32Array, offset.length);
  const found = new Uint32Array(items.length);
  let count = 0;
  for (let i = 0; i + 1 < offset.length; i++) {
    for (let e = offset[i]; e < offset[i + 1]; e++) if (accept(e)) found[count++] = items[e];
    short[i + 1] = count;
  }
  const accepted = sharedColumn(Uint32Array, count);
  accepted.set(found.subarray(0, count));
  return { offset: short, items: accepted };
}

function masked(masks: Uint8Array, bit: number): Uint8Array {
  const own = sharedColumn(Uint8Array, masks.length);
  for (let i = 0; i < masks.length; i++) own[i] = masks[i] & bit;
  return own;
}
