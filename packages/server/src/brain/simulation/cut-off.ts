import type { RoadNetwork } from '@opentocc/core/network';

/** How many links round a closure are looked at for another way. */
const MOST_SEARCHED = 4000;

/**
 * Whether a closed link cuts the network in two: nobody who comes towards it, or towards the closed stretch that it is part
 * of, can reach any of the open links behind it by another way. What leads nowhere but into the stretch, or comes from
 * nowhere else, is part of it.
 */
export function isCutOff(network: RoadNetwork, link: number, closed: ReadonlySet<number>): boolean {
  const { following, arriving } = neighbours(network);
  const stretch = reach([link], (one, known) => [
    ...following(one).filter((next) => closed.has(next) || arriving(next).every((from) => known.has(from))),
    ...arriving(one).filter((from) => closed.has(from) || following(from).every((next) => known.has(next))),
  ]);
  const isOutside = (one: number) => !stretch.has(one) && !closed.has(one);
  const behind = new Set([...stretch].flatMap((one) => following(one).filter(isOutside)));
  const before = [...stretch].flatMap((one) => arriving(one).filter(isOutside));
  if (stretch.size > MOST_SEARCHED || following(link).length === 0 || arriving(link).length === 0)
    return false;
  // All that comes leads nowhere else, or all that follows comes from nowhere else.
  if (behind.size === 0 || before.length === 0) return true;
  return !mayReach(
    before,
    (one) => following(one).filter(isOutside),
    (one) => following(one).some((next) => behind.has(next)),
  );
}

/** Links that may follow a link, and that may come before it. */
function neighbours({ turn_offset, turn_link, in_offset, in_link, link_from }: RoadNetwork) {
  const following = (one: number) => [...turn_link.subarray(turn_offset[one], turn_offset[one + 1])];
  const arriving = (one: number) =>
    [...in_link.subarray(in_offset[link_from[one]], in_offset[link_from[one] + 1])].filter((from) =>
      following(from).includes(one),
    );
  return { following, arriving };
}

/** All that is reached from some links, up to a little more than are looked at; a breadth-first search. */
function reach(
  from: readonly number[],
  next: (link: number, known: ReadonlySet<number>) => readonly number[],
): ReadonlySet<number> {
  const found = new Set(from);
  // What is added to a set is looked at in its turn.
  for (const one of found) {
    for (const other of next(one, found)) found.add(other);
    if (found.size > MOST_SEARCHED) break;
  }
  return found;
}

/**
 * Whether some links lead to a goal, which they are taken to where nothing is found among as many as are looked at. Ends at the
 * first goal: most ways round are short, and a study may ask for thousands.
 */
function mayReach(
  from: readonly number[],
  next: (link: number) => readonly number[],
  isGoal: (link: number) => boolean,
): boolean {
  const found = new Set(from);
  for (const one of found) {
    if (isGoal(one)) return true;
    for (const other of next(one)) found.add(other);
    if (found.size > MOST_SEARCHED) return true;
  }
  return false;
}

/** Whether any link that may follow or come before a link is open. */
export function hasNeighbour(
  network: RoadNetwork,
  link: number,
  side: 'ahead' | 'behind',
  closed: ReadonlySet<number>,
): boolean {
  const { following, arriving } = neighbours(network);
  return (side === 'ahead' ? following(link) : arriving(link)).some((one) => !closed.has(one));
}
