import type { RoadNetwork } from '@opentocc/core/network';
import type { LinkStates } from '@opentocc/core/traffic';

/** States of a network on which everybody drives at a share of the free speed; for tests. */
export function statesAt({ link_count, link_limit_kmh }: RoadNetwork, ratio: number): LinkStates {
  const free_flow_kmh = Float32Array.from(link_limit_kmh);
  return {
    ...{ sequence: 1, network_version: '', window_start_ms: 0, window_end_ms: 300_000 },
    ...{ free_flow_kmh, speed_kmh: free_flow_kmh.map((free) => ratio * free) },
    samples: new Uint16Array(link_count),
    vehicles: new Uint16Array(link_count),
    state: new Uint8Array(link_count),
    half_width_kmh: new Float32Array(link_count),
  };
}
