import type { RoadNetwork } from '@opentocc/core/network';

/** What a matched route has wrong, over the true length: Newson and Krumm's route mismatch fraction, in two parts. */
export interface RouteMismatch {
  readonly true_m: number;
  /** Driven but not matched. */
  readonly missed_m: number;
  /** Matched but not driven. */
  readonly added_m: number;
}

/**
 * Compares routes as bags of whole links: a link driven twice must be matched twice.
 * @param directed false takes both directions of a road for the same.
 */
export function mismatchOf(
  network: RoadNetwork,
  truth: Iterable<number>,
  matched: Iterable<number>,
  directed: boolean,
): RouteMismatch {
  const { link_length_m } = network;
  const left = new Map<string, { n: number; length_m: number }>();
  let [true_m, added_m, missed_m] = [0, 0, 0];
  for (const link of truth) {
    const length_m = link_length_m[link];
    const key = roadKey(network, link, directed);
    true_m += length_m;
    left.set(key, { n: (left.get(key)?.n ?? 0) + 1, length_m });
  }
  for (const link of matched) {
    const road = left.get(roadKey(network, link, directed));
    if (road && road.n > 0) road.n--;
    else added_m += link_length_m[link];
  }
  for (const { n, length_m } of left.values()) missed_m += n * length_m;
  return { true_m, missed_m, added_m };
}

/** Links between the same junctions are one road: some sources repeat them. */
export function roadKey({ link_from, link_to }: RoadNetwork, link: number, directed: boolean): string {
  const [a, b] = [link_from[link], link_to[link]];
  return directed || a < b ? `${a} ${b}` : `${b} ${a}`;
}
