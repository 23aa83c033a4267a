import { LINK_CLASSES, LINK_FLAG, NODE_FLAG, NONE_U16, type RoadNetwork } from '../network/index.ts';
import { FusionTrust } from './fusion-trust.ts';
import { GroupMeans } from './group-means.ts';
import { LinkMemory } from './link-memory.ts';
import type { LinkStates } from './link-state.ts';
import { PassSpread } from './pass-spread.ts';
import { RoadSmoother } from './road-smoother.ts';
import type { TravelSums } from './travel-sums.ts';

/** How far a speed is carried along a road and through time. None is from a standard: all assumed. */
export interface FusionOptions {
  /** Likeness of two places of one road falls to 1/e over this distance, m. */
  readonly along_m: number;
  /** Likeness of two times of one link falls to 1/e over this time, min. */
  readonly memory_min: number;
  /** Share of a link's deviation that is its own and that its neighbours do not share, 0–1. */
  readonly own_share: number;
  /** A link with so many passes is told by them alone; with fewer, what others say counts in proportion. */
  readonly enough_passes: number;
  /** A value whose 90 % interval is wider than this share of it to either side is not stated. */
  readonly widest: number;
}

export const DEFAULT_FUSION: FusionOptions = {
  along_m: 1500,
  memory_min: 30,
  own_share: 0.4,
  enough_passes: 5,
  widest: 0.5,
};

/** One thing that a link's value rests on. */
export interface FusionPart {
  readonly kind: 'passes' | 'last_windows' | 'upstream' | 'downstream' | 'typical' | 'alike';
  /** What this alone would say, km/h. */
  readonly speed_kmh: number;
  /** Share in the value; those of a link add up to 1. */
  readonly weight: number;
}

/** What fusion is told beside the sums. */
export interface FusionDeps {
  readonly stateOf: (speed_kmh: number, free_flow_kmh: number) => number;
  /** Speed usual on each link at this time of the week, km/h, NaN where too few days are known; none without history. */
  readonly typical_kmh?: Float32Array;
}

/** 95 % point of the normal distribution. */
const Z95 = 1.6449;
/** Links of one class, ramp or not, with or without signals at their end, with or without a profile of their own. */
const KINDS = LINK_CLASSES.length * 8;
const PROFILED = LINK_CLASSES.length * 4;
/** Spread of the links of one kind about what is usual, ln, and how many links this assumption is worth. */
const SPREAD = { assumed: 0.22, worth: 30, least: 0.08, most: 0.6 };
/** Residuals beyond this teach nothing of the spread, ln. */
const FAR = 1.2;
const LEAST_KMH = 1;
/** A past that says nothing: no deviation, no precision. */
const NOTHING = [0, 0] as const;

/**
 * Speeds of links with few passes or none, from all that is known of them, with honest intervals. Everything is the
 * logarithm of speed over free-flow speed, so that errors are shares. In turn: what is usual on the link now (its own
 * profile where days are known, shifted as its kind and district are shifted now: {@link GroupMeans}), what its road is
 * like now ({@link RoadSmoother}), its own last windows ({@link LinkMemory}), its passes. Each enters by its precision, so
 * a link with many passes keeps its own value. The variance of what others say is scaled until it holds for 90 % of the
 * links with passes, each foretold without its own (leaving one out, as the jackknife+ of Barber et al. 2021 does), so
 * intervals do not rest on the assumptions.
 *
 * O(links); columns are made once but for those of the answer. Tried instead: the mean of the neighbours (no interval
 * that can be trusted) and kriging over all turns (turning traffic is unlike). Figures: `bench/perception-accuracy.ts`.
 */
export class LinkFusion {
  readonly #options: FusionOptions;
  readonly #road: RoadSmoother;
  readonly #memory: LinkMemory;
  readonly #passes: PassSpread;
  readonly #groups: GroupMeans;
  readonly #kind: Uint8Array;
  readonly #group: Uint8Array;
  readonly #district: Uint16Array;
  /** ln of the link's own profile over free flow, 0 without one. */
  readonly #base: Float32Array;
  /** Passes now, ln over what is usual, and their variance, infinite without. */
  readonly #own: Float32Array;
  readonly #own_var: Float32Array;
  readonly #weight: Float32Array;
  readonly #usual: Float32Array;
  /** Passes and past together, as the road hears of them. */
  readonly #seen: Float32Array;
  readonly #seen_var: Float32Array;
  /** Variance of each link about what is usual. */
  readonly #spread_2: Float32Array;
  readonly #kind_spread_2 = new Float64Array(KINDS).fill(SPREAD.assumed ** 2);
  /** What all but its passes say of a link: deviation and variance before it is scaled. */
  readonly #told: Float32Array;
  readonly #told_var: Float32Array;
  readonly #trust: FusionTrust;

