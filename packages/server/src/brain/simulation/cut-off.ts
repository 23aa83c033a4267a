import type { RoadNetwork } from '@opentocc/core/network';

/** How many links round a closure are looked at for another way. */
const MOST_SEARCHED = 4000;

/**
 * Whether nobody who comes towards a closed link, or the closed stretch that it is part of, can reach any of the open
 * links behind it by another way.
 */
export function isCutOff(network: RoadNetwork, link: number, closed: ReadonlySet<number>): boolean {
  const { turn_offset, turn_link, in_offset, in_link, link_from } = network;
  const following = (one: number) => turn_link.subarray(turn_offset[one], turn_offset[one + 1]);
  const arriving = (one: number) =>
    in_link.subarray(in_offset[link_from[one]], in_offset[link_from[one] + 1]);
  const isOpen = (one: number) => !closed.has(one);
  const stretch = reach([link], (one) =>
    [...following(one), ...arriving(one)].filter((other) => closed.has(other)),
  );
  const behind = new Set([...stretch].flatMap((one) => [...following(one)].filter(isOpen)));
  const before = [...stretch].flatMap((one) => [...arriving(one)].filter(isOpen));
  if (behind.size === 0 || before.length === 0) return false;
  const found = reach(before, (one) => [...following(one)].filter(isOpen));
  return (
    found.size <= MOST_SEARCHED && ![...found].some((one) => following(one).some((next) => behind.has(next)))
  );
}

/** All that is reached from some links, up to a little more than are looked at; a breadth-first search. */
function reach(from: readonly number[], next: (link: number) => readonly number[]): ReadonlySet<number> {
  const found = new Set(from);
  // What is added to a set is looked at in its turn.
  for (const one of found) {
    for (const other of next(one)) found.add(other);
    if (found.size > MOST_SEARCHED) break;
  }
  return found;
}

/** Whether any link that may follow or come before a link is open. */
export function hasNeighbour(
  { turn_offset, turn_link, in_offset, in_link, link_from }: RoadNetwork,
  link: number,
  side: 'ahead' | 'behind',
  closed: ReadonlySet<number>,
): boolean {
  const ahead = turn_link.subarray(turn_offset[link], turn_offset[link + 1]);
  const node = link_from[link];
  const behind = in_link
    .subarray(in_offset[node], in_offset[node + 1])
    .filter((one) => turn_link.subarray(turn_offset[one], turn_offset[one + 1]).includes(link));
  return (side === 'ahead' ? ahead : behind).some((one) => !closed.has(one));
}
