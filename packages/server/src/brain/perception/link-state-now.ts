import { type LinkStateNow, TrafficStateName } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { isEstimated, type LinkStates } from '@opentocc/core/traffic';

/** The state of a link as the API returns it. */
export function linkStateNow(network: RoadNetwork, id: number, states: LinkStates): LinkStateNow {
  const speed_kmh = known(states.speed_kmh[id]);
  return {
    window_start_ms: states.window_start_ms,
    window_end_ms: states.window_end_ms,
    speed_kmh,
    free_flow_kmh: states.free_flow_kmh[id],
    travel_time_s:
      speed_kmh === null || speed_kmh === 0 ? null : (network.link_length_m[id] * 3.6) / speed_kmh,
    samples: states.samples[id],
    vehicles: states.vehicles[id],
    half_width_kmh: known(states.half_width_kmh[id]),
    state: TrafficStateName.options[states.state[id]],
    estimated: isEstimated(states, id),
    flow_vph: known(states.flow_vph?.[id] ?? Number.NaN),
    own_weight: states.own_weight?.[id] ?? (speed_kmh === null ? 0 : 1),
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
