import { isSignalised, TRAFFIC_PARAMETERS, throughput_vps } from '@opentocc/core/demand';
import type { RoadNetwork } from '@opentocc/core/network';
import type { DayTrips } from './day-trips.ts';
import type { Destinations } from './destinations.ts';
import { RouteTrees, TREE_GROUPS } from './route-trees.ts';

/** What drivers and engineers know of a usual weekday's busy hour before it begins. */
export interface TypicalTraffic {
  /** Flow of each link, veh/s. */
  readonly flow_vps: Float32Array;
  /** Share of it that takes each turn, beside `turn_link`. */
  readonly turn_share: Float32Array;
  /** Time over each link, s. */
  readonly time_s: Float32Array;
}

const ROUNDS = 3;
/** Growth of travel time with the load: that of the Bureau of Public Roads (1964), with the exponent 4. */
const BPR_SHARE = 0.6;
const MOST_LINKS = 600;
const FREE_SHARE = TRAFFIC_PARAMETERS.free_share_of_limit;
/** Mean wait at a signal that is not timed yet, s. */
const WAIT_S = 28;

export interface TypicalInput {
  readonly network: RoadNetwork;
  readonly destinations: Destinations;
  readonly seed: number;
  /** Trips of the hour; each is driven once. */
  readonly trips: Pick<DayTrips, 'count' | 'origin_link' | 'destination'>;
  /** Vehicles in an hour that each stands for. */
  readonly weight: number;
}

/**
 * Loads trips on the network by the method of successive averages. It need not converge: it tells signals and drivers roughly
 * what to expect. About 2 CPU-s for 40,000 trips of the demo city.
 */
export function typicalTraffic(input: TypicalInput): TypicalTraffic {
  const { network, destinations, seed } = input;
  const free_s = assumedFree_s(network);
  const trees = new RouteTrees(network, destinations, seed);
  const most_vps = Float32Array.from(free_s, (_, link) => throughput_vps(network, link));
  const flow_vps = new Float32Array(network.link_count);
  const turn_vps = new Float32Array(network.turn_link.length);
  const time_s = free_s.slice();
  for (let round = 1; round <= ROUNDS; round++) {
    for (let group = 0; group < TREE_GROUPS; group++) trees.renew(group, time_s);
    const loaded = loadOf(input, trees);
    for (let e = 0; e < turn_vps.length; e++) turn_vps[e] += (loaded.turn_vps[e] - turn_vps[e]) / round;
    for (let link = 0; link < flow_vps.length; link++) {
      flow_vps[link] += (loaded.flow_vps[link] - flow_vps[link]) / round;
      const load = Math.min(2, flow_vps[link] / most_vps[link]);
      time_s[link] = free_s[link] * (1 + BPR_SHARE * load ** 4);
    }
  }
  return { flow_vps, turn_share: sharesOf(network, turn_vps), time_s };
}

/** Flows of links and of turns when all trips follow the trees, veh/s. */
function loadOf({ network, destinations, trips, weight }: TypicalInput, trees: RouteTrees) {
  const flow_vps = new Float32Array(network.link_count);
  const turn_vps = new Float32Array(network.turn_link.length);
  for (let row = 0; row < trips.count; row++) {
    const destination = trips.destination[row];
    const goal = destinations.link[destination];
    let link = trips.origin_link[row];
    flow_vps[link] += weight / 3600;
    for (let k = 0; link !== goal && k < MOST_LINKS; k++) {
      const turn = trees.turnTowards(destination, link);
      link = network.turn_link[turn];
      turn_vps[turn] += weight / 3600;
      flow_vps[link] += weight / 3600;
    }
  }
  return { flow_vps, turn_vps };
}

/** Turns that nobody took in the sample have a little share too, so that no plan shuts them out. */
const LEAST_VPS = 0.003;

function sharesOf({ link_count, turn_offset }: RoadNetwork, turn_vps: Float32Array): Float32Array {
  const share = new Float32Array(turn_vps.length);
  for (let link = 0; link < link_count; link++) {
    const [first, end] = [turn_offset[link], turn_offset[link + 1]];
    let sum = 0;
    for (let e = first; e < end; e++) sum += LEAST_VPS + turn_vps[e];
    for (let e = first; e < end; e++) share[e] = (LEAST_VPS + turn_vps[e]) / sum;
  }
  return share;
}

/** Time over each link without other traffic, before signals are timed, s. */
export function assumedFree_s(network: RoadNetwork): Float32Array {
  const { link_length_m, link_limit_kmh, link_to } = network;
  return Float32Array.from(
    link_length_m,
    (length_m, link) =>
      (3.6 * length_m) / (FREE_SHARE * link_limit_kmh[link]) +
      (isSignalised(network, link_to[link]) ? WAIT_S : 0),
  );
}
