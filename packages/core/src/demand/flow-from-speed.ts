import type { RoadNetwork } from '../network/index.ts';
import { isSignalised } from './junctions.ts';
import { classOf, laneCapacity_vps, type RoadFigures } from './road-figures.ts';
import { TRAFFIC_PARAMETERS } from './traffic-parameters.ts';

const P = TRAFFIC_PARAMETERS;

/** What all lanes of a link let pass at most, veh/s: its share of green where it leads to a signal. */
export function throughput_vps(network: RoadNetwork, link: number, figures?: RoadFigures): number {
  return (
    laneCapacity_vps(network, link, figures) *
    network.link_lanes[link] *
    (isSignalised(network, network.link_to[link]) ? P.green_share : 1)
  );
}

/**
 * Flow of a link as a share of its capacity by the ratio of its speed to its free speed, 0–1: the fundamental diagram
 * read backwards. Above the ratio at capacity speed falls with the square of the load; below it the link stands in a queue, and
 * flow falls with speed along Newell's triangle. Speeds alone cannot say how many drive where nobody hinders
 * another, so that low loads are the least certain.
 *
 * @param ratio of speed to free speed; above 1 counts as 1
 */
export function loadOfRatio(ratio: number, free_mps: number, wave_mps: number = P.wave_mps): number {
  const at = P.ratio_at_capacity;
  if (ratio >= at) return Math.sqrt(Math.max(0, 1 / Math.min(1, ratio) - 1) / (1 / at - 1));
  const queued = (v_mps: number) => v_mps / (v_mps + wave_mps);
  return queued(Math.max(0, ratio) * free_mps) / queued(at * free_mps);
}

/** What is known of every link of a city now; columns by link. */
export interface CitySpeeds {
  /** Space-mean speed, km/h; NaN where it is not known. */
  readonly speed_kmh: Float32Array;
  readonly free_flow_kmh: Float32Array;
  /** Vehicles that report and passed in the window, by link. */
  readonly passes: Uint16Array;
  readonly window_s: number;
  /** Share of all vehicles that report, over 0 to 1; undefined where it is not known. */
  readonly penetration_rate?: number;
}

/**
 * Flow of every link of a city, veh/s: what its speed says, and at least what was counted over the share of vehicles that
 * report. A link that is free or of unknown speed is taken for one with a little load: its speed cannot say how little.
 */
export function flowsNow(network: RoadNetwork, city: CitySpeeds, figures?: RoadFigures): Float32Array {
  const flow_vps = new Float32Array(network.link_count);
  for (let link = 0; link < network.link_count; link++) {
    const free_kmh = city.free_flow_kmh[link];
    const ratio = city.speed_kmh[link] / free_kmh;
    const load = Number.isFinite(ratio)
      ? loadOfRatio(ratio, free_kmh / 3.6, figures?.wave_mps[classOf(network, link)])
      : 0;
    const most_vps = throughput_vps(network, link, figures);
    const counted_vps = city.penetration_rate ? city.passes[link] / city.window_s / city.penetration_rate : 0;
    flow_vps[link] = Math.min(most_vps, Math.max(load * most_vps, P.least_load * most_vps, counted_vps));
  }
  return flow_vps;
}
