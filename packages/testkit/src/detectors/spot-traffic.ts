import type { RoadNetwork } from '@opentocc/core/network';
import { createSignals } from '../fleet/signals.ts';
import type { TravelTruth } from '../fleet/travel-truth.ts';
import { hash01 } from '../random.ts';
import { BIN_S, type RecordedTraffic } from '../world/index.ts';

/** What passed a point of a link in a span. */
export interface SpotSpan {
  readonly vehicles: number;
  /** Mean over vehicles of their speed at the point; NaN where nobody passed. */
  readonly mean_speed_kmh: number;
  /** Share of the time for which a lane of the point was occupied, over all lanes, 0–1. */
  readonly occupancy: number;
}

/** Traffic at points of links. */
export interface SpotTraffic {
  /** @param at of the length of the link, 0–1. @throws RangeError for a span that is not known */
  counts(link: number, from_ms: number, to_ms: number, at?: number): SpotSpan;
}

/** Length of a vehicle and of the loop that it covers, m. */
const COVERED_M = 7;
const SPEED_SPREAD = 0.12;
const SALT = 83;

/** What a detector reads of a span, from the number of vehicles that is expected: with the noise of a Poisson number and of its speeds. */
export function drawSpan(
  { link, from_ms, seed }: { readonly link: number; readonly from_ms: number; readonly seed: number },
  expected: number,
  mean_kmh: number,
  lane_s: number,
): SpotSpan {
  const draw = (salt: number) => hash01(seed, link * 31 + salt, Math.floor(from_ms / 1000)) - 0.5;
  // Uniform noise of the same variance.
  const vehicles = Math.max(0, Math.round(expected + draw(SALT) * Math.sqrt(12 * expected)));
  const noise = (draw(SALT + 1) * SPEED_SPREAD * Math.sqrt(12)) / Math.sqrt(Math.max(1, vehicles));
  return spanOf(vehicles, mean_kmh * (1 + noise), lane_s);
}

function spanOf(vehicles: number, speed_kmh: number, lane_s: number): SpotSpan {
  const covered_s = vehicles > 0 ? (vehicles * COVERED_M * 3.6) / speed_kmh : 0;
  return {
    vehicles,
    mean_speed_kmh: vehicles > 0 ? speed_kmh : Number.NaN,
    occupancy: Math.min(1, covered_s / lane_s),
  };
}

/**
 * Recorded days as detectors saw them: the vehicles that entered the link, with the noise of how many of them had come to the
 * point, and their speed without the mean wait at its signal. The same span says the same at every time.
 */
export function fieldTraffic(network: RoadNetwork, field: RecordedTraffic, seed: number): SpotTraffic {
  const { mean_s } = createSignals(network, seed);
  return {
    counts(link, from_ms, to_ms) {
      const span_s = (to_ms - from_ms) / 1000;
      const middle_ms = (from_ms + to_ms) / 2;
      const mean_kmh = field.linkSpeed_kmh(link, middle_ms);
      const free_kmh = field.free_kmh[link];
      const expected = (field.vehicles(link, middle_ms) * span_s) / BIN_S;
      const cruise_kmh = Math.min(free_kmh, cruise(network.link_length_m[link], mean_kmh, mean_s[link]));
      const of = { link, from_ms, seed };
      return drawSpan(of, expected, cruise_kmh, network.link_lanes[link] * span_s);
    },
  };
}

/** Speed between waits, of which at least a fifth of the time is left. */
function cruise(length_m: number, mean_kmh: number, wait_s: number): number {
  const all_s = (length_m * 3.6) / mean_kmh;
  return (length_m * 3.6) / Math.max(0.2 * all_s, all_s - wait_s);
}

/** Vehicles that a simulation really drove, as a detector in the middle of their links would count them. */
export function drivenTraffic(network: RoadNetwork, truth: TravelTruth, seed: number): SpotTraffic {
  const { mean_s } = createSignals(network, seed);
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < truth.length; row++) {
    const known = rowsOf.get(truth.link[row]);
    if (known) known.push(row);
    else rowsOf.set(truth.link[row], [row]);
  }
  return {
    counts(link, from_ms, to_ms, at = 0.5) {
      const speeds: number[] = [];
      for (const row of rowsOf.get(link) ?? []) {
        const moving_s = (truth.exit_ms[row] - truth.enter_ms[row] - truth.dwell_ms[row]) / 1000;
        const length_m = network.link_length_m[link];
        const speed_kmh = cruise(length_m, (length_m * 3.6) / moving_s, mean_s[link]);
        const passed_ms = truth.enter_ms[row] + (at * length_m * 3600) / speed_kmh;
        if (passed_ms >= from_ms && passed_ms < to_ms) speeds.push(speed_kmh);
      }
      const mean_kmh = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
      return spanOf(speeds.length, mean_kmh, (network.link_lanes[link] * (to_ms - from_ms)) / 1000);
    },
  };
}
