import type { LinkNormal } from './link-normals.ts';
import type { DetectionOptions } from './options.ts';

/** Passes that ended since the window before, each once; columns by link. */
export interface FreshPasses {
  readonly samples: ArrayLike<number>;
  readonly distance_m: Float32Array;
  readonly time_s: Float32Array;
}

/** Evidence of a run rises no higher, so that traffic that runs again ends it within minutes, ln of odds. */
const MOST_OF_RUN = 40;
/** Share that is left each minute of what was before, of how traffic runs now, and of a run on a link that nobody passes. */
const KEEPS = { before: 0.97, recent: 0.75, idle: 0.99 } as const;
/** What a minute without passes leaves of how traffic runs now. */
const KEEPS_UNSEEN = 0.9;
/** A run is over below this. */
const LEAST = 0.3;
/** Passes a minute are smoothed over this, min. */
const FLOW_MIN = 10;
/** What a class of roads has in common in a minute is taken from deviations within this, ln; only slower is taken out. */
const MOST_COMMON = 0.3;

/**
 * Runs of slow minutes on each link, from the passes that ended in each minute alone: a minute is news by itself, while windows
 * of five minutes tell each pass five times and the first one late. A run begins with the first slow minute and ends
 * when its evidence (CUSUM, Page 1954) is used up. Against the lowest that is usual within half an hour, so that a peak
 * that comes early is none.
 */
export class SlowRuns {
  /** Evidence that the link is slow, ln of odds, 0 without a run. */
  readonly slow: Float32Array;
  /** Minutes of the run in which somebody passed, and the quickest of them against the usual, ln. */
  readonly minutes: Uint16Array;
  readonly quickest: Float32Array;
  /** ln of speed against the usual in the half hour before the run. */
  readonly before: Float32Array;
  /** Passes a minute. */
  readonly flow: Float32Array;
  readonly #passes: Float32Array;
  readonly #sum: Float32Array;
  readonly #recent: readonly [sum: Float32Array, weight: Float32Array];
  readonly #long: readonly [sum: Float32Array, weight: Float32Array];
  readonly #groups: Uint8Array;
  readonly #options: DetectionOptions;

  /** @param groups of links that have weather in common: their class */
  constructor(groups: Uint8Array, options: DetectionOptions) {
    const column = () => new Float32Array(groups.length);
    this.#groups = groups;
    this.#options = options;
    this.slow = column();
    this.minutes = new Uint16Array(groups.length);
    this.quickest = column();
    this.before = column();
    this.flow = column();
    this.#passes = column();
    this.#sum = column();
    this.#recent = [column(), column()];
    this.#long = [column(), column()];
  }

  /** ln of speed against the usual over the passes of the run. */
  meanOf(link: number): number {
    return this.#sum[link] / this.#passes[link];
  }

  /** The same over the last minutes; NaN where hardly anybody passed. */
  recentOf(link: number): number {
    const [sum, weight] = this.#recent;
    return weight[link] > 0.5 ? sum[link] / weight[link] : Number.NaN;
  }

  advance({ samples, distance_m, time_s }: FreshPasses, normal: LinkNormal): void {
    const speed = (link: number) => Math.log((3.6 * distance_m[link]) / time_s[link]);
    const common = this.#commonPart(samples, speed, normal);
    for (let link = 0; link < this.slow.length; link++) {
      const n = samples[link];
      this.flow[link] += (n - this.flow[link]) / FLOW_MIN;
      this.#fade(link, n);
      if (n === 0) continue;
      const off = speed(link) - normal.ln_lowest_kmh[link] - common[this.#groups[link]];
      if (Number.isFinite(off)) this.#take(link, off, n, normal);
    }
  }

  #fade(link: number, n: number): void {
    const [recent, long] = [this.#recent, this.#long];
    for (const column of recent) column[link] *= n > 0 ? KEEPS.recent : KEEPS_UNSEEN;
    for (const column of long) column[link] *= KEEPS.before;
    if (n > 0) return;
    this.slow[link] *= KEEPS.idle;
    if (this.slow[link] < LEAST) this.slow[link] = 0;
  }

  #take(link: number, off: number, n: number, normal: LinkNormal): void {
    const [long, long_weight] = this.#long;
    const now = Math.max(0, this.slow[link] + this.#oddsOf(off, n, normal, link));
    if (this.slow[link] === 0 && now > 0) {
      this.minutes[link] = 0;
      this.#passes[link] = 0;
      this.#sum[link] = 0;
      this.quickest[link] = Number.NEGATIVE_INFINITY;
      this.before[link] = long[link] / Math.max(0.01, long_weight[link]);
    }
    this.slow[link] = Math.min(MOST_OF_RUN, now);
    if (now > 0) {
      this.#passes[link] += n;
      this.#sum[link] += n * off;
      this.minutes[link] = Math.min(65_535, this.minutes[link] + 1);
      this.quickest[link] = Math.max(this.quickest[link], off);
    }
    const [recent, recent_weight] = this.#recent;
    recent[link] += n * off;
    recent_weight[link] += n;
    long[link] += n * off;
    long_weight[link] += n;
  }

  #oddsOf(off: number, n: number, { between, pass }: LinkNormal, link: number): number {
    const { run_shift, run_least_variance, run_most_per_pass, run_most_per_minute } = this.#options;
    const variance = Math.max(run_least_variance, between[link] + pass[link] / n);
    const odds = (-run_shift * off - (run_shift * run_shift) / 2) / variance;
    const most = Math.min(run_most_per_minute, run_most_per_pass * n);
    return Math.max(-most, Math.min(most, odds));
  }

  #commonPart(
    samples: ArrayLike<number>,
    speed: (link: number) => number,
    { ln_kmh }: LinkNormal,
  ): Float32Array {
    const [sum, count] = [new Float32Array(256), new Float32Array(256)];
    for (let link = 0; link < ln_kmh.length; link++) {
      if (samples[link] === 0) continue;
      const off = speed(link) - ln_kmh[link];
      if (!Number.isFinite(off)) continue;
      sum[this.#groups[link]] += Math.max(-MOST_COMMON, Math.min(MOST_COMMON, off));
      count[this.#groups[link]]++;
    }
    return sum.map((of, group) => Math.min(0, of / Math.max(1, count[group])));
  }
}
