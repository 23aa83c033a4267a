import type { Bilingual, LinkStretch } from '@opentocc/contract';
import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import { bilingualRoadName } from '@opentocc/core/names';
import { LINK_FLAG, type RoadNetwork } from '@opentocc/core/network';

/** Links that are passed at most in the search for a road that crosses. */
const MOST_STEPS = 30;

/** Where a link lies along its road: which way it leads, and between which named roads. */
export function stretchOf(network: RoadNetwork, link: number): LinkStretch {
  return {
    heading_deg: headingOf_deg(network, link),
    from: crossingFrom(network, link, 'behind'),
    to: crossingFrom(network, link, 'ahead'),
  };
}

/** From end to end, degrees clockwise from north, 0–359. */
function headingOf_deg({ link_from, link_to, node_lon, node_lat }: RoadNetwork, link: number): number {
  const [a, b] = [link_from[link], link_to[link]];
  const east_m = (node_lon[b] - node_lon[a]) * lonDegree_m(node_lat[a]);
  const north_m = (node_lat[b] - node_lat[a]) * latDegree_m(node_lat[a]);
  return (Math.round((Math.atan2(east_m, north_m) * 180) / Math.PI) + 360) % 360;
}

type Way = 'ahead' | 'behind';

/** The nearest named road that meets the link's own, one way along it; null where none does within reach. */
function crossingFrom(network: RoadNetwork, link: number, way: Way): Bilingual | null {
  let at: number | undefined = link;
  for (let step = 0; at !== undefined && step < MOST_STEPS; step++) {
    const node: number = way === 'ahead' ? network.link_to[at] : network.link_from[at];
    const met = meetingAt(network, node, network.link_name[link]);
    if (met !== undefined) return bilingualRoadName(network.strings[network.link_name[met]]);
    at = nextOf(network, at, node, way);
  }
  return null;
}

/** The main one of the named roads at a node besides the own, ramps left out. */
function meetingAt(network: RoadNetwork, node: number, own_name: number): number | undefined {
  const { link_name, link_class, link_flags } = network;
  return [...linksAt(network, node, 'ahead'), ...linksAt(network, node, 'behind')]
    .filter((one) => link_name[one] !== 0 && link_name[one] !== own_name)
    .filter((one) => (link_flags[one] & LINK_FLAG.ramp) === 0)
    .sort((a, b) => link_class[a] - link_class[b])[0];
}

/** The link that goes on along the same road, and does not turn back. */
function nextOf(network: RoadNetwork, link: number, node: number, way: Way): number | undefined {
  const { link_name, link_reverse } = network;
  return [...linksAt(network, node, way)].find(
    (one) => link_name[one] === link_name[link] && one !== link && one !== link_reverse[link],
  );
}

/** Links that leave a node (ahead) or enter it. */
function linksAt(network: RoadNetwork, node: number, way: Way): Uint32Array {
  const { out_offset, out_link, in_offset, in_link } = network;
  return way === 'ahead'
    ? out_link.subarray(out_offset[node], out_offset[node + 1])
    : in_link.subarray(in_offset[node], in_offset[node + 1]);
}
