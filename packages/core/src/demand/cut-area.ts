import { latDegree_m, lonDegree_m } from '../geo/index.ts';
import type { RoadNetwork } from '../network/index.ts';

export interface AreaLimits {
  readonly radius_m: number;
  /** Most vehicle-metres driven in an hour within the area; a smaller radius is taken where there are more. */
  readonly most_vehicle_m: number;
}

/** Links round a place, in ascending order of their numbers. */
export interface CutArea {
  readonly links: Uint32Array;
  /** Radius that was taken, m. */
  readonly radius_m: number;
}

const STEP_M = 250;
const LEAST_RADIUS_M = 1000;

/**
 * The links that begin within a radius of where a link begins, the radius reduced until what drives there can be simulated in time.
 * @param flow_vps of each link of the city
 */
export function cutArea(
  network: RoadNetwork,
  flow_vps: Float32Array,
  centre: number,
  { radius_m, most_vehicle_m }: AreaLimits,
): CutArea {
  const found = linksWithin(network, centre, radius_m);
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

function linksWithin(network: RoadNetwork, centre: number, radius_m: number): Near[] {
  const { link_from, link_users, node_lon, node_lat } = network;
  const [lon, lat] = [node_lon[link_from[centre]], node_lat[link_from[centre]]];
  const found: Near[] = [];
  for (let link = 0; link < network.link_count; link++) {
    if (link_users[link] === 0) continue;
    const node = link_from[link];
    const away_m = Math.hypot(
      (node_lon[node] - lon) * lonDegree_m(lat),
      (node_lat[node] - lat) * latDegree_m(lat),
    );
    if (away_m <= radius_m || link === centre) found.push({ link, away_m });
  }
  return found;
}

function driven_m({ link_length_m }: RoadNetwork, flow_vps: Float32Array, links: readonly Near[]): number {
  return links.reduce((sum, { link }) => sum + flow_vps[link] * 3600 * link_length_m[link], 0);
}
