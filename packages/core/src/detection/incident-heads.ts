import {
  type Csr,
  LINK_CLASSES,
  LINK_FLAG,
  NODE_FLAG,
  type RoadNetwork,
  transpose,
} from '../network/index.ts';
import type { LinkNormal } from './link-normals.ts';
import type { DetectionOptions } from './options.ts';
import type { SlowRuns } from './slow-runs.ts';

/**
 * What tells an incident from traffic that is only slower than on other days, as weights of a logistic regression on what was
 * seen of 221 incidents of four days of the demo world (5, 6, 9 and 10 November 2026, on none of which a published
 * figure stands), rounded. Assumed for any other city, 2026-11-28: `docs/detection.md`. Terms: {@link IncidentHeads}.
 */
export const INCIDENT_WEIGHTS = {
  ...{ none: -19.7, first_evidence: 1.89, more_evidence: 0.49, minutes: 1.17, deep: -1.73, quickest: -3.54 },
  ...{ quicker_before: 0.73, days_differ: -2.2, free_behind: 1.3, slow_before: 0.67, flow_kept: -0.96 },
  ...{ road_full: -1.52, joined: -0.36, signals: 2.01, ramp: -1.6, minor: -4.26, short: 0.98 },
} as const;

/** A run with less evidence is not looked at. */
const LEAST_EVIDENCE = 5;
/** Odds of an incident below which a head is none: 1 to 1. */
const LEAST_ODDS = 0;
/** Passes a minute that are added to each side of a ratio, so that two against one say little. */
const SOME = 0.3;
const MINOR_FROM = LINK_CLASSES.indexOf('collector');

const between = (least: number, most: number, value: number): number =>
  Math.max(least, Math.min(most, value));

/**
 * Links at which an incident holds traffic up: slow in every minute since a moment, in several of them, where days hardly differ,
 * free behind, held up before, with fewer vehicles than usual and far from the most that the road carries; a junction or a merge that is
 * overloaded is slow as well, but now and then, later on other days, and carries all that it can.
 */
export class IncidentHeads {
  readonly #network: RoadNetwork;
  readonly #before: Csr;
  readonly #options: DetectionOptions;
  /** Heads with when their own link was last as sure as that, and when any within reach of it was, UTC ms. */
  readonly #live = new Map<number, { own_ms: number; any_ms: number }>();

  constructor(network: RoadNetwork, options: DetectionOptions) {
    this.#network = network;
    this.#options = options;
    const { turn_offset, turn_link, link_count } = network;
    this.#before = transpose({ offset: turn_offset, items: turn_link }, link_count);
  }

