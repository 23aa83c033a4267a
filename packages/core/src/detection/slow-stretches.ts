import { type Csr, NONE_U32, type RoadNetwork, transpose } from '../network/index.ts';
import type { LinkEvidence } from './link-evidence.ts';
import type { DetectionOptions } from './options.ts';
import { FALLEN, freeBehind } from './slowdown-shape.ts';

/** Links that are slow and hang together. */
export interface SlowStretch {
  /** Of one slowdown through its life; never reused by one detector. */
  readonly id: number;
  readonly began_ms: number;
  /** Links that are slow now, in the order of their numbers. */
  links: readonly number[];
  /** Evidence of all of them, ln of odds. */
  evidence: number;
  /** Whether it had enough evidence to be a signal, and for how many minutes in a row it has it. */
  is_signal: boolean;
  minutes: number;
  /** Where an incident was seen in it; stays when the incident is gone and its queue is left. */
  head: number | null;
  /** Where one stands now. */
  heads: readonly number[];
}

/** What became of slowdowns in a minute. */
export interface StretchChanges {
  readonly began: readonly SlowStretch[];
  readonly ended: readonly SlowStretch[];
  /** Those that went up in another, older one, which goes on. */
  readonly merged: readonly { readonly gone: SlowStretch; readonly into: SlowStretch }[];
}

/** A link that nobody passed for these windows, and that is no longer than this, does not part two slow ones. */
const BRIDGED = { unseen: 3, most_m: 400 } as const;

/**
 * Follows slow links that hang together through their lives: a queue is one thing, however many links it covers, and the same
 * thing while it grows, shrinks and moves upstream. A link joins with more evidence than it needs to stay.
 */
export class SlowStretches {
  readonly #network: RoadNetwork;
  readonly #before: Csr;
  readonly #options: DetectionOptions;
  /** Id of the stretch that a link belongs to, 0 for none. */
  readonly #owner: Uint32Array;
  readonly #part: Uint32Array;
  readonly #live = new Map<number, SlowStretch>();
  #last_id = 0;

  constructor(network: RoadNetwork, options: DetectionOptions) {
    this.#network = network;
    this.#options = options;
    const { turn_offset, turn_link, link_count } = network;
    this.#before = transpose({ offset: turn_offset, items: turn_link }, link_count);
    this.#owner = new Uint32Array(link_count);
    this.#part = new Uint32Array(link_count);
  }

