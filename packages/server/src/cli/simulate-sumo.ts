import { replanRoutes } from '@opentocc/core/assignment';
import { buildSimNetwork, CAR, Simulation, UnreachableError } from '@opentocc/core/simulation';
import type { SimulateFlags } from './simulate-flags.ts';
import { simulationErrors } from './simulation-texts.ts';
import { meanAccel, SUMO_DRIVER } from './sumo/junction-loss.ts';
import { readSumoNet } from './sumo/net-rows.ts';
import { readTrips } from './sumo/read-trips.ts';
import { sumoSpec } from './sumo/sumo-spec.ts';
import { SUMO_TUNING, type SumoTuning } from './sumo/tuning.ts';

/** As SUMO's own default for jams, but the whole circle moves on and nothing is taken off the road. */
const DEADLOCK_RELEASE_S = 120;
const LONGEST_AFTER_S = 24 * 3600;
const STEP_S = 600;

/** Simulates trips on a SUMO network. */
export async function runSumo(
  file: string,
  trips: string,
  flags: SimulateFlags,
  tuning: SumoTuning = SUMO_TUNING,
) {
  const loaded = await loadSumo(file, trips, flags.seed ?? 1, tuning);
  const { skipped } = loaded;
  const { simulation, rounds } = replanned(loaded.simulation, flags.replan);
  const { depart_s } = simulation.vehicles;
  const started_ms = performance.now();
  const cpu = process.cpuUsage();
  try {
    // Signals go on when the last has arrived.
    const end_s = depart_s.reduce((last, t) => Math.max(last, t), 0) + LONGEST_AFTER_S;
    for (let at_s = simulation.now_s; at_s < end_s && !simulation.isEmpty; at_s += STEP_S)
      simulation.run(at_s + STEP_S);
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    throw simulationErrors.no_usable_trips({ file: trips, skipped: skipped + 1, first: error.message });
  }
  const { user, system } = process.cpuUsage(cpu);
  const spent = { run_s: (performance.now() - started_ms) / 1000, run_cpu_s: (user + system) / 1e6 };
  return { ...sumoResults(simulation, skipped, spent, flags), replanning: rounds };
}

/** The simulation with the routes of that many rounds of replanning. */
function replanned({ network, vehicles, options }: Simulation, iterations = 0) {
  const found = iterations > 0 ? replanRoutes(network, vehicles, options, { iterations }) : undefined;
  return { simulation: new Simulation(network, found?.vehicles ?? vehicles, options), rounds: found?.rounds };
}

/** A simulation of trips on a SUMO network, not begun. */
export async function loadSumo(file: string, trips: string, seed: number, tuning: SumoTuning = SUMO_TUNING) {
  const { linkOf, ...spec } = sumoSpec(await readSumoNet(file), tuning);
  const network = buildSimNetwork(spec);
  const { vehicles, skipped } = await readTrips(trips, network, linkOf, seed);
  const classes = [{ ...CAR, accel_mps2: meanAccel(SUMO_DRIVER) }];
  const options = { seed, classes, deadlock_release_s: DEADLOCK_RELEASE_S, route_update_s: 60 };
  return { simulation: new Simulation(network, vehicles, options), skipped };
}

function sumoResults(simulation: Simulation, skipped: number, spent: object, { listTrips }: SimulateFlags) {
  const { vehicles, state, network } = simulation;
  const { arrived_s, entered_s, free_flow_s, driven_m } = state.columns;
  const sum = { travel: 0, delay: 0, entry: 0, metres: 0, finished: 0 };
  const list: object[] = [];
  for (let v = 0; v < vehicles.vehicle_count; v++) {
    const isDone = !Number.isNaN(arrived_s[v]);
    // As SUMO counts it: from entering the network.
    const travel_s = arrived_s[v] - entered_s[v];
    if (isDone) {
      sum.finished++;
      sum.travel += travel_s;
      sum.delay += travel_s - free_flow_s[v];
      sum.entry += entered_s[v] - vehicles.depart_s[v];
      sum.metres += driven_m[v];
    }
    if (listTrips)
      list.push({
        id: vehicles.vehicle_id[v],
        depart_s: vehicles.depart_s[v],
        entered_s: Number.isNaN(entered_s[v]) ? null : entered_s[v],
        arrived_s: isDone ? arrived_s[v] : null,
        distance_m: driven_m[v],
      });
  }
  return {
    network: {
      nodes: network.node_count,
      links: network.link_count,
      signals: network.signals.controller_count,
    },
    summary: {
      trips: vehicles.vehicle_count,
      skipped,
      finished: sum.finished,
      mean_travel_time_s: sum.travel / sum.finished,
      mean_delay_s: sum.delay / sum.finished,
      mean_entry_delay_s: sum.entry / sum.finished,
      distance_km: sum.metres / 1000,
      mean_speed_kmh: (sum.metres / sum.travel) * 3.6,
      deadlocks: simulation.count('deadlocks'),
      deadlock_releases: simulation.count('releases'),
      link_traversals: simulation.count('traversals'),
      end_s: arrived_s.reduce((last, t) => Math.max(last, Number.isNaN(t) ? 0 : t), 0),
      ...spent,
    },
    trips: listTrips ? list : undefined,
  };
}