  /** Links that are a head now. Those near one that stands already are the same one. */
  advance(runs: SlowRuns, normal: LinkNormal, now_ms: number): ReadonlySet<number> {
    const { head_waits_ms, head_forgotten_ms } = this.#options;
    for (let link = 0; link < runs.slow.length; link++) {
      if (runs.slow[link] < LEAST_EVIDENCE || this.oddsOf(link, runs, normal) < LEAST_ODDS) continue;
      const head = this.#near(link) ?? link;
      const own_ms = head === link ? now_ms : (this.#live.get(head)?.own_ms ?? now_ms);
      this.#live.set(head, { own_ms, any_ms: now_ms });
    }
    const standing = new Set<number>();
    for (const [head, { own_ms, any_ms }] of this.#live) {
      if (now_ms - any_ms > head_forgotten_ms) this.#live.delete(head);
      else if (now_ms - own_ms <= head_waits_ms || runs.slow[head] >= LEAST_EVIDENCE) standing.add(head);
    }
    return standing;
  }

  /** ln of the odds that an incident stands on a link with a run. */
  oddsOf(link: number, runs: SlowRuns, normal: LinkNormal): number {
    const { link_class, link_flags, link_length_m, link_to, node_flags } = this.#network;
    const w = INCIDENT_WEIGHTS;
    const slow = runs.slow[link];
    const { free, flow, most, others } = this.#behind(link, runs, normal);
    return (
      w.none +
      (w.first_evidence * Math.min(slow, 16)) / 10 +
      (w.more_evidence * between(0, 14, slow - 16)) / 10 +
      (w.minutes * Math.min(runs.minutes[link], 6)) / 2 +
      w.deep * between(0, 2, -runs.meanOf(link) - 0.9) +
      w.quickest * between(-0.6, 0.1, runs.quickest[link]) +
      w.quicker_before * between(0, 0.6, runs.before[link] - 0.05) +
      w.days_differ * Math.log(0.003 + Math.min(0.2, normal.between[link])) +
      w.free_behind * free +
      (w.slow_before * Math.min(20, this.#heldUpBefore(link, runs))) / 10 +
      w.flow_kept * Math.log((runs.flow[link] + SOME) / ((normal.passes[link] || 0) / 5 + SOME)) +
      w.road_full * Math.log((flow + SOME) / (most + SOME)) +
      (w.joined * others) / (flow + SOME) +
      ((node_flags[link_to[link]] & NODE_FLAG.signals) === 0 ? 0 : w.signals) +
      ((link_flags[link] & LINK_FLAG.ramp) === 0 ? 0 : w.ramp) +
      (link_class[link] >= MINOR_FROM ? w.minor : 0) +
      w.short * Math.max(0, Math.log(400 / link_length_m[link]))
    );
  }

  /** Behind a link: the slowest against the usual, passes a minute, the most that are usual at any time, and of other links. */
  #behind(link: number, runs: SlowRuns, { most_passes }: LinkNormal) {
    let [slowest, flow, most, others] = [Number.NaN, 0, 0, 0];
    for (const down of this.#linksBehind(link)) {
      flow += runs.flow[down];
      most += (most_passes[down] || 0) / 5;
      for (const other of this.#linksBefore(down)) if (other !== link) others += runs.flow[other];
      const off = runs.recentOf(down);
      if (!Number.isNaN(off)) slowest = Number.isNaN(slowest) ? off : Math.min(slowest, off);
    }
    // Where nobody passes it is not known.
    return { free: Number.isNaN(slowest) ? -0.1 : between(-1, 0.1, slowest), flow, most, others };
  }

  #heldUpBefore(link: number, { slow }: SlowRuns): number {
    let most = 0;
    for (const up of this.#linksBefore(link)) most = Math.max(most, slow[up]);
    return most;
  }

  /** Links that lead to a link, not its own other direction. */
  *#linksBefore(link: number): Generator<number> {
    const { offset, items } = this.#before;
    for (let i = offset[link]; i < offset[link + 1]; i++)
      if (items[i] !== this.#network.link_reverse[link]) yield items[i];
  }

  *#linksBehind(link: number): Generator<number> {
    const { turn_offset, turn_link, link_reverse } = this.#network;
    for (let i = turn_offset[link]; i < turn_offset[link + 1]; i++)
      if (turn_link[i] !== link_reverse[link]) yield turn_link[i];
  }

  /** A head that stands within reach of a link, up or down the road. */
  #near(link: number): number | undefined {
    if (this.#live.size === 0 || this.#live.has(link)) return this.#live.has(link) ? link : undefined;
    return (
      this.#alongUntilHead(link, (at) => this.#linksBefore(at)) ??
      this.#alongUntilHead(link, (at) => this.#linksBehind(at))
    );
  }

  #alongUntilHead(link: number, next: (at: number) => Iterable<number>): number | undefined {
    const { link_length_m } = this.#network;
    const away_m = new Map([[link, 0]]);
    for (const [at, so_far_m] of away_m) {
      if (this.#live.has(at)) return at;
      if (so_far_m > this.#options.head_reach_m) continue;
      for (const to of next(at)) if (!away_m.has(to)) away_m.set(to, so_far_m + link_length_m[to]);
    }
    return undefined;
  }
}
