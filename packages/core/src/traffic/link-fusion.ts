import {
  LINK_CLASSES,
  LINK_FLAG,
  NODE_FLAG,
  NONE_U16,
  type RoadNetwork,
  USER_BIT,
} from '../network/index.ts';
import { DEFAULT_FUSION, type FusionOptions } from './fusion-options.ts';
import { FusionTrust } from './fusion-trust.ts';
import { GroupMeans } from './group-means.ts';
import { KindSpread } from './kind-spread.ts';
import type { LinkDetections } from './link-detections.ts';
import { LinkFlow } from './link-flow.ts';
import { LinkMemory } from './link-memory.ts';
import type { LinkStates } from './link-state.ts';
import { PassSpread } from './pass-spread.ts';
import { RoadSmoother } from './road-smoother.ts';
import { SpotBias, withSignalWait_kmh } from './spot-bias.ts';
import { topSpeed_kmh } from './top-speed.ts';
import type { TravelSums } from './travel-sums.ts';
import { ASSUMED_PACE, type LinkExpectation } from './vehicle-pace.ts';
import { isStep } from './window-steps.ts';

/** One thing that a link's value rests on. */
export interface FusionPart {
  readonly kind: 'passes' | 'detectors' | 'last_windows' | 'upstream' | 'downstream' | 'typical' | 'alike';
  /** What this alone would say, km/h. */
  readonly speed_kmh: number;
  /** Share in the value; those of a link add up to 1. */
  readonly weight: number;
}

/** What fusion is given beside the sums. */
export interface FusionDeps {
  readonly stateOf: (speed_kmh: number, free_flow_kmh: number) => number;
  /** Speed usual on each link at this time of the week, km/h, NaN where too few days are known; none without history. */
  readonly typical_kmh?: Float32Array;
  /** What detectors counted in the window. */
  readonly detections?: LinkDetections;
}

/** 95 % point of the normal distribution. */
const Z95 = 1.6449;
/**
 * Links of one class, ramp or not, with or without signals at their end; open or closed to cars; with or without a profile
 * of their own. Roads of buses are of another traffic than those of cars beside them.
 */
const KINDS = LINK_CLASSES.length * 16;
const PROFILED = LINK_CLASSES.length * 8;
const CARLESS = LINK_CLASSES.length * 4;
const TRAFFIC_OF_KIND = Uint8Array.from({ length: KINDS }, (_, kind) => Math.floor(kind / CARLESS) % 2);
/** How many passes the assumption of how far paces are apart is worth. */
const PACE_WORTH = 20;
const LEAST_KMH = 1;
/** A past that says nothing: no deviation, no precision. */
const NOTHING = [0, 0] as const;

/**
 * Speeds of links with few passes or none, from all that is known of them, with honest intervals. Everything is the
 * logarithm of speed over free-flow speed, so that errors are shares. In turn: what is usual on the link now (its own
 * profile where days are known, shifted as its kind and district are shifted now: {@link GroupMeans}), what its road is
 * like now ({@link RoadSmoother}), its own last windows ({@link LinkMemory}), its passes, each without the pace of its
 * vehicle ({@link VehiclePace}), and its detectors, each a spot that stands for its link ({@link SpotBias}). Each enters by its precision, so a link with many passes keeps its own value. All
 * variances are learnt from the windows themselves ({@link PassSpread}, {@link KindSpread}), and that of what others say
 * is scaled until it holds for 90 % of the links that are passed next ({@link FusionTrust}). What is stated is the mean of
 * the vehicles of the window, seen and unseen ({@link LinkFlow}): those seen are known, the others are not (Cochran 1977, 2.4).
 *
 * O(links); columns are made once but for those of the answer. Tried instead: the mean of the neighbours (no interval
 * that can be trusted), kriging over all turns (turning traffic is unlike), a field over the area beside the road (2 % at
 * penetration of 1 %, nothing at 10 %). Figures: `bench/perception-accuracy.ts`; the model: `docs/link-speeds.md`.
 */
