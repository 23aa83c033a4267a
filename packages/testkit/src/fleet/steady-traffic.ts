import type { RoadNetwork } from '@opentocc/core/network';
import { hash01 } from '../random.ts';
import type { TrafficField } from '../world/index.ts';

/** Speed as a share of the limit by class, from motorway to local: that of a busy hour. */
const SHARE_OF_LIMIT = [0.48, 0.36, 0.36, 0.45, 0.6];
/** Links of a class differ by up to this share. */
const SPREAD = 0.16;
const FREE_SHARE = 0.9;

/**
 * Traffic that never changes, in which a fleet drives whose truth is only its own: for tests and loads that look at terminals,
 * matching or sources. The traffic of the demo city comes from its simulated world.
 */
export function steadyTraffic(network: RoadNetwork, seed: number): TrafficField {
  const speed_kmh = Float32Array.from(
    network.link_limit_kmh,
    (limit, link) =>
      limit * SHARE_OF_LIMIT[network.link_class[link]] * (1 + SPREAD * (2 * hash01(seed, link, 11) - 1)),
  );
  return {
    free_kmh: Float32Array.from(network.link_limit_kmh, (limit_kmh) => FREE_SHARE * limit_kmh),
    linkSpeed_kmh: (link) => speed_kmh[link],
    fillSpeeds: (_at_ms, into) => into.set(speed_kmh),
    incidentsAt: () => [],
  };
}
