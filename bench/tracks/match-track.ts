import { Matcher, type MatcherOptions, type TravelSink } from '@opentocc/core/matching';
import { cpuSeconds } from '../harness.ts';
import type { KubickaTrack } from './kubicka.ts';
import { mismatchOf, roadKey } from './route-mismatch.ts';

/** How the fixes of a track are thinned and blurred, and how they are matched. */
export interface Trial {
  readonly interval_s: number;
  /** Standard deviation added on each axis, and given to the matcher as the learnt error of a source is. */
  readonly noise_m: number;
  readonly options?: Partial<MatcherOptions>;
}

/** A link that was driven, and when. */
export interface DrivenLink {
  readonly link: number;
  readonly enter_ms: number;
  readonly exit_ms: number;
}

/** What became of a track; wrong is missed plus added. */
export interface TrackResult {
  readonly true_m: number;
  readonly undirected_m: number;
  readonly directed_m: number;
  readonly missed_m: number;
  readonly added_m: number;
  /** How often the path was given up on the way. */
  readonly breaks: number;
  /** Fixes that lay on a link of the true route when they came, before any later one. */
  readonly right: number;
  readonly points: number;
  readonly cpu_s: number;
  readonly driven: readonly DrivenLink[];
}

/** Shorter visits are the end of a link beside a junction, m. */
const TOUCH_M = 1;

/** Links that one vehicle drove, in order; a link that is left and entered again counts again. */
class Route implements TravelSink {
  readonly driven: { link: number; enter_ms: number; exit_ms: number }[] = [];
  breaks = 0;
  #covered_m = 0;
  #end_m = 0;

  travel(_slot: number, link: number, from_m: number, to_m: number, enter_ms: number, exit_ms: number): void {
    if (this.driven.at(-1)?.link !== link || from_m < this.#end_m) this.#enter(link, enter_ms);
    this.driven[this.driven.length - 1].exit_ms = exit_ms;
    this.#covered_m += to_m - from_m;
    this.#end_m = to_m;
  }

  stand(): void {
    // Standing adds nothing to a route.
  }

  interrupt(): void {
    this.breaks++;
    this.#dropTouched();
    this.#covered_m = TOUCH_M;
  }

  #enter(link: number, enter_ms: number): void {
    this.#dropTouched();
    this.driven.push({ link, enter_ms, exit_ms: enter_ms });
    this.#covered_m = 0;
  }

  #dropTouched(): void {
    if (this.#covered_m < TOUCH_M) this.driven.pop();
  }
}

/**
 * Drives a track through the matcher, as one vehicle that states no speed and no course, and scores what came out. The
 * last fix is retained at every interval: what was driven after it no matcher can know.
 */
export function matchTrack(track: KubickaTrack, { interval_s, noise_m, options }: Trial): TrackResult {
  const { network, route } = track;
  const matched = new Route();
  const matcher = new Matcher(network, matched, options);
  const random = gaussian(7);
  const on_route = new Set(Array.from(route, (link) => roadKey(network, link, true)));
  const before_s = cpuSeconds();
  let [points, right, last_ms] = [0, 0, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < track.at_ms.length; i++) {
    const is_last = i === track.at_ms.length - 1;
    if (track.at_ms[i] - last_ms < interval_s * 1000 && !is_last) continue;
    last_ms = track.at_ms[i];
    points++;
    const lon = track.lon[i] + (noise_m * random()) / matcher.plane.lon_m;
    const lat = track.lat[i] + (noise_m * random()) / matcher.plane.lat_m;
    const fix = { at_ms: last_ms, lon, lat, speed_kmh: Number.NaN, course_deg: Number.NaN };
    matcher.push(0, fix, noise_m);
    if (matcher.isPlaced(0) && on_route.has(roadKey(network, matcher.linkOf(0), true))) right++;
  }
  matcher.finish(0);
  const cpu_s = cpuSeconds() - before_s;
  const links = matched.driven.map(({ link }) => link);
  const directed = mismatchOf(network, route, links, true);
  const undirected = mismatchOf(network, route, links, false);
  return {
    ...directed,
    directed_m: directed.missed_m + directed.added_m,
    undirected_m: undirected.missed_m + undirected.added_m,
    breaks: matched.breaks - 1,
    right,
    points,
    cpu_s,
    driven: matched.driven,
  };
}

/** Normal deviates (Box–Muller) of a small seeded generator (mulberry32). */
function gaussian(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