export class LinkFusion {
  readonly #options: FusionOptions;
  readonly #road: RoadSmoother;
  readonly #memory: LinkMemory;
  readonly #passes: PassSpread;
  readonly #groups: GroupMeans;
  readonly #spread = new KindSpread(KINDS);
  readonly #trust: FusionTrust;
  readonly #flow: LinkFlow;
  readonly #bias: SpotBias;
  /** Length of links that end at signals, NaN of others. */
  readonly #signal_m: Float32Array;
  readonly #kind: Uint8Array;
  readonly #group: Uint8Array;
  /** Twice as many after them are of roads closed to cars. */
  readonly #district: Uint16Array;
  /** Districts, and after them districts of links with a profile: these deviate by what is unusual today alone. */
  readonly #area: Uint16Array;
  readonly #areas: number;
  /** ln of the link's own profile over free flow, 0 without one. */
  readonly #base: Float32Array;
  /** Passes and detectors now, ln over what is usual, without the paces of vehicles, and their variance, infinite without. */
  readonly #observation: Float32Array;
  readonly #observation_var: Float32Array;
  /** The same of passes alone. */
  readonly #passed: Float32Array;
  readonly #passed_var: Float32Array;
  /** The same of detectors alone, and the vehicles that they counted, 0 without. */
  readonly #spot: Float32Array;
  readonly #spot_var: Float32Array;
  readonly #counted: Float32Array;
  readonly #weight: Float32Array;
  /** Pace of their vehicles beside that of the fleet. */
  readonly #pace: Float32Array;
  readonly #usual: Float32Array;
  /** Passes and past together, as the road smoother takes them. */
  readonly #seen: Float32Array;
  readonly #seen_var: Float32Array;
  /** Variance of each link about what is usual. */
  readonly #spread_2: Float32Array;
  /** What all but its passes say of a link: deviation and variance before it is scaled. */
  readonly #prior: Float32Array;
  readonly #prior_var: Float32Array;
  /** Prior and observation together: deviation of the traffic, and its variance. */
  readonly #posterior: Float32Array;
  readonly #posterior_var: Float32Array;
  /** Share of the vehicles of the window that were seen. */
  readonly #share: Float32Array;
  /** What others say of a slower road is no more than it allows, km/h. */
  readonly #top_kmh: Float32Array;
  #pace_variance = ASSUMED_PACE ** 2;
  #learnt_end_ms = Number.NEGATIVE_INFINITY;

