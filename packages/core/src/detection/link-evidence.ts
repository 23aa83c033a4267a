import type { LinkNormal } from './link-normals.ts';
import type { DetectionOptions } from './options.ts';
import type { FreshPasses } from './slow-runs.ts';

/** Passes of one window on all links, alone, without what others say of a link. */
export interface DetectionWindow {
  /** UTC ms; a window each minute. */
  readonly end_ms: number;
  /** NaN without passes. */
  readonly speed_kmh: Float32Array;
  readonly samples: ArrayLike<number>;
  /** What ended since the window before. */
  readonly fresh: FreshPasses;
}

/** Windows of five minutes that end one minute apart: the one that a window follows without overlapping it ended five before. */
const PHASES = 5;
/** What a class of roads has in common is taken from deviations within this, ln. */
const MOST_COMMON = 0.5;

/**
 * How sure it is that each link is slower than it is at this time of the week: the cumulative sum of the logarithm of odds
 * (Page 1954) over windows that do not overlap, one sum for each of the five minutes at which they may end. A window speaks
 * by its passes: the mean of n deviates by day-to-day variance and by that of a pass over n, so that three slow vehicles say
 * more than one and a hundred not more than the day allows. What all roads of a class have in common (rain) is no news.
 */
export class LinkEvidence {
  /** Odds that each link is slow now, ln, from 0 on. */
  readonly slow: Float32Array;
  /** ln of speed over what is usual, the common part taken out; NaN without passes or without a usual. */
  readonly deviation: Float32Array;
  /** Odds that fewer vehicles come than usual, ln; negative where as many or more come. */
  readonly fewer: Float32Array;
  /** Windows since somebody passed. */
  readonly unseen: Uint16Array;
  readonly #sums: readonly Float32Array[];
  readonly #groups: Uint8Array;
  readonly #group_count: number;
  readonly #options: DetectionOptions;

  /** @param groups of links that have weather and holidays in common: their class */
  constructor(groups: Uint8Array, options: DetectionOptions) {
    this.#groups = groups;
    this.#group_count = groups.reduce((most, group) => Math.max(most, group), 0) + 1;
    this.#options = options;
    this.slow = new Float32Array(groups.length);
    this.deviation = new Float32Array(groups.length).fill(Number.NaN);
    this.unseen = new Uint16Array(groups.length);
    this.fewer = new Float32Array(groups.length);
    this.#sums = Array.from({ length: PHASES }, () => new Float32Array(groups.length));
  }

  advance(window: DetectionWindow, normal: LinkNormal): void {
    const common = this.#commonPart(window, normal);
    const sums = this.#sums[Math.round(window.end_ms / 60_000) % PHASES];
    const { most_of_link, fades } = this.#options;
    this.#count(window, normal);
    for (let link = 0; link < sums.length; link++) {
      const n = window.samples[link];
      const off = Math.log(window.speed_kmh[link]) - normal.ln_kmh[link] - common[this.#groups[link]];
      if (n === 0 || Number.isNaN(off)) {
        this.deviation[link] = Number.NaN;
        if (this.unseen[link] < 65_535) this.unseen[link]++;
        sums[link] *= 1 - PHASES * fades;
        this.slow[link] *= 1 - fades;
        continue;
      }
      this.unseen[link] = 0;
      this.deviation[link] = off;
      // A peak that comes half an hour early is no news.
      const least = off + normal.ln_kmh[link] - normal.ln_lowest_kmh[link];
      sums[link] = Math.min(most_of_link, Math.max(0, sums[link] + this.#oddsOf(least, n, normal, link)));
      this.slow[link] = sums[link];
    }
  }

  #oddsOf(off: number, n: number, normal: LinkNormal, link: number): number {
    const { shift, window_spread, least_variance, most_per_pass, most_per_window } = this.#options;
    const variance = Math.max(least_variance, window_spread * (normal.between[link] + normal.pass[link] / n));
    const odds = (-shift * off - (shift * shift) / 2) / variance;
    const most = Math.min(most_per_window, most_per_pass * n);
    return Math.max(-most, Math.min(most, odds));
  }

  /** Poisson's odds of a share of the usual passes against all of them. */
  #count({ samples }: DetectionWindow, { passes }: LinkNormal): void {
    const { flow_left, most_of_flow } = this.#options;
    for (let link = 0; link < this.fewer.length; link++) {
      const odds = samples[link] * Math.log(flow_left) + (1 - flow_left) * passes[link];
      this.fewer[link] = Math.max(-most_of_flow, Math.min(most_of_flow, odds || 0));
    }
  }

  #commonPart({ speed_kmh, samples }: DetectionWindow, { ln_kmh }: LinkNormal): Float32Array {
    const [sum, weight] = [new Float32Array(this.#group_count), new Float32Array(this.#group_count)];
    for (let link = 0; link < ln_kmh.length; link++) {
      if (samples[link] === 0) continue;
      const off = Math.log(speed_kmh[link]) - ln_kmh[link];
      if (Number.isNaN(off)) continue;
      const w = Math.min(5, samples[link]);
      sum[this.#groups[link]] += w * Math.max(-MOST_COMMON, Math.min(MOST_COMMON, off));
      weight[this.#groups[link]] += w;
    }
    return sum.map((of, group) => (weight[group] > 0 ? of / weight[group] : 0));
  }
}
