import { alikeUsers, networkFor, type RoadNetwork, type RoadUser } from '../network/index.ts';
import { Matcher, type MatchOutcome, type RoadFix } from './matcher.ts';
import { DEFAULT_MATCHER_OPTIONS, type MatcherOptions } from './matcher-options.ts';
import type { ReachLists } from './reach-lists.ts';
import type { TravelSink } from './travel-emitter.ts';

/** A matcher of one road user, and its slots: they are counted apart, so that no matcher holds room for another's. */
interface Lane {
  readonly matcher: Matcher;
  /** Slot of the vehicle for each slot of this matcher, and back. */
  readonly outer: number[];
  readonly inner: Map<number, number>;
}

/**
 * Matches each vehicle to the network as its kind finds it: a bus may be on its busway, a car never is. Users who may
 * drive the same share one matcher, so that a city without roads of some users has one; the others' are made when their
 * first vehicle comes. Each has a share of the bytes for routing lists. Slots, times and answers are those of `Matcher`.
 */
export class UserMatcher {
  readonly #network: RoadNetwork;
  readonly #sink: TravelSink;
  readonly #options: Partial<MatcherOptions>;
  readonly #lists: ReachLists | undefined;
  readonly #alike: Readonly<Record<RoadUser, RoadUser>>;
  readonly #lanes = new Map<RoadUser, Lane>();
  /** By slot: the matcher that its vehicle is in, and its slot there. */
  readonly #matcher_of: Matcher[] = [];
  readonly #inner_of: number[] = [];

  /** @param lists precomputed routes of `networkFor(network, 'car')`. */
  constructor(
    network: RoadNetwork,
    sink: TravelSink,
    options: Partial<MatcherOptions> = {},
    lists?: ReachLists,
  ) {
    this.#network = network;
    this.#sink = sink;
    this.#alike = alikeUsers(network);
    const { table_bytes } = { ...DEFAULT_MATCHER_OPTIONS, ...options };
    const kinds = new Set(Object.values(this.#alike)).size;
    this.#options = { ...options, table_bytes: Math.floor(table_bytes / kinds) };
    this.#lists = lists;
    this.#laneFor('car');
  }

  /** Bytes of the routing lists made on demand. */
  get table_bytes(): number {
    let bytes = 0;
    for (const { matcher } of this.#lanes.values()) bytes += matcher.table_bytes;
    return bytes;
  }

  /** Says what a vehicle is, before its fixes; one that becomes another kind begins a new path. */
  use(slot: number, user: RoadUser): void {
    const { matcher, outer, inner } = this.#laneFor(user);
    if (this.#matcher_of[slot] === matcher) return;
    this.finish(slot);
    if (!inner.has(slot)) inner.set(slot, outer.push(slot) - 1);
    this.#matcher_of[slot] = matcher;
    this.#inner_of[slot] = inner.get(slot) ?? 0;
  }

  /** As `Matcher.push`; a vehicle of which nothing was said is a car. */
  push(slot: number, fix: RoadFix, error_m = 0): MatchOutcome {
    if (!this.#matcher_of[slot]) this.use(slot, 'car');
    return this.#matcher_of[slot].push(this.#inner_of[slot], fix, error_m);
  }

  finish(slot: number): void {
    this.#matcher_of[slot]?.finish(this.#inner_of[slot]);
  }

  expire(slot: number, before_ms: number): void {
    this.#matcher_of[slot]?.expire(this.#inner_of[slot], before_ms);
  }

  isPlaced(slot: number): boolean {
    return this.#matcher_of[slot]?.isPlaced(this.#inner_of[slot]) ?? false;
  }

  /** Where a placed vehicle is, as of `Matcher`. */
  linkOf(slot: number): number {
    return this.#matcher_of[slot].linkOf(this.#inner_of[slot]);
  }

  lonOf(slot: number): number {
    return this.#matcher_of[slot].lonOf(this.#inner_of[slot]);
  }

  latOf(slot: number): number {
    return this.#matcher_of[slot].latOf(this.#inner_of[slot]);
  }

  #laneFor(user: RoadUser): Lane {
    const first = this.#alike[user];
    const known = this.#lanes.get(first);
    if (known) return known;
    const outer: number[] = [];
    const lists = first === 'car' ? this.#lists : undefined;
    const sink = outward(this.#sink, outer);
    const matcher = new Matcher(networkFor(this.#network, first), sink, this.#options, lists);
    const lane = { matcher, outer, inner: new Map<number, number>() };
    this.#lanes.set(first, lane);
    return lane;
  }
}

/** Tells of a matcher's slots by the vehicles' own. */
function outward(sink: TravelSink, outer: readonly number[]): TravelSink {
  return {
    travel: (slot, link, from_m, to_m, enter_ms, exit_ms) =>
      sink.travel(outer[slot], link, from_m, to_m, enter_ms, exit_ms),
    stand: (slot, link, at_m, from_ms, to_ms) => sink.stand(outer[slot], link, at_m, from_ms, to_ms),
    interrupt: (slot) => sink.interrupt(outer[slot]),
  };
}
