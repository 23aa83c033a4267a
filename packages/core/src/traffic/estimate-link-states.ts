import type { LinkStates } from './link-state.ts';
import type { TravelSums } from './travel-sums.ts';

/** What turns sums into states. */
export interface EstimateDeps {
  readonly network_version: string;
  readonly sequence: number;
  /** Free-flow speed of each link, km/h. */
  readonly free_flow_kmh: Float32Array;
  /** Traffic state by speed and free-flow speed, both km/h: index into TRAFFIC_STATES, never 0. */
  readonly stateOf: (speed_kmh: number, free_flow_kmh: number) => number;
}

/**
 * Speed of each link by the ratio estimator Σd / Σt with the half width of its 90 % interval (Cochran 1977, 6.3: the
 * spread of d − v·t over the passes, Student's t). A link without passes has no speed and state 0.
 */
export function estimateLinkStates(sums: TravelSums, deps: EstimateDeps): LinkStates {
  const { free_flow_kmh, stateOf, sequence, network_version } = deps;
  const links = sums.passes.length;
  const speed_kmh = new Float32Array(links).fill(Number.NaN);
  const half_width_kmh = new Float32Array(links).fill(Number.NaN);
  const state = new Uint8Array(links);
  for (let link = 0; link < links; link++) {
    if (sums.passes[link] === 0 || sums.time[link] <= 0) continue;
    const speed_mps = sums.distance[link] / sums.time[link];
    speed_kmh[link] = speed_mps * 3.6;
    half_width_kmh[link] = halfWidth_kmh(sums, link, speed_mps);
    state[link] = stateOf(speed_kmh[link], free_flow_kmh[link]);
  }
  const { window_start_ms, window_end_ms, passes, vehicles } = sums;
  const window = { sequence, network_version, window_start_ms, window_end_ms };
  return {
    ...window,
    speed_kmh,
    samples: passes,
    vehicles,
    half_width_kmh,
    free_flow_kmh,
    state,
  };
}

function halfWidth_kmh(sums: TravelSums, link: number, speed_mps: number): number {
  const n = sums.passes[link];
  if (n < 2) return Number.NaN;
  const squares =
    sums.distance_2[link] -
    2 * speed_mps * sums.distance_time[link] +
    speed_mps * speed_mps * sums.time_2[link];
  const deviation = Math.sqrt(Math.max(0, squares) / (n - 1));
  const mean_s = sums.time[link] / n;
  return (studentT95(n - 1) * deviation * 3.6) / (Math.sqrt(n) * mean_s);
}

/** 95 % points of Student's t for 1, 2 … 10 degrees of freedom. */
const T95 = [6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812];

/** Beyond ten degrees by the expansion of Fisher (1926), within 0.001. */
function studentT95(freedom: number): number {
  if (freedom <= T95.length) return T95[freedom - 1];
  const z = 1.6449;
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
}
