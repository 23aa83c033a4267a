import type { Csr, RoadNetwork } from '../network/index.ts';
import { gbIndexOf, trafficStateOf } from './gb33171.ts';
import type { IndexConfig } from './index-config.ts';
import type { LinkStates } from './link-state.ts';
import { shenzhenIndexOf } from './shenzhen-index.ts';

/** Columns by link that every group is summed from; 0 where a link has no samples. */
interface LinkTerms {
  /** Vehicle-km stand-in: length × lanes × class weight. */
  readonly weight: Float64Array;
  /** Weighted travel time. */
  readonly time: Float64Array;
  /** The same, at least the free-flow time. */
  readonly delayed: Float64Array;
  /** Weighted free-flow time. */
  readonly free: Float64Array;
  /** Weighted Shenzhen index. */
  readonly index: Float64Array;
  /** State by the configuration's own bounds, whatever the link was named by when it was seen. */
  readonly state: Uint8Array;
}

/** Values of groups of links, a column each; NaN where a group has no samples. */
export interface GroupValues {
  readonly index: Float64Array;
  readonly gb_index: Float64Array;
  readonly tti: Float64Array;
  readonly dtp: Float64Array;
  readonly speed_kmh: Float64Array;
  readonly free_flow_kmh: Float64Array;
  /** Five per group: shares of the length with samples, free to severe; all 0 without. */
  readonly mileage_share: Float64Array;
  readonly length_m: Float64Array;
  /** Length with samples. */
  readonly covered_m: Float64Array;
  readonly samples: Float64Array;
}

/**
 * Indices of several groupings of links at once. Of a group: TTI = Σ w·max(t, t_f) / Σ w·t_f, DTP = 1 − 1 / TTI, speed
 * = Σ w·length / Σ w·t, Shenzhen index = Σ w·index of the link / Σ w, all over the links with samples, w being the
 * weight of {@link IndexConfig.weights}; mileage shares by length alone, states by the configuration. So a value opens
 * down to its links exactly. O(links × groupings); scratch columns are made once a call.
 */
export function aggregateLinks(
  network: RoadNetwork,
  states: LinkStates,
  groupings: readonly Csr[],
  config: IndexConfig,
): GroupValues[] {
  const terms = linkTerms(network, states, config);
  return groupings.map((groups) => sumGroups(network, states, terms, groups, config));
}

function linkTerms(network: RoadNetwork, states: LinkStates, config: IndexConfig): LinkTerms {
  const links = network.link_count;
  const { link_length_m, link_lanes, link_class } = network;
  const { class_weight } = config.weights;
  const terms = {
    weight: new Float64Array(links),
    time: new Float64Array(links),
    delayed: new Float64Array(links),
    free: new Float64Array(links),
    index: new Float64Array(links),
    state: new Uint8Array(links),
  };
  for (let link = 0; link < links; link++) {
    if (states.samples[link] === 0) continue;
    const speed_kmh = Math.max(states.speed_kmh[link], config.slowest_kmh);
    const weight = link_length_m[link] * link_lanes[link] * class_weight[link_class[link]];
    terms.weight[link] = weight;
    terms.time[link] = weight / speed_kmh;
    terms.free[link] = weight / states.free_flow_kmh[link];
    terms.delayed[link] = Math.max(terms.time[link], terms.free[link]);
    terms.index[link] = weight * shenzhenIndexOf(config.shenzhen, link_class[link], states.speed_kmh[link]);
    terms.state[link] = trafficStateOf(config.gb, states.speed_kmh[link], states.free_flow_kmh[link]);
  }
  return terms;
}

function sumGroups(
  network: RoadNetwork,
  states: LinkStates,
  terms: LinkTerms,
  { offset, items }: Csr,
  config: IndexConfig,
): GroupValues {
  const groups = offset.length - 1;
  const values = emptyValues(groups);
  const by_state_m = new Float64Array(6);
  for (let group = 0; group < groups; group++) {
    let [weight, time, delayed, free, index, samples] = [0, 0, 0, 0, 0, 0];
    by_state_m.fill(0);
    for (let i = offset[group]; i < offset[group + 1]; i++) {
      const link = items[i];
      // An estimate covers nothing: coverage is what was driven.
      by_state_m[terms.state[link]] += network.link_length_m[link];
      if (states.samples[link] === 0) continue;
      weight += terms.weight[link];
      time += terms.time[link];
      delayed += terms.delayed[link];
      free += terms.free[link];
      index += terms.index[link];
      samples += states.samples[link];
    }
    let covered_m = 0;
    for (let state = 1; state <= 5; state++) covered_m += by_state_m[state];
    values.samples[group] = samples;
    values.covered_m[group] = covered_m;
    values.length_m[group] = covered_m + by_state_m[0];
    if (!(weight > 0)) continue;
    for (let state = 1; state <= 5; state++)
      values.mileage_share[5 * group + state - 1] = by_state_m[state] / covered_m;
    const tti = delayed / free;
    const dtp = 1 - free / delayed;
    values.index[group] = index / weight;
    values.tti[group] = tti;
    values.dtp[group] = dtp;
    values.speed_kmh[group] = weight / time;
    values.free_flow_kmh[group] = weight / free;
    const severe_share = by_state_m[5] / covered_m;
    values.gb_index[group] = gbIndexOf(config.gb, config.gb.annex, { severe_share, tti, dtp });
  }
  return values;
}

function emptyValues(groups: number): GroupValues {
  const unknown = () => new Float64Array(groups).fill(Number.NaN);
  return {
    index: unknown(),
    gb_index: unknown(),
    tti: unknown(),
    dtp: unknown(),
    speed_kmh: unknown(),
    free_flow_kmh: unknown(),
    mileage_share: new Float64Array(5 * groups),
    length_m: new Float64Array(groups),
    covered_m: new Float64Array(groups),
    samples: new Float64Array(groups),
  };
}
