import { type Csr, csrOf, NONE_U32, type RoadNetwork } from '../network/index.ts';

/**
 * The network as matching sees it: links that can only be driven one after the other are one chain. Where a source draws
 * a road as many short links this is a quarter of the places to look at and of the rows of a routing table; where links
 * already run from junction to junction it changes nothing.
 */
export interface Chains {
  readonly count: number;
  /** Chain of each link, and where on it the link begins, m. */
  readonly of_link: Uint32Array;
  readonly start_m: Float32Array;
  /** Links of each chain in the order driven (CSR), and where among them each link stands. */
  readonly links: Csr;
  readonly place: Uint32Array;
  readonly length_m: Float32Array;
  /** Chains that may follow each chain (CSR). */
  readonly next: Csr;
  /** The chain of the opposite direction, or {@link NONE_U32}. */
  readonly reverse: Uint32Array;
}

/**
 * A longer chain is cut, m: a vehicle is looked for at one place of each chain, and a road that winds may come near a fix
 * at two places far apart along it.
 */
const LONGEST_M = 300;

/** Finds the chains of a network, O(links + turns). A chain and its opposite direction are cut at the same places. */
export function chainsOf(network: RoadNetwork, longest_m = LONGEST_M): Chains {
  const { link_count, link_length_m, link_reverse, turn_offset, turn_link } = network;
  const follower = soleFollowers(network);
  const is_first = new Uint8Array(link_count).fill(1);
  for (const next of follower) if (next !== NONE_U32) is_first[next] = 0;
  const of_link = new Uint32Array(link_count).fill(NONE_U32);
  const chains: number[][] = [];
  /** Puts the links from `first` on into a chain, and those of the opposite direction into another. */
  const chain = (first: number) => {
    const links = linksFrom(network, first, follower, of_link, chains.length, longest_m);
    chains.push(links);
    if (link_reverse[first] === NONE_U32 || of_link[link_reverse[first]] !== NONE_U32) return;
    for (const link of links) of_link[link_reverse[link]] = chains.length;
    chains.push(links.map((link) => link_reverse[link]).reverse());
  };
  for (let link = 0; link < link_count; link++)
    for (let at = is_first[link] ? link : NONE_U32; at !== NONE_U32; at = follower[at])
      if (of_link[at] === NONE_U32) chain(at);
  // What is left runs in rings.
  for (let link = 0; link < link_count; link++) if (of_link[link] === NONE_U32) chain(link);

  const start_m = new Float32Array(link_count);
  const length_m = Float32Array.from(chains, (links) => {
    let sum_m = 0;
    for (const link of links) {
      start_m[link] = sum_m;
      sum_m += link_length_m[link];
    }
    return sum_m;
  });
  const links = csrOf(chains);
  const place = new Uint32Array(link_count);
  links.items.forEach((link, at) => {
    place[link] = at;
  });
  const next = csrOf(
    chains.map((links) => {
      const last = links[links.length - 1];
      return Array.from(
        turn_link.subarray(turn_offset[last], turn_offset[last + 1]),
        (link) => of_link[link],
      );
    }),
  );
  const reverse = Uint32Array.from(chains, ([first]) =>
    link_reverse[first] === NONE_U32 ? NONE_U32 : of_link[link_reverse[first]],
  );
  return { count: chains.length, of_link, start_m, links, place, length_m, next, reverse };
}

/** The links from `first` to the end of its chain; marks them as the chain's. */
function linksFrom(
  { link_length_m, link_reverse }: RoadNetwork,
  first: number,
  follower: Uint32Array,
  of_link: Uint32Array,
  chain: number,
  longest_m: number,
): number[] {
  const links = [first];
  of_link[first] = chain;
  let length_m = link_length_m[first];
  for (let at = follower[first]; at !== NONE_U32 && of_link[at] === NONE_U32; at = follower[at]) {
    length_m += link_length_m[at];
    if (length_m > longest_m || of_link[link_reverse[at]] === chain) break;
    links.push(at);
    of_link[at] = chain;
  }
  return links;
}

/**
 * Of each link the one that must follow it and can follow no other, or NONE; the same in the opposite direction where
 * there is one, so that chains have opposites. A dead end is not followed by its way back.
 */
function soleFollowers({ link_count, link_reverse, turn_offset, turn_link }: RoadNetwork): Uint32Array {
  const arrivals = new Uint32Array(link_count);
  for (const link of turn_link) arrivals[link]++;
  const sole = (link: number) => {
    const next = turn_link[turn_offset[link]];
    const is_sole = turn_offset[link + 1] - turn_offset[link] === 1 && arrivals[next] === 1;
    return is_sole && next !== link && next !== link_reverse[link] ? next : NONE_U32;
  };
  return Uint32Array.from({ length: link_count }, (_, link) => {
    const next = sole(link);
    if (next === NONE_U32) return NONE_U32;
    const [back, next_back] = [link_reverse[link], link_reverse[next]];
    if (back === NONE_U32 && next_back === NONE_U32) return next;
    return back !== NONE_U32 && next_back !== NONE_U32 && sole(next_back) === back ? next : NONE_U32;
  });
}
