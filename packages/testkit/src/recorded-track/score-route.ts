import type { RoadNetwork } from '@opentocc/core/network';

/** How far a matched route is from the true one, in metres of links. */
export interface RouteScore {
  readonly true_m: number;
  /** Driven but not matched, and matched but not driven. */
  readonly missed_m: number;
  readonly added_m: number;
}

/**
 * Compares routes by length as Newson and Krumm (2009) do: mismatch is (missed + added) / true. A link driven twice
 * counts twice, and a link counts whole.
 * @param directed whether the wrong direction of the right road is wrong.
 */
export function scoreRoute(
  network: RoadNetwork,
  truth: Iterable<number>,
  matched: Iterable<number>,
  directed: boolean,
): RouteScore {
  const drives = new Map<string, { true: number; matched: number; length_m: number }>();
  const count = (link: number, kind: 'true' | 'matched') => {
    const key = roadKey(network, link, directed);
    const entry = drives.get(key) ?? { true: 0, matched: 0, length_m: network.link_length_m[link] };
    entry[kind]++;
    drives.set(key, entry);
  };
  for (const link of truth) count(link, 'true');
  for (const link of matched) count(link, 'matched');
  let [true_m, missed_m, added_m] = [0, 0, 0];
  for (const entry of drives.values()) {
    true_m += entry.true * entry.length_m;
    missed_m += Math.max(0, entry.true - entry.matched) * entry.length_m;
    added_m += Math.max(0, entry.matched - entry.true) * entry.length_m;
  }
  return { true_m, missed_m, added_m };
}

/** Links between the same junctions are one road: some sources repeat them. */
export function roadKey({ link_from, link_to }: RoadNetwork, link: number, directed: boolean): string {
  const [a, b] = [link_from[link], link_to[link]];
  return directed || a < b ? `${a} ${b}` : `${b} ${a}`;
}
