import { type Csr, csrOf, type RoadNetwork, transpose } from '../network/index.ts';

/**
 * What a search runs over. A state is a link, or a link together with the beginning of a banned sequence that led to
 * it; so bans of three and more links are obeyed by the shape of the graph, without a test in the inner loop, forwards
 * and backwards alike. States 0 … link_count − 1 are the links themselves; without such bans there are no others.
 */
export interface SearchGraph {
  readonly state_count: number;
  /** Link of each state. */
  readonly state_link: Uint32Array;
  readonly next: Csr;
  readonly previous: Csr;
  /** Further states of each link that has some. */
  readonly extra: ReadonlyMap<number, readonly number[]>;
}

/** Builds the search graph of a network, O(links + turns + bans). */
export function searchGraph(network: RoadNetwork): SearchGraph {
  const turns: Csr = { offset: network.turn_offset, items: network.turn_link };
  const bans = listBans(network);
  if (bans.length === 0) {
    const state_link = Uint32Array.from({ length: network.link_count }, (_, link) => link);
    const previous = transpose(turns, network.link_count);
    return { state_count: network.link_count, state_link, next: turns, previous, extra: new Map() };
  }
  return expand(turns, bans);
}

function listBans({ ban_offset, ban_link }: RoadNetwork): number[][] {
  const bans: number[][] = [];
  for (let i = 0; i + 1 < ban_offset.length; i++)
    bans.push(Array.from(ban_link.subarray(ban_offset[i], ban_offset[i + 1])));
  return bans;
}

/**
 * The automaton of Aho and Corasick (1975) over sequences of links: a state for each beginning (≥ 2 links) of a ban,
 * entered by the longest beginning that the links driven last end with.
 */
function expand(turns: Csr, bans: readonly (readonly number[])[]): SearchGraph {
  const link_count = turns.offset.length - 1;
  const banned = new Set(bans.map((ban) => ban.join()));
  const driven: number[][] = Array.from({ length: link_count }, (_, link) => [link]);
  const stateOf = new Map<string, number>();
  const extra = new Map<number, number[]>();
  for (const ban of bans)
    for (let n = 2; n < ban.length; n++) {
      const beginning = ban.slice(0, n);
      if (stateOf.has(beginning.join())) continue;
      stateOf.set(beginning.join(), driven.length);
      const link = beginning[n - 1];
      extra.set(link, [...(extra.get(link) ?? []), driven.length]);
      driven.push(beginning);
    }
  const lists = driven.map((sequence) => {
    const link = sequence[sequence.length - 1];
    const after: number[] = [];
    for (let e = turns.offset[link]; e < turns.offset[link + 1]; e++) {
      const state = enter(sequence, turns.items[e], stateOf, banned);
      if (state !== undefined) after.push(state);
    }
    return after;
  });
  const next = csrOf(lists);
  const state_link = Uint32Array.from(driven, (sequence) => sequence[sequence.length - 1]);
  return {
    state_count: driven.length,
    state_link,
    next,
    previous: transpose(next, driven.length),
    extra,
  };
}

/** The state after driving `link` next, or undefined when a ban ends there. */
function enter(
  sequence: readonly number[],
  link: number,
  stateOf: ReadonlyMap<string, number>,
  banned: ReadonlySet<string>,
): number | undefined {
  let state = link;
  for (let from = sequence.length - 1; from >= 0; from--) {
    const ending = `${sequence.slice(from).join()},${link}`;
    if (banned.has(ending)) return undefined;
    state = stateOf.get(ending) ?? state;
  }
  return state;
}