  constructor(network: RoadNetwork, options: Partial<FusionOptions> = {}) {
    const { link_count, link_class, link_flags, link_users, link_to, link_district, node_flags, meta } =
      network;
    const isCarless = (link: number) => (link_users[link] & USER_BIT.car) === 0;
    this.#options = { ...DEFAULT_FUSION, ...options };
    this.#kind = Uint8Array.from({ length: link_count }, (_, link) => {
      const ramp = (link_flags[link] & LINK_FLAG.ramp) === 0 ? 0 : 1;
      const signals = (node_flags[link_to[link]] & NODE_FLAG.signals) === 0 ? 0 : 2;
      return link_class[link] * 4 + ramp + signals + (isCarless(link) ? CARLESS : 0);
    });
    this.#group = this.#kind.slice();
    this.#district = link_district.map((d) => (d === NONE_U16 ? meta.districts.length : d));
    this.#areas = meta.districts.length + 1;
    for (let link = 0; link < link_count; link++)
      if (isCarless(link)) this.#district[link] += 2 * this.#areas;
    this.#area = this.#district.slice();
    this.#road = new RoadSmoother(network, this.#options.along_m);
    this.#memory = new LinkMemory(link_count, this.#options.memory_min);
    this.#passes = new PassSpread(network, this.#kind, KINDS);
    this.#trust = new FusionTrust(
      link_class.map((of, link) => of + (isCarless(link) ? LINK_CLASSES.length : 0)),
    );
    this.#flow = new LinkFlow(this.#kind, KINDS, this.#options.penetration_rate);
    this.#bias = new SpotBias(this.#kind, KINDS, (kind) => (kind & 2) !== 0);
    this.#signal_m = network.link_length_m.map((m, link) => ((this.#kind[link] & 2) !== 0 ? m : Number.NaN));
    this.#groups = new GroupMeans(TRAFFIC_OF_KIND, 4 * this.#areas);
    const column = () => new Float32Array(link_count);
    this.#base = column();
    this.#observation = column();
    this.#observation_var = column();
    this.#passed = column();
    this.#passed_var = column();
    this.#spot = column();
    this.#spot_var = column();
    this.#counted = column();
    this.#weight = column();
    this.#pace = column();
    this.#usual = column();
    this.#seen = column();
    this.#seen_var = column();
    this.#spread_2 = column();
    this.#prior = column();
    this.#prior_var = column();
    this.#posterior = column();
    this.#posterior_var = column();
    this.#share = column();
    this.#top_kmh = column().map((_, link) => topSpeed_kmh(network, link));
  }

  /** States of a window by its passes made whole. @param observed what the passes alone say; left as it is */
  fuse(sums: TravelSums, observed: LinkStates, deps: FusionDeps): LinkStates {
    const { typical_kmh, detections } = deps;
    const { window_start_ms, window_end_ms } = observed;
    const is_new_step = isStep(window_end_ms) && window_end_ms > this.#learnt_end_ms;
    if (is_new_step) this.#learnVehicles(sums);
    this.#look(sums, observed, typical_kmh);
    this.#lookAtSpots(observed, detections, is_new_step);
    this.#groups.recall(window_start_ms);
    this.#expect();
    this.#groups.keep(window_end_ms);
    if (is_new_step) this.#spread.learn(this.#observation, this.#observation_var, this.#group);
    for (let link = 0; link < this.#observation.length; link++)
      this.#spread_2[link] = this.#spread.of(this.#group[link]);
    this.#memory.recall(window_start_ms, this.#spread_2);
    this.#listen();
    this.#memory.keep(window_end_ms, this.#observation, this.#observation_var);
    if (is_new_step) {
      this.#trust.learn(window_start_ms, this.#observation, this.#observation_var, this.#spread_2);
      this.#trust.forecast(window_end_ms, this.#prior, this.#prior_var);
      this.#learnt_end_ms = window_end_ms;
    }
    this.#weigh(observed.samples);
    return this.#state(observed, deps);
  }

  /** What traffic does by the last window fused: what vehicles are held against. */
  expectation({ free_flow_kmh }: LinkStates): LinkExpectation {
    const pace_variance = this.#pace_variance;
    const ln_mps = this.#posterior.map(
      (deviation, link) => Math.log(free_flow_kmh[link] / 3.6) + this.#usual[link] + deviation,
    );
    const pass_variance = this.#posterior.map((_, link) => this.#passes.ofPaced(link, pace_variance));
    return { ln_mps, variance: this.#posterior_var.slice(), pass_variance, pace_variance };
  }

  /** What the value of a link in the last window fused rests on, the weightiest first. @param states what was answered */
  partsOf(link: number, { free_flow_kmh }: LinkStates): FusionPart[] {
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
    const seen = this.#seenOf(link);
    const spots = this.#spotsOf(link);
    const prior = this.#prior_var[link] * (1 - seen.weight - spots.weight);
    const parts: [FusionPart['kind'], deviation: number, weight: number][] = [
      ['passes', seen.deviation, seen.weight],
      ['detectors', spots.deviation, spots.weight],
      ['last_windows', past, of_past * prior],
      ['upstream', up, of_up * road * prior],
      ['downstream', down, of_down * road * prior],
      [this.#group[link] >= PROFILED ? 'typical' : 'alike', 0, road * prior],
    ];
    return parts
      .map(([kind, deviation, weight]) => ({
        kind,
        speed_kmh: free_flow_kmh[link] * Math.exp(this.#usual[link] + deviation),
        weight,
      }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight);
  }

  /** Learns how far passes and paces are apart, and how many vehicles there are. */
  #learnVehicles(sums: TravelSums): void {
    this.#passes.learn(sums);
    this.#flow.learn(sums.passes);
    let [squares, passes] = [sums.pace_2 + PACE_WORTH * ASSUMED_PACE ** 2, PACE_WORTH];
    for (let link = 0; link < sums.passes.length; link++) {
      squares += sums.pace_variance[link];
      passes += sums.passes[link];
    }
    // A step of expectation–maximisation: a vehicle of which nothing is known counts with the prior of the fleet.
    this.#pace_variance = squares / passes;
  }

  /** Reads the passes: deviation from the link's own profile, without the paces of their vehicles, and variance. */
  #look(sums: TravelSums, { speed_kmh, free_flow_kmh }: LinkStates, typical_kmh?: Float32Array): void {
    const fleet_pace = meanPace(sums);
    for (let link = 0; link < this.#observation.length; link++) {
      const typical = typical_kmh?.[link] ?? Number.NaN;
      const profiled = typical > 0;
      this.#base[link] = profiled ? Math.log(typical / free_flow_kmh[link]) : 0;
      this.#group[link] = this.#kind[link] + (profiled ? PROFILED : 0);
      this.#area[link] = this.#district[link] + (profiled ? this.#areas : 0);
      if (sums.passes[link] === 0 || !(speed_kmh[link] > 0)) {
        this.#passed[link] = this.#pace[link] = 0;
        this.#passed_var[link] = Number.POSITIVE_INFINITY;
        continue;
      }
      const variance = this.#passes.varianceOf(sums, link, this.#pace_variance);
      const deviation =
        Math.log(Math.max(LEAST_KMH, speed_kmh[link]) / free_flow_kmh[link]) - this.#base[link];
      this.#pace[link] = sums.pace[link] / sums.passes[link] - fleet_pace;
      this.#passed[link] = deviation - this.#pace[link];
      this.#passed_var[link] = variance;
    }
  }

  /** Reads the detectors, and learns how far passes are from them. */
  #lookAtSpots({ free_flow_kmh }: LinkStates, detections: LinkDetections | undefined, learns: boolean): void {
    this.#counted.fill(0);
    this.#spot_var.fill(Number.POSITIVE_INFINITY);
    this.#spot.fill(0);
    if (learns && detections) this.#bias.step();
    for (const [row, link] of detections?.link.entries() ?? []) {
      const { vehicles, speed_kmh } = detections!;
      this.#counted[link] = vehicles[row];
      if (!(speed_kmh[row] > 0)) continue;
      const length_m = this.#signal_m[link];
      const spot_kmh = Number.isNaN(length_m) ? speed_kmh[row] : withSignalWait_kmh(speed_kmh[row], length_m);
      const deviation = Math.log(Math.max(LEAST_KMH, spot_kmh) / free_flow_kmh[link]) - this.#base[link];
      const passed_var = this.#passed_var[link];
      const { bias, variance } = this.#bias.read(link, vehicles[row]);
      if (learns && Number.isFinite(passed_var))
        this.#bias.learn(link, this.#passed[link] - deviation, passed_var);
      this.#spot[link] = deviation + bias;
      this.#spot_var[link] = variance;
    }
    this.#combine();
  }

  /** Passes and detectors as one observation, each by its precision. */
  #combine(): void {
    for (let link = 0; link < this.#passed.length; link++) {
      const [of_passes, of_spots] = [1 / this.#passed_var[link], 1 / this.#spot_var[link]];
      const precision = of_passes + of_spots;
      this.#observation_var[link] = 1 / precision;
      this.#observation[link] =
        precision > 0 ? (of_passes * this.#passed[link] + of_spots * this.#spot[link]) / precision : 0;
      this.#weight[link] = precision > 0 ? 1 / (1 / precision + this.#spread.of(this.#group[link])) : 0;
    }
  }

  /** Learns what is usual now, and takes deviations from it. */
  #expect(): void {
    this.#groups.learn(this.#observation, this.#weight, this.#group, this.#area);
    for (let link = 0; link < this.#observation.length; link++) {
      const mean = this.#groups.meanOf(this.#group[link], this.#area[link]);
      this.#usual[link] = this.#base[link] + mean;
      if (this.#weight[link] === 0) continue;
      this.#observation[link] -= mean;
      this.#passed[link] -= mean;
      this.#spot[link] -= mean;
    }
  }

  /** What the road and the past say of each link. */
  #listen(): void {
    const { up, up_var, down, down_var } = this.#road;
    const { own_share } = this.#options;
    for (let link = 0; link < this.#observation.length; link++) {
      const [past, of_past] = this.#pastOf(link);
      const of_observation = 1 / this.#observation_var[link];
      const precision = of_observation + of_past;
      const shared = Math.sqrt(this.#spread_2[link] * (1 - own_share));
      this.#seen[link] =
        precision === 0
          ? 0
          : (of_observation * this.#observation[link] + of_past * past) / precision / shared;
      this.#seen_var[link] = (1 / precision / this.#spread_2[link] + own_share) / (1 - own_share);
    }
    this.#road.smooth(this.#seen, this.#seen_var);
    for (let link = 0; link < this.#observation.length; link++) {
      const shared = Math.sqrt(this.#spread_2[link] * (1 - own_share));
      const road_var = 1 / (1 / up_var[link] + 1 / down_var[link] - 1);
      const road = shared * road_var * (up[link] / up_var[link] + down[link] / down_var[link]);
      const of_road = 1 / (this.#spread_2[link] * (road_var * (1 - own_share) + own_share));
      const [past, of_past] = this.#pastOf(link);
      this.#prior_var[link] = 1 / (of_road + of_past);
      this.#prior[link] = this.#prior_var[link] * (of_road * road + of_past * past);
    }
  }

  /** What the past adds to knowing nothing: the deviation that it saw and its precision. */
  #pastOf(link: number): readonly [number, number] {
    const share = this.#memory.share[link];
    if (share > 0.999) return NOTHING;
    const precision = (1 / share - 1) / this.#spread_2[link];
    return [this.#memory.past[link] / (1 - share), precision];
  }

  /** Brings passes and what others say together. */
  #weigh(samples: Uint16Array): void {
    for (let link = 0; link < samples.length; link++) {
      const passes = Number.isFinite(this.#passed_var[link]) ? samples[link] : 0;
      const needed = Math.max(0, 1 - passes / this.#options.enough_passes);
      const mean_var = this.#groups.varianceOf(this.#group[link], this.#area[link]);
      const of_prior = needed / (this.#trust.scaleOf(link) * this.#prior_var[link] + mean_var);
      const of_observation = 1 / this.#observation_var[link];
      this.#posterior_var[link] = 1 / (of_observation + of_prior);
      this.#posterior[link] =
        this.#posterior_var[link] * (of_observation * this.#observation[link] + of_prior * this.#prior[link]);
      this.#share[link] = Math.min(1, passes / this.#vehiclesOn(link, passes));
    }
  }

  /** What the passes of a link say of all its vehicles, and how much of the value that is. */
  #seenOf(link: number): { deviation: number; weight: number } {
    const seen = this.#share[link];
    const of_observation = ((1 - seen) * this.#posterior_var[link]) / this.#passed_var[link];
    const weight = seen + of_observation;
    return {
      weight,
      deviation: this.#passed[link] + (weight > 0 ? (seen / weight) * this.#pace[link] : 0),
    };
  }

  /** What the detectors of a link say, and how much of the value that is. */
  #spotsOf(link: number): { deviation: number; weight: number } {
    const weight = ((1 - this.#share[link]) * this.#posterior_var[link]) / this.#spot_var[link];
    return { weight, deviation: this.#spot[link] };
  }

  /** Vehicles of the window: counted where a detector stands. */
  #vehiclesOn(link: number, passes: number): number {
    const counted = this.#counted[link];
    return counted > 0 ? Math.max(counted, passes) : this.#flow.vehiclesOn(link, passes);
  }

  /** Variance of the mean of all vehicles of a window, of which a share was seen: what traffic does, who drives, how it is measured. */
  #varianceOf(link: number, passes: number): number {
    const seen = this.#share[link];
    const one = this.#passes.ofAny(link);
    const vehicles = this.#vehiclesOn(link, passes);
    const measured = passes > 0 ? (seen * seen * this.#options.measured_share * one) / passes : 0;
    return (1 - seen) ** 2 * this.#posterior_var[link] + ((1 - seen) * one) / vehicles + measured;
  }

  #state(observed: LinkStates, { stateOf, detections }: FusionDeps): LinkStates {
    const links = this.#observation.length;
    const { free_flow_kmh } = observed;
    // Vehicles that only stood say nothing of the traffic: they may be parked. Without a speed there are no samples.
    const drove = (link: number) => Number.isFinite(this.#passed_var[link]);
    const samples = observed.samples.map((passes, link) => (drove(link) ? passes : 0));
    const vehicles = observed.vehicles.map((number, link) => (drove(link) ? number : 0));
    const speed_kmh = new Float32Array(links).fill(Number.NaN);
    const half_width_kmh = new Float32Array(links).fill(Number.NaN);
    const own_weight = new Float32Array(links);
    const state = new Uint8Array(links);
    for (let link = 0; link < links; link++) {
      const passes = samples[link];
      if (passes === 0 && Z95 * Math.sqrt(this.#posterior_var[link]) > this.#options.widest) continue;
      const seen = this.#share[link];
      const mean = (1 - seen) * this.#posterior[link] + seen * (this.#passed[link] + this.#pace[link]);
      const estimate_kmh = free_flow_kmh[link] * Math.exp(this.#usual[link] + mean);
      speed_kmh[link] = Math.min(this.#top_kmh[link], estimate_kmh);
      half_width_kmh[link] = speed_kmh[link] * Z95 * Math.sqrt(this.#varianceOf(link, passes));
      own_weight[link] = this.#seenOf(link).weight + this.#spotsOf(link).weight;
      state[link] = stateOf(speed_kmh[link], free_flow_kmh[link]);
    }
    const flow_vph = detections && flowsOf(detections, links);
    return {
      ...observed,
      ...{ samples, vehicles, speed_kmh, half_width_kmh, own_weight, state },
      ...(flow_vph && { flow_vph }),
    };
  }
}

function flowsOf({ link, flow_vph }: LinkDetections, links: number): Float32Array {
  const flows = new Float32Array(links).fill(Number.NaN);
  for (const [row, of] of link.entries()) flows[of] = flow_vph[row];
  return flows;
}

/** Pace of the vehicles of a window, by passes: what it is beside this is beside the traffic. */
function meanPace({ pace, passes }: TravelSums): number {
  let [sum, number] = [0, 0];
  for (let link = 0; link < pace.length; link++) {
    sum += pace[link];
    number += passes[link];
  }
  return number > 0 ? sum / number : 0;
}
