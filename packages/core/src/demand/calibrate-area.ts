import { LinkIntervals, Simulation } from '../simulation/index.ts';
import { areaTraffic, placeAll } from './area-traffic.ts';
import { estimatePaths, type PathFlows } from './path-flows.ts';
import { type AreaInput, type SimArea, simArea } from './sim-area.ts';

export interface CalibrationInput extends AreaInput {
  readonly speed_kmh: Float32Array;
  readonly seed: number;
}

/** An area whose traffic, when it is simulated, goes about as fast as what is perceived. */
export interface CalibratedArea {
  readonly area: SimArea;
  readonly paths: PathFlows;
  /** By link of the city, after calibration. */
  readonly flow_vps: Float32Array;
  readonly calibration: Calibration;
}

export interface Calibration {
  readonly rounds: number;
  /** Mean speed of the area as perceived, and as simulated, km/h; 0 where nothing drives. */
  readonly perceived_kmh: number;
  readonly simulated_kmh: number;
  /** What is left of the traffic that the speeds alone would say, 0–1. */
  readonly share_of_flow: number;
}

const ROUNDS = 6;
/** Simulated time of a round, s; the first third is not looked at. */
const ROUND_S = 3600;
/** The first rounds find the worst in half the time; a queue that grows slowly is seen in a whole one alone. */
const SHORT_ROUNDS = 3;
const INTERVAL_S = 300;
/** The simulation may be slower than perception by so much. */
const ENOUGH = 0.92;
/** A round that took off a smaller share of the flow than this changes nothing: what is slow is so for another reason. */
const LEAST_TAKEN = 0.005;
/** A link that is slower than this share of its perceived speed carries too much. */
const TOO_SLOW = 0.75;
/** Most that one round takes off a link. */
const LEAST_LEFT = 0.65;
/** Vehicles that wait to enter a link from which on it counts as too slow. */
const LONG_LINE = 20;
/** Vehicles in a gridlock move on after so long, s; counted. */
const RELEASE_S = 60;

/**
 * Takes demand back where the simulation queues and the city does not: speeds alone do not say how many drive, and flows that
 * were read from them link by link add up to more than junctions let pass. In each round up to an hour is simulated; links
 * that are much slower than perceived get what they let pass as their flow, and paths are fitted again.
 */
export function calibrateArea(input: CalibrationInput): CalibratedArea {
  let flow_vps = input.flow_vps;
  let isWhole = false;
  let share_before = Infinity;
  for (let round = 1; ; round++) {
    const area = simArea({ ...input, flow_vps });
    const paths = estimatePaths({ ...input, flow_vps });
    const seen = simulate(input, area, paths, flow_vps, isWhole ? ROUND_S : ROUND_S / 2);
    const calibration = describe(input, seen, flow_vps, round);
    const isFast = calibration.simulated_kmh >= ENOUGH * calibration.perceived_kmh;
    const isEnough = isFast || share_before - calibration.share_of_flow < LEAST_TAKEN;
    if ((isEnough && isWhole) || round === ROUNDS) return { area, paths, flow_vps, calibration };
    isWhole ||= isEnough || round >= SHORT_ROUNDS;
    share_before = calibration.share_of_flow;
    flow_vps = reduced(input, seen, flow_vps);
  }
}

/** What the links of the city did in a simulation. */
interface Seen {
  readonly driven_m: Float64Array;
  readonly vehicle_s: Float64Array;
  /** Vehicles that wait to enter it at the end. */
  readonly line: Float64Array;
  readonly time_s: number;
}

function simulate(
  input: CalibrationInput,
  area: SimArea,
  paths: PathFlows,
  flow_vps: Float32Array,
  round_s: number,
): Seen {
  const { network, seed } = input;
  const traffic = areaTraffic({ ...input, area, paths, flow_vps, horizon_s: round_s });
  const simulation = new Simulation(area.network, traffic.vehicles, { seed, deadlock_release_s: RELEASE_S });
  const intervals = new LinkIntervals(area.network, traffic.vehicles.vehicle_count, 0, INTERVAL_S);
  simulation.observer = intervals;
  placeAll(simulation, traffic);
  simulation.run(round_s);
  intervals.finish(round_s);
  const counted = intervals.intervals.slice(round_s / INTERVAL_S / 3);
  const [driven_m, vehicle_s, line] = [0, 1, 2].map(() => new Float64Array(network.link_count));
  for (let link = 0; link < area.network.link_count; link++) {
    const city = area.city_link[link];
    line[city] += simulation.state.columns.count[area.network.section_count + link];
    for (const { entered, left, vehicle_s: spent } of counted) {
      driven_m[city] += ((entered[link] + left[link]) / 2) * area.network.link_length_m[link];
      vehicle_s[city] += spent[link];
    }
  }
  return { driven_m, vehicle_s, line, time_s: counted.length * INTERVAL_S };
}

function reduced({ network, links, speed_kmh }: CalibrationInput, seen: Seen, flow_vps: Float32Array) {
  const next_vps = flow_vps.slice();
  for (const link of links) {
    const simulated_kmh = (seen.driven_m[link] / seen.vehicle_s[link]) * 3.6;
    if (!(simulated_kmh < TOO_SLOW * speed_kmh[link]) && seen.line[link] < LONG_LINE) continue;
    const passed_vps = seen.driven_m[link] / network.link_length_m[link] / seen.time_s;
    next_vps[link] = Math.max(LEAST_LEFT * flow_vps[link], Math.min(flow_vps[link], passed_vps));
  }
  return next_vps;
}

function describe(input: CalibrationInput, seen: Seen, flow_vps: Float32Array, rounds: number): Calibration {
  const { network, links, speed_kmh, free_flow_kmh } = input;
  let [perceived_m, perceived_s, driven_m, spent_s, flow_m, whole_m] = [0, 0, 0, 0, 0, 0];
  for (const link of links) {
    const length_m = network.link_length_m[link];
    const known_kmh = Number.isFinite(speed_kmh[link]) ? speed_kmh[link] : free_flow_kmh[link];
    perceived_m += flow_vps[link] * length_m;
    perceived_s += (flow_vps[link] * length_m * 3.6) / Math.max(1, known_kmh);
    driven_m += seen.driven_m[link];
    // Lines grow about evenly over the round.
    spent_s += seen.vehicle_s[link] + (seen.line[link] * seen.time_s) / 2;
    flow_m += flow_vps[link] * length_m;
    whole_m += input.flow_vps[link] * length_m;
  }
  return {
    rounds,
    perceived_kmh: perceived_s > 0 ? (perceived_m / perceived_s) * 3.6 : 0,
    simulated_kmh: spent_s > 0 ? (driven_m / spent_s) * 3.6 : 0,
    share_of_flow: whole_m > 0 ? flow_m / whole_m : 1,
  };
}
