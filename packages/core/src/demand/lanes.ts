import { LINK_FLAG, type RoadNetwork } from '../network/index.ts';
import type { LaneGroupSpec, LinkSpec } from '../simulation/index.ts';
import { isSignalised } from './junctions.ts';
import { ASSUMED_ROAD_FIGURES, classOf, laneCapacity_vps, type RoadFigures } from './road-figures.ts';
import { TRAFFIC_PARAMETERS } from './traffic-parameters.ts';
import { turnKind } from './turn-kinds.ts';

const P = TRAFFIC_PARAMETERS;

type Lane = Pick<LinkSpec, 'lanes' | 'speed_mps' | 'capacity_vps' | 'wave_mps' | 'jam_density_vpm'>;

/** The lanes of a link of the city. @param free_kmh free-flow speed as learned, signals included; NaN where it is not known */
export function laneOf(
  network: RoadNetwork,
  link: number,
  free_kmh: number,
  figures: RoadFigures = ASSUMED_ROAD_FIGURES,
): Lane {
  const own = classOf(network, link);
  const wave_mps = figures.wave_mps[own];
  const least_kmh = figures.free_share[own] * network.link_limit_kmh[link];
  const speed_mps = Math.max(least_kmh, Number.isFinite(free_kmh) ? free_kmh : 0) / 3.6;
  const capacity_vps = laneCapacity_vps(network, link, figures);
  return {
    lanes: network.link_lanes[link],
    speed_mps,
    capacity_vps,
    wave_mps,
    jam_density_vpm: capacity_vps / speed_mps + capacity_vps / wave_mps,
  };
}

/** Lanes of their own for left turns at a signal, and before an exit of a main road. */
export function laneGroups(
  network: RoadNetwork,
  link: number,
  length_m: number,
  following: readonly number[],
): LaneGroupSpec[] | undefined {
  if (!following.some((next) => isApartFrom(network, link, next))) return undefined;
  const wanted_m = isSignalised(network, network.link_to[link]) ? P.left_pocket_m : P.exit_lane_m;
  const apart_m = Math.min(wanted_m, 0.4 * length_m);
  return [
    { lanes: network.link_lanes[link], length_m: apart_m },
    { lanes: 1, length_m: apart_m },
  ];
}

/** Whether who turns into the next link waits in a lane of its own. */
export function isApartFrom(network: RoadNetwork, link: number, next: number): boolean {
  const { link_lanes, link_flags, link_to } = network;
  if (link_lanes[link] < 2) return false;
  if (isSignalised(network, link_to[link])) return turnKind(network, link, next) === 'left';
  const isRamp = (one: number) => (link_flags[one] & LINK_FLAG.ramp) !== 0;
  return isRamp(next) && !isRamp(link);
}
