import { laneCapacity_vps, simArea } from '@opentocc/core/demand';
import { LINK_FLAG, type RoadNetwork } from '@opentocc/core/network';
import type { SimNetwork } from '@opentocc/core/simulation';
import type { PassageModel } from './passage.ts';
import type { TypicalTraffic } from './typical-traffic.ts';

/** A city as the simulation runs on it: simulated links are the links of the city. */
export interface WorldNetwork {
  readonly sim: SimNetwork;
  /** Turn of the simulation for each entry of `turn_link`. */
  readonly turn: Int32Array;
  /** Mean time over each link without other traffic, waits at its signal included, s. */
  readonly free_s: Float32Array;
  readonly passages: PassageModel;
}

/** Lanes of ramps, which the demo city draws with one: those of a city of this size have two. Assumed, 2026-11-27. */
const RAMP_LANES = 2;

/** @param usual traffic for which signals are timed */
export function worldNetwork(
  network: RoadNetwork,
  usual: Pick<TypicalTraffic, 'flow_vps' | 'turn_share'>,
): WorldNetwork {
  const links = Uint32Array.from({ length: network.link_count }, (_, link) => link);
  const free_flow_kmh = new Float32Array(network.link_count).fill(Number.NaN);
  const { network: area } = simArea({ network, links, ...usual, free_flow_kmh, places: [] });
  const sim = withRoom(network, area);
  const wait_s = signalWaits(sim);
  return {
    sim,
    turn: turnsOf(network, sim),
    free_s: Float32Array.from(links, (l) => sim.link_length_m[l] / sim.link_speed_mps[l] + wait_s[l]),
    passages: {
      length_m: network.link_length_m,
      free_mps: sim.link_speed_mps,
      queue_mps: Float32Array.from(links, (l) => queueSpeed_mps(network, area, l)),
    },
  };
}

/** Room that a vehicle takes in a queue over its share of the capacity: capacity over jam density, m/s. */
function queueSpeed_mps(network: RoadNetwork, sim: SimNetwork, link: number): number {
  const section = sim.link_section[link];
  const density_vpm = sim.section_storage_pcu[section] / sim.section_length_m[section];
  return (laneCapacity_vps(network, link) * network.link_lanes[link]) / density_vpm;
}

/**
 * Room of a link against that of its lanes by class: side streets, lots and bays hold who waits as well. Assumed, 2026-11-27;
 * without it a few streets of the centre lock each other up for the night, as no real city's do.
 */
const ROOM = [1.2, 1.2, 1.6, 2.2, 3];

function withRoom({ link_class }: RoadNetwork, sim: SimNetwork): SimNetwork {
  const { section_storage_pcu, section_link } = sim;
  return {
    ...sim,
    section_storage_pcu: section_storage_pcu.map((room, s) => room * ROOM[link_class[section_link[s]]]),
  };
}

function turnsOf({ turn_offset, turn_link }: RoadNetwork, { link_turn, turn_to }: SimNetwork): Int32Array {
  const turn = new Int32Array(turn_link.length).fill(-1);
  for (let link = 0; link + 1 < turn_offset.length; link++)
    for (let e = turn_offset[link]; e < turn_offset[link + 1]; e++)
      for (let t = link_turn[link]; t < link_turn[link + 1]; t++)
        if (turn_to[t] === turn_link[e]) turn[e] = t;
  return turn;
}

/** Mean wait of who comes at random and finds no queue, over the movements of each link that a signal holds, s. */
function signalWaits({ link_count, movement_count, movement_signal, ...sim }: SimNetwork): Float32Array {
  const { signals, movement_slot, movement_turn, turn_from } = sim;
  const sum_s = new Float32Array(link_count);
  const held = new Uint16Array(link_count);
  for (let movement = 0; movement < movement_count; movement++) {
    const signal = movement_signal[movement];
    if (signal < 0) continue;
    const program = signals.program_offset[signal];
    const list = signals.program_window[program] + movement_slot[movement];
    const cycle_s = signals.program_cycle_s[program];
    let green_s = 0;
    for (let w = signals.window_offset[list]; w < signals.window_offset[list + 1]; w++)
      green_s += signals.window_end[w] - signals.window_start[w];
    const link = turn_from[movement_turn[movement]];
    sum_s[link] += (cycle_s - green_s) ** 2 / (2 * cycle_s);
    held[link]++;
  }
  return sum_s.map((sum, link) => (held[link] > 0 ? sum / held[link] : 0));
}

/** The network with the ramps that a simulation needs. @param network as cars find it */
export function widenedRamps(network: RoadNetwork): RoadNetwork {
  const link_lanes = network.link_lanes.map((lanes, link) =>
    network.link_flags[link] & LINK_FLAG.ramp ? Math.max(RAMP_LANES, lanes) : lanes,
  );
  return { ...network, link_lanes };
}
