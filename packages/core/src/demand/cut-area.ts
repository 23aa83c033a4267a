import { latDegree_m, lonDegree_m } from '../geo/index.ts';
import type { RoadNetwork } from '../network/index.ts';

export interface AreaLimits {
  readonly radius_m: number;
  /** Most vehicle-metres driven in an hour within the area; a smaller radius is taken where there are more. */
  readonly most_vehicle_m: number;
}

/** Links round one or more places, in ascending order of their numbers. */
export interface CutArea {
  readonly links: Uint32Array;
  /** Radius that was taken, m. */
  readonly radius_m: number;
}

const STEP_M = 250;
const LEAST_RADIUS_M = 1000;

/**
 * The links that begin within a radius of where one of some links begins, the radius reduced until what drives there can be
 * simulated in time. @param flow_vps of each link of the city @param centres these links, which are always within
 */
export function cutArea(
  network: RoadNetwork,
  flow_vps: Float32Array,
  centres: readonly number[],
  { radius_m, most_vehicle_m }: AreaLimits,
): CutArea {
  const found = linksWithin(network, centres, radius_m);
  let reach_m = radius_m;
  let links = found;
  while (reach_m > LEAST_RADIUS_M && driven_m(network, flow_vps, links) > most_vehicle_m) {
    reach_m -= STEP_M;
    links = found.filter(({ away_m }) => away_m <= reach_m);
  }
  return { links: Uint32Array.from(links, ({ link }) => link), radius_m: reach_m };
}

interface Near {
  readonly link: number;
  readonly away_m: number;
}

function linksWithin(network: RoadNetwork, centres: readonly number[], radius_m: number): Near[] {
  const { link_from, link_users } = network;
  const found: Near[] = [];
  for (let link = 0; link < network.link_count; link++) {
    if (link_users[link] === 0) continue;
    const away_m = Math.min(...centres.map((centre) => apart_m(network, link_from[centre], link_from[link])));
    if (away_m <= radius_m) found.push({ link, away_m });
  }
  return found;
}

function apart_m({ node_lon, node_lat }: RoadNetwork, a: number, b: number): number {
  return Math.hypot(
    (node_lon[b] - node_lon[a]) * lonDegree_m(node_lat[a]),
    (node_lat[b] - node_lat[a]) * latDegree_m(node_lat[a]),
  );
}

function driven_m({ link_length_m }: RoadNetwork, flow_vps: Float32Array, links: readonly Near[]): number {
  return links.reduce((sum, { link }) => sum + flow_vps[link] * 3600 * link_length_m[link], 0);
}