  /** Signals of now, the oldest first. */
  get signals(): readonly SlowStretch[] {
    return [...this.#live.values()].filter(({ is_signal }) => is_signal);
  }

  /** @param heads links at which an incident stands now */
  advance(evidence: LinkEvidence, now_ms: number, heads: ReadonlySet<number>): StretchChanges {
    const parts = this.#partsOf(evidence, heads);
    const merged: StretchChanges['merged'][number][] = [];
    const own = new Map<SlowStretch, number[]>();
    for (const links of parts) {
      const stretch = this.#stretchOf(links, now_ms, merged);
      own.set(stretch, [...(own.get(stretch) ?? []), ...links]);
    }
    this.#owner.fill(0);
    const began: SlowStretch[] = [];
    for (const [stretch, links] of own) if (this.#take(stretch, links, evidence, heads)) began.push(stretch);
    const ended = [...this.#live.values()].filter((stretch) => !this.#goesOn(stretch, own, now_ms));
    for (const { id } of ended) this.#live.delete(id);
    return { began, ended: ended.filter(({ is_signal }) => is_signal), merged };
  }

  /** The oldest of the stretches whose links these were, or a new one; the others go up in it. */
  #stretchOf(
    links: readonly number[],
    now_ms: number,
    merged: StretchChanges['merged'][number][],
  ): SlowStretch {
    const ids = new Set(links.map((link) => this.#owner[link]).filter((id) => this.#live.has(id)));
    const found = [...ids].map((id) => this.#live.get(id) as SlowStretch);
    found.sort((a, b) => Number(b.is_signal) - Number(a.is_signal) || a.id - b.id);
    const [first, ...others] = found;
    for (const gone of others) {
      this.#live.delete(gone.id);
      first.head ??= gone.head;
      if (gone.is_signal) merged.push({ gone, into: first });
    }
    if (first) return first;
    const stretch = {
      id: ++this.#last_id,
      began_ms: now_ms,
      links,
      evidence: 0,
      is_signal: false,
      minutes: 0,
      head: null,
      heads: [],
    };
    this.#live.set(stretch.id, stretch);
    return stretch;
  }

  /** @returns whether it has become a signal */
  #take(stretch: SlowStretch, links: number[], evidence: LinkEvidence, heads: ReadonlySet<number>): boolean {
    const { begins, begins_of_link, flow_weight, minutes } = this.#options;
    if (!this.#live.has(stretch.id)) return false;
    const { slow } = evidence;
    stretch.links = links.sort((a, b) => a - b);
    for (const link of links) this.#owner[link] = stretch.id;
    const of_links = links.reduce((sum, link) => sum + slow[link], 0);
    stretch.evidence = of_links + flow_weight * fewerBehind(this.#network, links, evidence);
    stretch.heads = links.filter((link) => heads.has(link));
    stretch.head ??= stretch.heads[0] ?? null;
    if (stretch.is_signal) return false;
    const surest = links.reduce((most, link) => (slow[link] > slow[most] ? link : most));
    const has_enough = stretch.evidence >= begins && slow[surest] >= begins_of_link;
    stretch.minutes = has_enough ? stretch.minutes + 1 : 0;
    stretch.is_signal = stretch.minutes >= minutes || stretch.head !== null;
    return stretch.is_signal;
  }

  #goesOn(stretch: SlowStretch, own: ReadonlyMap<SlowStretch, unknown>, now_ms: number): boolean {
    if (own.has(stretch)) return true;
    if (!stretch.is_signal || now_ms - stretch.began_ms >= this.#options.held_ms) return false;
    // A signal that flickers is one: its links are waited for.
    for (const link of stretch.links) if (this.#owner[link] === 0) this.#owner[link] = stretch.id;
    return true;
  }

  #partsOf({ slow, unseen }: LinkEvidence, heads: ReadonlySet<number>): number[][] {
    const { joins, ends } = this.#options;
    const { link_length_m } = this.#network;
    const isSlow = (link: number) =>
      heads.has(link) || slow[link] >= (this.#owner[link] === 0 ? joins : ends);
    const isBridge = (link: number) =>
      unseen[link] >= BRIDGED.unseen && link_length_m[link] <= BRIDGED.most_m;
    this.#part.fill(0);
    const parts: number[][] = [];
    for (let link = 0; link < slow.length; link++) {
      if (this.#part[link] !== 0 || !isSlow(link)) continue;
      parts.push(this.#walk(link, parts.length + 1, isSlow, isBridge));
    }
    return parts;
  }

  #walk(
    first: number,
    part: number,
    isSlow: (link: number) => boolean,
    isBridge: (link: number) => boolean,
  ): number[] {
    const links = [first];
    this.#part[first] = part;
    for (let i = 0; i < links.length; i++)
      for (const next of this.#reachedFrom(links[i], isBridge)) {
        if (this.#part[next] !== 0 || !isSlow(next)) continue;
        this.#part[next] = part;
        links.push(next);
      }
    return links;
  }

  /** Links beside a link, and those beyond a bridge. */
  *#reachedFrom(link: number, isBridge: (link: number) => boolean): Generator<number> {
    for (const next of this.#around(link)) {
      yield next;
      if (isBridge(next)) yield* this.#around(next);
    }
  }

  /** Links that lead to a link, and those that it leads to; not its own other direction. */
  *#around(link: number): Generator<number> {
    const { turn_offset, turn_link, link_reverse } = this.#network;
    for (let i = turn_offset[link]; i < turn_offset[link + 1]; i++)
      if (link_reverse[link] === NONE_U32 || turn_link[i] !== link_reverse[link]) yield turn_link[i];
    const { offset, items } = this.#before;
    for (let i = offset[link]; i < offset[link + 1]; i++)
      if (link_reverse[link] === NONE_U32 || items[i] !== link_reverse[link]) yield items[i];
  }
}

/** What the number of vehicles says where traffic runs freely behind a slow link: the most of all such places, 0 without one. */
function fewerBehind(network: RoadNetwork, links: readonly number[], evidence: LinkEvidence): number {
  const slow = new Set(links);
  let most = Number.NEGATIVE_INFINITY;
  for (const link of links) {
    if (!(evidence.deviation[link] <= FALLEN)) continue;
    for (const free of freeBehind(network, link, slow, evidence)) most = Math.max(most, evidence.fewer[free]);
  }
  return Number.isFinite(most) ? most : 0;
}
