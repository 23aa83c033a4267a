import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import { NODE_FLAG, type RoadNetwork } from '@opentocc/core/network';
import { hash01 } from '../random.ts';

/** Half of each cycle belongs to one axis of the junction. */
const GREEN_SHARE = 0.52;
const SHORTEST_CYCLE_S = 70;
const CYCLE_SPREAD_S = 40;

/** Two-phase fixed-time signals: when may a vehicle at the end of a link go on? */
export interface Signals {
  /** Seconds to wait at the end of `link` at `at_ms`; 0 when green or not signalised. */
  wait_s(link: number, at_ms: number): number;
  /** Mean wait over all times, s. */
  readonly mean_s: Float32Array;
}

export function createSignals(network: RoadNetwork, seed: number): Signals {
  const n = network.link_count;
  const cycle_s = new Float32Array(n);
  const offset_s = new Float32Array(n);
  const mean_s = new Float32Array(n);
  for (let link = 0; link < n; link += 1) {
    const node = network.link_to[link];
    if (!(network.node_flags[node] & NODE_FLAG.signals)) continue;
    cycle_s[link] = Math.round(SHORTEST_CYCLE_S + CYCLE_SPREAD_S * hash01(seed, node, 21));
    const phase = arrivesEastWest(network, link) ? 0 : 0.5;
    offset_s[link] = Math.round(cycle_s[link] * ((hash01(seed, node, 22) + phase) % 1));
    const red_s = cycle_s[link] * (1 - GREEN_SHARE);
    mean_s[link] = (red_s * red_s) / (2 * cycle_s[link]);
  }
  return {
    mean_s,
    wait_s(link, at_ms) {
      const cycle = cycle_s[link];
      if (cycle === 0) return 0;
      const into = (at_ms / 1000 + offset_s[link]) % cycle;
      return into < cycle * GREEN_SHARE ? 0 : cycle - into;
    },
  };
}

/** By the last piece of the link, so that a bent approach counts where it meets the junction. */
function arrivesEastWest(network: RoadNetwork, link: number): boolean {
  const b = network.shape_offset[link + 1] - 1;
  const lat = network.shape_lat[b];
  const dx = (network.shape_lon[b] - network.shape_lon[b - 1]) * lonDegree_m(lat);
  const dy = (lat - network.shape_lat[b - 1]) * latDegree_m(lat);
  return Math.abs(dx) > Math.abs(dy);
}
