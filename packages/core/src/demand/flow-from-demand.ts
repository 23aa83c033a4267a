import type { RoadNetwork } from '../network/index.ts';
import { type CitySpeeds, flowsNow, throughput_vps } from './flow-from-speed.ts';
import type { RoadFigures } from './road-figures.ts';
import { TRAFFIC_PARAMETERS } from './traffic-parameters.ts';

const HOUR_S = 3600;

/**
 * Flow of every link, veh/s, from what is expected to pass. Where a link stands in a queue its flow is what the queue lets
 * pass, as its speed says; and so where nothing is expected.
 *
 * @param expected_vph vehicles in an hour by link of the city; NaN where nothing is known
 */
export function flowsByDemand(
  network: RoadNetwork,
  city: CitySpeeds,
  expected_vph: Float32Array,
  figures?: RoadFigures,
): Float32Array {
  const at = TRAFFIC_PARAMETERS.ratio_at_capacity;
  return flowsNow(network, city, figures).map((by_speed_vps, link) => {
    const expected_vps = expected_vph[link] / HOUR_S;
    const isQueued = city.speed_kmh[link] < at * city.free_flow_kmh[link];
    if (Number.isNaN(expected_vps) || isQueued) return by_speed_vps;
    return Math.min(throughput_vps(network, link, figures), expected_vps);
  });
}
