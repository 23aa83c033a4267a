import type { RoadNetwork } from '../network/index.ts';
import type { IndexConfig } from './index-config.ts';

/** Free-flow speed of each link before it can be measured, km/h: a share of its limit, by class. */
export function assumedFreeFlow_kmh(
  { link_count, link_class, link_limit_kmh }: RoadNetwork,
  { free_flow }: IndexConfig,
): Float32Array {
  const speeds_kmh = new Float32Array(link_count);
  for (let link = 0; link < link_count; link++)
    speeds_kmh[link] = link_limit_kmh[link] * free_flow.share_of_limit[link_class[link]];
  return speeds_kmh;
}
