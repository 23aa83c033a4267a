import type { LinkInterval } from '../link-intervals.ts';
import type { Simulation } from '../simulation.ts';
import type { CompiledScenario } from './compile-scenario.ts';
import type { LinkQueue } from './queue-samples.ts';

/** Sums over trips. Times from departure to arrival, or to the end of the run for those under way. */
export interface TripTotals {
  readonly trips: number;
  readonly finished: number;
  /** Veh·s, waiting before the first link included. */
  readonly travel_time_s: number;
  /** Above free flow, veh·s, waiting before the first link included. */
  readonly delay_s: number;
  /** The part of the delay before the first link, veh·s. */
  readonly entry_delay_s: number;
  readonly distance_km: number;
  /** Of finished trips; null without any. */
  readonly mean_travel_time_s: number | null;
  readonly mean_delay_s: number | null;
  readonly longest_travel_time_s: number | null;
  readonly mean_speed_kmh: number | null;
}

export interface ScenarioSummary extends TripTotals {
  readonly on_network: number;
  readonly waiting_to_enter: number;
  /** Departures after the end of the run. */
  readonly not_departed: number;
  readonly reroutes: number;
  readonly deadlocks: number;
  readonly deadlock_releases: number;
}

export interface LinkIntervalResult {
  readonly start_s: number;
  readonly end_s: number;
  readonly entered: number;
  readonly left: number;
  readonly inflow_vph: number;
  readonly outflow_vph: number;
  /** Over all lanes, veh/km. */
  readonly density_vpkm: number;
  /** Mean over the vehicles on the link (Edie); null when it was empty. */
  readonly speed_kmh: number | null;
  /** Of those who left. */
  readonly mean_travel_time_s: number | null;
  readonly mean_delay_s: number | null;
  /** At the end of the interval. */
  readonly queue_vehicles: number;
  readonly queue_length_m: number;
}

export interface LinkResult {
  readonly id: string;
  readonly entered: number;
  readonly left: number;
  readonly mean_travel_time_s: number | null;
  readonly mean_delay_s: number | null;
  readonly longest_queue_vehicles: number;
  readonly longest_queue_m: number;
  readonly intervals: readonly LinkIntervalResult[];
}

export interface TripResult {
  readonly id: string;
  readonly demand: string;
  readonly class: string;
  readonly depart_s: number;
  /** Null while it waits to enter. */
  readonly entered_s: number | null;
  readonly arrived_s: number | null;
  readonly travel_time_s: number | null;
  readonly delay_s: number | null;
  readonly distance_m: number;
}

export interface ScenarioResult {
  readonly name?: string;
  readonly seed: number;
  readonly start_s: number;
  readonly end_s: number;
  readonly summary: ScenarioSummary;
  readonly demand: readonly ({ readonly id: string } & TripTotals)[];
  readonly links: readonly LinkResult[];
  readonly deadlocks: readonly { readonly at_s: number; readonly links: readonly string[] }[];
  readonly trips?: readonly TripResult[];
}

/** Instant at which a vehicle left its connector, or entered its first link when it has none. */
type EntryTimes = Float64Array;

export function tripResults(
  { vehicles, state, options }: Simulation,
  { source }: CompiledScenario,
  entered_s: EntryTimes,
): TripResult[] {
  const { arrived_s, free_flow_s, driven_m } = state.columns;
  return Array.from({ length: vehicles.vehicle_count }, (_, v) => {
    const travel_s = arrived_s[v] - vehicles.depart_s[v];
    return {
      id: vehicles.vehicle_id[v],
      demand: source[v],
      class: options.classes[vehicles.vehicle_class[v]].id,
      depart_s: vehicles.depart_s[v],
      entered_s: orNull(entered_s[v]),
      arrived_s: orNull(arrived_s[v]),
      travel_time_s: orNull(rounded(travel_s)),
      delay_s: orNull(rounded(travel_s - free_flow_s[v])),
      distance_m: rounded(driven_m[v]),
    };
  });
}

