import { buildSimNetwork } from './build-sim-network.ts';
import type { ControllerSpec, LinkSpec, MovementSpec } from './network-spec.ts';
import type { SimNetwork } from './sim-network.ts';
import type { SimOptions } from './sim-options.ts';
import { VehicleTable } from './sim-vehicles.ts';
import { Simulation } from './simulation.ts';

/** The link of the checks: 1000 m, 20 m/s, reaction time 1 s, 0.2 veh/m, so waves of 5 m/s and a capacity of 0.8 veh/s. */
export const STANDARD = {
  length_m: 1000,
  lanes: 1,
  speed_mps: 20,
  capacity_vps: 0.8,
  wave_mps: 5,
  jam_density_vpm: 0.2,
};

export type RoadLink = Partial<LinkSpec> & { readonly from: number; readonly to: number };

export interface Road {
  readonly links: readonly RoadLink[];
  readonly movements?: readonly MovementSpec[];
  readonly controllers?: readonly ControllerSpec[];
}

/** Links like the standard one but for what is stated; all that follow each other are joined unless movements are given. */
export function road({ links, movements, controllers = [] }: Road): SimNetwork {
  const specs = links.map((link, i): LinkSpec => ({ id: `L${i + 1}`, ...STANDARD, ...link }));
  const joins = specs.flatMap((a, from) =>
    specs.flatMap((b, to) => (a.to === b.from ? [{ from, to, group: 0 }] : [])),
  );
  const nodes = 1 + Math.max(...specs.map((link) => Math.max(link.from, link.to)));
  return buildSimNetwork({
    nodes: Array.from({ length: nodes }, (_, i) => `N${i}`),
    links: specs,
    movements: movements ?? joins,
    controllers,
  });
}

/** Vehicles that set out at an even rate; the first at the beginning. */
export interface Flow {
  readonly route: readonly number[];
  readonly rate_vps: number;
  readonly from_s?: number;
  readonly to_s: number;
}

export function load(
  network: SimNetwork,
  flows: readonly Flow[],
  options: Partial<SimOptions> = {},
): Simulation {
  const table = new VehicleTable(network);
  for (const { route, rate_vps, from_s = 0, to_s } of flows)
    for (let n = 0; n < Math.round((to_s - from_s) * rate_vps); n++)
      table.addRouted({ id: `v${table.count}`, depart_s: from_s + n / rate_vps }, route);
  return new Simulation(network, table.build(), options);
}

/** Longest time from departure to arrival, s, and the number of the vehicle from 1. */
export function longestTrip({ vehicles, state }: Simulation): { time_s: number; vehicle: number } {
  let [time_s, vehicle] = [0, 0];
  for (let v = 0; v < vehicles.vehicle_count; v++) {
    const own_s = state.columns.arrived_s[v] - vehicles.depart_s[v];
    if (own_s > time_s + 1e-9) [time_s, vehicle] = [own_s, v + 1];
  }
  return { time_s, vehicle };
}

/** Time above free flow of all vehicles that have arrived, veh·s. */
export function totalDelay({ vehicles, state }: Simulation): number {
  const { arrived_s, free_flow_s } = state.columns;
  let delay_s = 0;
  for (let v = 0; v < vehicles.vehicle_count; v++)
    if (!Number.isNaN(arrived_s[v])) delay_s += arrived_s[v] - vehicles.depart_s[v] - free_flow_s[v];
  return delay_s;
}