  constructor(network: RoadNetwork, options: Partial<FusionOptions> = {}) {
    const { link_count, link_class, link_flags, link_to, link_district, node_flags, meta } = network;
    this.#options = { ...DEFAULT_FUSION, ...options };
    this.#road = new RoadSmoother(network, this.#options.along_m);
    this.#memory = new LinkMemory(link_count, this.#options.memory_min);
    this.#passes = new PassSpread(network, KINDS);
    this.#trust = new FusionTrust(link_class);
    this.#groups = new GroupMeans(KINDS, meta.districts.length + 1);
    this.#kind = Uint8Array.from({ length: link_count }, (_, link) => {
      const ramp = (link_flags[link] & LINK_FLAG.ramp) === 0 ? 0 : 1;
      const signals = (node_flags[link_to[link]] & NODE_FLAG.signals) === 0 ? 0 : 2;
      return link_class[link] * 4 + ramp + signals;
    });
    this.#group = this.#kind.slice();
    this.#district = link_district.map((d) => (d === NONE_U16 ? meta.districts.length : d));
    const column = () => new Float32Array(link_count);
    this.#base = column();
    this.#own = column();
    this.#own_var = column();
    this.#weight = column();
    this.#usual = column();
    this.#seen = column();
    this.#seen_var = column();
    this.#spread_2 = column();
    this.#told = column();
    this.#told_var = column();
  }

  /** States of a window by its passes made whole. @param observed what the passes alone say; left as it is */
  fuse(sums: TravelSums, observed: LinkStates, { stateOf, typical_kmh }: FusionDeps): LinkStates {
    this.#look(sums, observed, typical_kmh);
    this.#expect();
    this.#memory.recall(observed.window_start_ms, this.#spread_2);
    this.#listen();
    this.#memory.keep(observed.window_end_ms, this.#own, this.#own_var);
    this.#trust.learn(this.#own, this.#own_var, this.#told, this.#told_var, this.#spread_2);
    return this.#state(observed, stateOf);
  }

  /** What the value of a link in the last window fused rests on, the weightiest first. @param states what was answered */
  partsOf(link: number, { free_flow_kmh, samples }: LinkStates): FusionPart[] {
    const { own_share } = this.#options;
    const spread_2 = this.#spread_2[link];
    const shared = Math.sqrt(spread_2 * (1 - own_share));
    const apart = (mean: number, variance: number): [number, number] => {
      const precision = 1 / variance - 1;
      return precision > 1e-6 ? [(shared * mean) / variance / precision, precision] : [0, 0];
    };
    const [up, of_up] = apart(this.#road.up[link], this.#road.up_var[link]);
    const [down, of_down] = apart(this.#road.down[link], this.#road.down_var[link]);
    const road_var = 1 / (of_up + of_down + 1);
    const road = road_var / (spread_2 * (road_var * (1 - own_share) + own_share));
    const [past, of_past] = this.#pastOf(link);
    const told = this.#told_var[link] * this.#precisionTold(link, samples[link]);
    const parts: [FusionPart['kind'], deviation: number, precision: number][] = [
      ['passes', this.#own[link], 1 / this.#own_var[link]],
      ['last_windows', past, of_past * told],
      ['upstream', up, of_up * road * told],
      ['downstream', down, of_down * road * told],
      [this.#group[link] >= PROFILED ? 'typical' : 'alike', 0, road * told],
    ];
    const total = parts.reduce((sum, [, , precision]) => sum + precision, 0);
    return parts
      .map(([kind, deviation, precision]) => ({
        kind,
        speed_kmh: free_flow_kmh[link] * Math.exp(this.#usual[link] + deviation),
        weight: precision / total,
      }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight);
  }

  /** Reads the passes: deviation from the link's own profile and variance. */
  #look(sums: TravelSums, { speed_kmh, free_flow_kmh }: LinkStates, typical_kmh?: Float32Array): void {
    this.#passes.learn(sums, this.#kind);
    for (let link = 0; link < this.#own.length; link++) {
      const typical = typical_kmh?.[link] ?? Number.NaN;
      const profiled = typical > 0;
      this.#base[link] = profiled ? Math.log(typical / free_flow_kmh[link]) : 0;
      this.#group[link] = this.#kind[link] + (profiled ? PROFILED : 0);
      const seen = sums.passes[link] > 0 && speed_kmh[link] > 0;
      const variance = seen
        ? this.#passes.varianceOf(sums, link, this.#kind[link])
        : Number.POSITIVE_INFINITY;
      this.#own_var[link] = variance;
      this.#own[link] = seen
        ? Math.log(Math.max(LEAST_KMH, speed_kmh[link]) / free_flow_kmh[link]) - this.#base[link]
        : 0;
      this.#weight[link] = seen ? 1 / (variance + this.#kind_spread_2[this.#group[link]]) : 0;
    }
  }

  /** Learns what is usual now, takes deviations from it, and learns how far links of a kind are apart. */
  #expect(): void {
    this.#groups.learn(this.#own, this.#weight, this.#group, this.#district);
    const squares = new Float64Array(KINDS).fill(SPREAD.worth * SPREAD.assumed ** 2);
    const number = new Float64Array(KINDS).fill(SPREAD.worth);
    for (let link = 0; link < this.#own.length; link++) {
      const group = this.#group[link];
      const mean = this.#groups.meanOf(group, this.#district[link]);
      this.#usual[link] = this.#base[link] + mean;
      if (this.#weight[link] === 0) continue;
      this.#own[link] -= mean;
      const share = SPREAD.assumed ** 2 / (SPREAD.assumed ** 2 + this.#own_var[link]);
      if (Math.abs(this.#own[link]) > FAR) continue;
      squares[group] += share * (this.#own[link] ** 2 - this.#own_var[link]);
      number[group] += share;
    }
    for (let group = 0; group < KINDS; group++)
      this.#kind_spread_2[group] = Math.min(
        SPREAD.most ** 2,
        Math.max(SPREAD.least ** 2, squares[group] / number[group]),
      );
    for (let link = 0; link < this.#own.length; link++)
      this.#spread_2[link] = this.#kind_spread_2[this.#group[link]];
  }

  /** What the road and the past say of each link. */
  #listen(): void {
    const { up, up_var, down, down_var } = this.#road;
    const { own_share } = this.#options;
    for (let link = 0; link < this.#own.length; link++) {
      const [past, of_past] = this.#pastOf(link);
      const of_own = 1 / this.#own_var[link];
      const precision = of_own + of_past;
      const shared = Math.sqrt(this.#spread_2[link] * (1 - own_share));
      this.#seen[link] =
        precision === 0 ? 0 : (of_own * this.#own[link] + of_past * past) / precision / shared;
      this.#seen_var[link] = (1 / precision / this.#spread_2[link] + own_share) / (1 - own_share);
    }
    this.#road.smooth(this.#seen, this.#seen_var);
    for (let link = 0; link < this.#own.length; link++) {
      const shared = Math.sqrt(this.#spread_2[link] * (1 - own_share));
      const road_var = 1 / (1 / up_var[link] + 1 / down_var[link] - 1);
      const road = shared * road_var * (up[link] / up_var[link] + down[link] / down_var[link]);
      const of_road = 1 / (this.#spread_2[link] * (road_var * (1 - own_share) + own_share));
      const [past, of_past] = this.#pastOf(link);
      this.#told_var[link] = 1 / (of_road + of_past);
      this.#told[link] = this.#told_var[link] * (of_road * road + of_past * past);
    }
  }

  /** What the past adds to knowing nothing: the deviation that it saw and its precision. */
  #pastOf(link: number): readonly [number, number] {
    const share = this.#memory.share[link];
    if (share > 0.999) return NOTHING;
    const precision = (1 / share - 1) / this.#spread_2[link];
    return [this.#memory.past[link] / (1 - share), precision];
  }

  /** How much what others say counts beside so many passes. */
  #precisionTold(link: number, samples: number): number {
    const needed = Math.max(0, 1 - samples / this.#options.enough_passes);
    const mean_var = this.#groups.varianceOf(this.#group[link], this.#district[link]);
    return needed / (this.#trust.scaleOf(link) * this.#told_var[link] + mean_var);
  }

  #state(observed: LinkStates, stateOf: FusionDeps['stateOf']): LinkStates {
    const links = this.#own.length;
    const { free_flow_kmh } = observed;
    const speed_kmh = new Float32Array(links).fill(Number.NaN);
    const half_width_kmh = new Float32Array(links).fill(Number.NaN);
    const own_weight = new Float32Array(links);
    const state = new Uint8Array(links);
    for (let link = 0; link < links; link++) {
      const of_own = 1 / this.#own_var[link];
      const of_told = this.#precisionTold(link, observed.samples[link]);
      const half = Z95 / Math.sqrt(of_own + of_told);
      if (half > this.#options.widest && observed.samples[link] === 0) continue;
      const deviation = (of_own * this.#own[link] + of_told * this.#told[link]) / (of_own + of_told);
      speed_kmh[link] = free_flow_kmh[link] * Math.exp(this.#usual[link] + deviation);
      half_width_kmh[link] = speed_kmh[link] * half;
      own_weight[link] = of_own / (of_own + of_told);
      state[link] = stateOf(speed_kmh[link], free_flow_kmh[link]);
    }
    return { ...observed, speed_kmh, half_width_kmh, own_weight, state };
  }
}