/** Sums over vehicles. */
export function tripTotals(simulation: Simulation, entered_s: EntryTimes, who: Iterable<number>): TripTotals {
  const { vehicles, state, now_s } = simulation;
  const { arrived_s, free_flow_s, driven_m } = state.columns;
  const sum = { trips: 0, finished: 0, travel: 0, delay: 0, entry: 0, metres: 0 };
  const done = { travel: 0, delay: 0, metres: 0, longest: 0 };
  for (const v of who) {
    sum.trips++;
    const depart_s = vehicles.depart_s[v];
    if (depart_s > now_s) continue;
    const isDone = !Number.isNaN(arrived_s[v]);
    const travel_s = (isDone ? arrived_s[v] : now_s) - depart_s;
    sum.travel += travel_s;
    sum.entry += Number.isNaN(entered_s[v]) ? travel_s : Math.max(0, entered_s[v] - depart_s);
    sum.metres += driven_m[v];
    // Who is under way has part of the free time of its link still before it.
    sum.delay += isDone ? travel_s - free_flow_s[v] : delayUnderWay(simulation, v, travel_s);
    if (!isDone) continue;
    sum.finished++;
    done.travel += travel_s;
    done.delay += travel_s - free_flow_s[v];
    done.metres += driven_m[v];
    done.longest = Math.max(done.longest, travel_s);
  }
  const mean = (total: number) => (sum.finished > 0 ? rounded(total / sum.finished) : null);
  return {
    trips: sum.trips,
    finished: sum.finished,
    travel_time_s: rounded(sum.travel),
    delay_s: rounded(sum.delay),
    entry_delay_s: rounded(sum.entry),
    distance_km: rounded(sum.metres / 1000),
    mean_travel_time_s: mean(done.travel),
    mean_delay_s: mean(done.delay),
    longest_travel_time_s: sum.finished > 0 ? rounded(done.longest) : null,
    mean_speed_kmh: done.travel > 0 ? rounded((done.metres / done.travel) * 3.6) : null,
  };
}

function delayUnderWay({ state, now_s }: Simulation, vehicle: number, travel_s: number): number {
  const { free_flow_s, ready_s, entered_s } = state.columns;
  if (Number.isNaN(entered_s[vehicle])) return travel_s;
  const ahead_s = Math.max(0, ready_s[vehicle] - now_s);
  return Math.max(0, travel_s - free_flow_s[vehicle] + ahead_s);
}

/** Results of one link from what was gathered over the intervals. */
export function linkResult(
  { network }: Simulation,
  link: number,
  intervals: readonly LinkInterval[],
  queues: readonly (readonly LinkQueue[])[],
  longest: LinkQueue,
): LinkResult {
  const free_s = network.link_length_m[link] / network.link_speed_mps[link];
  const total = (column: 'entered' | 'left' | 'travel_s') =>
    intervals.reduce((sum, interval) => sum + interval[column][link], 0);
  const left = total('left');
  const mean_s = left > 0 ? total('travel_s') / left : null;
  return {
    id: network.link_id[link],
    entered: total('entered'),
    left,
    mean_travel_time_s: mean_s === null ? null : rounded(mean_s),
    mean_delay_s: mean_s === null ? null : rounded(mean_s - free_s),
    longest_queue_vehicles: longest.vehicles,
    longest_queue_m: rounded(longest.length_m),
    intervals: intervals.map((interval, i) =>
      intervalResult(interval, link, network.link_length_m[link], free_s, queues[i]?.[link]),
    ),
  };
}

function intervalResult(
  { from_s, to_s, entered, left, vehicle_s, travel_s }: LinkInterval,
  link: number,
  length_m: number,
  free_s: number,
  queue: LinkQueue | undefined,
): LinkIntervalResult {
  const span_s = to_s - from_s;
  const driven_m = (length_m * (entered[link] + left[link])) / 2;
  const mean_s = left[link] > 0 ? travel_s[link] / left[link] : null;
  return {
    start_s: from_s,
    end_s: to_s,
    entered: entered[link],
    left: left[link],
    inflow_vph: rounded((entered[link] / span_s) * 3600),
    outflow_vph: rounded((left[link] / span_s) * 3600),
    density_vpkm: rounded((vehicle_s[link] / span_s / length_m) * 1000),
    speed_kmh:
      vehicle_s[link] > 0 ? rounded(Math.min(driven_m / vehicle_s[link], length_m / free_s) * 3.6) : null,
    mean_travel_time_s: mean_s === null ? null : rounded(mean_s),
    mean_delay_s: mean_s === null ? null : rounded(mean_s - free_s),
    queue_vehicles: queue?.vehicles ?? 0,
    queue_length_m: rounded(queue?.length_m ?? 0),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** To a thousandth, so that results can be read and compared. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
