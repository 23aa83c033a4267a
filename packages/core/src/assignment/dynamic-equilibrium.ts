import { hash01 } from '../random/index.ts';
import { type SimNetwork, type SimOptions, Simulation, type SimVehicles } from '../simulation/index.ts';
import { TimedRoutes, timeAlong } from './timed-routes.ts';
import { TurnTimes } from './turn-times.ts';

const DRAW_REPLAN = 31;
const RUN_STEP_S = 600;
/** Nobody drives longer after the last departure. */
const LONGEST_AFTER_S = 24 * 3600;

export interface ReplanOptions {
  readonly iterations: number;
  /** Share of vehicles that look for a better route in the first iteration; 1/k of it in the k-th (successive averages). */
  readonly share?: number;
  /** Times of links are means over intervals of this length, s. */
  readonly interval_s?: number;
}

export interface ReplanRound {
  /** (Σ time of own routes − Σ time of best routes) / Σ time of own routes, over those who looked, by the times of this run. */
  readonly gap: number;
  readonly looked: number;
  readonly changed: number;
  /** Of finished trips, s. */
  readonly mean_trip_s: number;
  readonly finished: number;
}

/**
 * Dynamic user equilibrium by iterated replanning: a run, then some of the vehicles take the route that would have been the
 * fastest by the times of that run, and again (method of successive averages). Who looks is a hash of seed, vehicle and
 * iteration. A gap of 0 is not to be had with whole vehicles; what is left of it is shown.
 *
 * @param vehicles those without a route of their own go on choosing one at departure
 * @returns vehicles with the routes of the last replanning, and what each iteration found
 */
export function replanRoutes(
  network: SimNetwork,
  vehicles: SimVehicles,
  options: Partial<SimOptions>,
  { iterations, share = 0.2, interval_s = 300 }: ReplanOptions,
): { readonly vehicles: SimVehicles; readonly rounds: readonly ReplanRound[] } {
  const routes = new TimedRoutes(network);
  const rounds: ReplanRound[] = [];
  let present = vehicles;
  for (let k = 1; k <= iterations; k++) {
    const simulation = new Simulation(network, present, options);
    const last_s = present.depart_s.reduce((last, at_s) => Math.max(last, at_s), 0);
    const times = new TurnTimes(simulation, last_s + 2 * 3600, interval_s);
    simulation.observer = times;
    while (!simulation.isEmpty && simulation.now_s < last_s + LONGEST_AFTER_S)
      simulation.run(simulation.now_s + RUN_STEP_S);
    const looks = (vehicle: number) => hash01(options.seed ?? 1, vehicle, k, DRAW_REPLAN) < share / k;
    const { round, replanned } = look(simulation, times, routes, looks);
    rounds.push(round);
    present = withRoutes(present, replanned);
  }
  return { vehicles: present, rounds };
}

type Replanned = ReadonlyMap<number, readonly number[]>;

function look(
  simulation: Simulation,
  times: TurnTimes,
  routes: TimedRoutes,
  looks: (vehicle: number) => boolean,
): { round: ReplanRound; replanned: Replanned } {
  const { vehicles } = simulation;
  const { entered_s, arrived_s } = simulation.state.columns;
  const timeOf = (turn: number, at_s: number) => times.timeOf(turn, at_s);
  const replanned = new Map<number, readonly number[]>();
  const sum = { own: 0, best: 0, looked: 0, trips: 0, finished: 0 };
  for (let v = 0; v < vehicles.vehicle_count; v++) {
    if (Number.isNaN(arrived_s[v])) continue;
    sum.finished++;
    sum.trips += arrived_s[v] - entered_s[v];
    if (vehicles.route_start[v] < 0 || !looks(v)) continue;
    const own = routeOf(vehicles, simulation.network, v);
    const ends = [vehicles.origin_link[v], vehicles.destination_link[v]] as const;
    const best = routes.earliest(...ends, entered_s[v], vehicles.vehicle_class[v], timeOf) ?? own;
    const [own_s, best_s] = [own, best].map((turns) => timeAlong(turns, entered_s[v], timeOf));
    sum.looked++;
    sum.own += own_s;
    sum.best += Math.min(own_s, best_s);
    if (best_s < own_s) replanned.set(v, best);
  }
  const { own, best, looked, trips, finished } = sum;
  const round = {
    gap: (own - best) / own,
    looked,
    changed: replanned.size,
    mean_trip_s: trips / finished,
    finished,
  };
  return { round, replanned };
}

/** Turns of a vehicle's own route, the last leading out of the network. */
function routeOf(
  { route_start, route_turn }: SimVehicles,
  { turn_count }: SimNetwork,
  vehicle: number,
): number[] {
  const turns: number[] = [];
  for (let at = route_start[vehicle]; ; at++) {
    turns.push(route_turn[at]);
    if (route_turn[at] >= turn_count) return turns;
  }
}

function withRoutes(vehicles: SimVehicles, replanned: Replanned): SimVehicles {
  const route_start = vehicles.route_start.slice();
  const added: number[] = [];
  for (const [vehicle, turns] of replanned) {
    route_start[vehicle] = vehicles.route_turn.length + added.length;
    for (const turn of turns) added.push(turn);
  }
  const route_turn = new Int32Array(vehicles.route_turn.length + added.length);
  route_turn.set(vehicles.route_turn);
  route_turn.set(added, vehicles.route_turn.length);
  return { ...vehicles, route_start, route_turn };
}
