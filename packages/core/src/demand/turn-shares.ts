import type { RoadNetwork } from '../network/index.ts';
import { TRAFFIC_PARAMETERS } from './traffic-parameters.ts';
import { turnKind } from './turn-kinds.ts';

/** How likely those who drive a link turn into each that may follow it; in the order of the network's turns. */
export interface TurnShares {
  /** Beside `network.turn_link`; those of a link sum to 1, or are all 0 at its dead end. */
  readonly share: Float32Array;
}

/** Shares by the flows of the links that follow, straight on preferred: what the links carry must have come from somewhere. */
export function turnShares(
  network: RoadNetwork,
  flow_vps: Float32Array,
  links: Iterable<number>,
): TurnShares {
  const { turn_offset, turn_link } = network;
  const share = new Float32Array(turn_link.length);
  for (const link of links) {
    let sum = 0;
    for (let turn = turn_offset[link]; turn < turn_offset[link + 1]; turn++) {
      const next = turn_link[turn];
      const prefers =
        turnKind(network, link, next) === 'straight' ? TRAFFIC_PARAMETERS.straight_preference : 1;
      share[turn] = prefers * Math.max(LEAST_VPS, flow_vps[next]);
      sum += share[turn];
    }
    for (let turn = turn_offset[link]; turn < turn_offset[link + 1]; turn++) share[turn] /= sum;
  }
  return { share };
}

/** So that no turn is shut out, veh/s. */
const LEAST_VPS = 1e-4;
