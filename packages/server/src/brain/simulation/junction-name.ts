import type { RoadNetwork } from '@opentocc/core/network';

/** What people call a junction: the roads that meet there, the widest first; undefined where no two roads with names meet. */
export function findJunctionName(network: RoadNetwork, node: number): string | undefined {
  const { in_offset, in_link, out_offset, out_link, link_lanes, link_class } = network;
  const arms = [
    ...in_link.subarray(in_offset[node], in_offset[node + 1]),
    ...out_link.subarray(out_offset[node], out_offset[node + 1]),
  ];
  arms.sort((a, b) => link_class[a] - link_class[b] || link_lanes[b] - link_lanes[a] || a - b);
  const names = new Set(arms.map((link) => network.strings[network.link_name[link]]).filter(Boolean));
  return names.size < 2 ? undefined : [...names].slice(0, 2).join(' / ');
}
