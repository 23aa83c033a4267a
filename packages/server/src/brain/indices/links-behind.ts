import type { IndexLink, IndexLinks, IndexValue } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import { LINK_CLASSES, type RoadNetwork } from '@opentocc/core/network';
import { type IndexConfig, type LinkStates, shenzhenIndexOf, trafficStateOf } from '@opentocc/core/traffic';
import { stretchOf } from '../network/index.ts';

/**
 * Opens a value: its links with what each weighs and says, those that add most to the index first, then those that
 * nobody drove. The group's index is Σ weight × index.
 */
export function linksBehind(
  network: RoadNetwork,
  states: LinkStates,
  config: IndexConfig,
  members: Uint32Array,
  value: IndexValue,
  limit: number,
): IndexLinks {
  const { link_length_m, link_lanes, link_class } = network;
  const { class_weight } = config.weights;
  const weight = Float64Array.from(members, (link) =>
    states.samples[link] === 0 ? 0 : link_length_m[link] * link_lanes[link] * class_weight[link_class[link]],
  );
  const total = weight.reduce((sum, one) => sum + one, 0);
  const links = Array.from(members, (link, i): IndexLink => {
    const known = states.samples[link] > 0;
    const speed_kmh = states.speed_kmh[link];
    return {
      link,
      name: bilingualRoadName(network.strings[network.link_name[link]]),
      stretch: stretchOf(network, link),
      class: LINK_CLASSES[link_class[link]],
      length_m: link_length_m[link],
      speed_kmh: known ? speed_kmh : null,
      free_flow_kmh: states.free_flow_kmh[link],
      samples: states.samples[link],
      state: known ? trafficStateOf(config.gb, speed_kmh, states.free_flow_kmh[link]) : states.state[link],
      index: known ? shenzhenIndexOf(config.shenzhen, link_class[link], speed_kmh) : null,
      weight: total > 0 ? weight[i] / total : 0,
    };
  });
  const adds = ({ index, weight }: IndexLink) => (index === null ? -1 : index * weight);
  links.sort((a, b) => adds(b) - adds(a));
  return { value, link_count: members.length, links: links.slice(0, limit) };
}
