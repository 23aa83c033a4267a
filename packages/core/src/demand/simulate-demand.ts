import { hash01 } from '../random/index.ts';
import {
  type SimNetwork,
  type SimObserver,
  type SimOptions,
  Simulation,
  VehicleTable,
} from '../simulation/index.ts';
import { countIndex, type DetectorCount, type Periods, periodOf, type SeenTrips } from './seen-trips.ts';
import { ColumnBuilder, type SparseColumns } from './sparse-columns.ts';

export interface DemandRun {
  /** Share of the vehicles of each trip that is part of each count. */
  readonly passages: SparseColumns;
  /** Vehicles that entered each link in each period, at `link * periods + period`. */
  readonly entered: Uint32Array;
  readonly vehicle_count: number;
  readonly arrived: number;
  readonly deadlock_releases: number;
}

/** Purposes of random numbers. */
const DRAW = { whole: 61, depart: 62 } as const;
const LONGEST_AFTER_S = 4 * 3600;
const STEP_S = 600;

export interface DemandToRun {
  readonly trips: SeenTrips;
  readonly counts: readonly DetectorCount[];
  readonly periods: Periods;
  /** Periods within which vehicles set out, where they are not those of the counts. */
  readonly depart?: Periods;
}

/**
 * Simulates a demand: each trip by as many vehicles as it stands for, which set out within its period. Says which counts they became part
 * of: queues make them later than the trips that were seen.
 *
 * @param network whose links have the numbers of those of the trips
 */
export function simulateDemand(
  network: SimNetwork,
  { trips, counts, periods, depart = periods }: DemandToRun,
  stands_for: Float64Array,
  options: Partial<SimOptions> & { readonly seed: number },
): DemandRun {
  const { vehicles, trip_of } = vehiclesOf(network, trips, depart, stands_for, options.seed);
  const simulation = new Simulation(network, vehicles, { start_s: periods.start_s, ...options });
  const watch = new Watch(network.link_count, counts, periods, trip_of);
  simulation.observer = watch;
  const last_s = periods.start_s + periods.length_s * periods.count + LONGEST_AFTER_S;
  while (!simulation.isEmpty && simulation.now_s < last_s) simulation.run(simulation.now_s + STEP_S);
  return {
    passages: watch.passages(trips.offset.length - 1),
    entered: watch.entered,
    vehicle_count: vehicles.vehicle_count,
    arrived: simulation.count('arrived'),
    deadlock_releases: simulation.count('releases'),
  };
}

function vehiclesOf(
  network: SimNetwork,
  trips: SeenTrips,
  periods: Periods,
  stands_for: Float64Array,
  seed: number,
) {
  const table = new VehicleTable(network);
  const trip_of: number[] = [];
  for (let trip = 0; trip < stands_for.length; trip++) {
    const whole = Math.floor(stands_for[trip] + hash01(seed, trip, 0, DRAW.whole));
    let first = -1;
    for (let n = 0; n < whole; n++) {
      const depart_s = departure(trips.depart_s[trip], periods, hash01(seed, trip, n, DRAW.depart));
      const vehicle = { id: `${trip}.${n}`, depart_s };
      if (first < 0)
        first = table.addRouted(vehicle, [
          ...trips.link.subarray(trips.offset[trip], trips.offset[trip + 1]),
        ]);
      else table.addLike(vehicle, first);
      trip_of.push(trip);
    }
  }
  return { vehicles: table.build(), trip_of: Uint32Array.from(trip_of) };
}

/** Any time within the period in which the trip was seen to set out. */
function departure(seen_s: number, { start_s, length_s }: Periods, draw: number): number {
  return start_s + (Math.floor((seen_s - start_s) / length_s) + draw) * length_s;
}

/** Notes which counts vehicles become part of. */
class Watch implements SimObserver {
  readonly entered: Uint32Array;
  readonly #counts: readonly DetectorCount[];
  readonly #find: ReturnType<typeof countIndex>;
  readonly #periods: Periods;
  readonly #trip_of: Uint32Array;
  readonly #passed: [count: number, trip: number][] = [];

  constructor(link_count: number, counts: readonly DetectorCount[], periods: Periods, trip_of: Uint32Array) {
    this.entered = new Uint32Array(link_count * periods.count);
    this.#counts = counts;
    this.#find = countIndex(counts, periods);
    this.#periods = periods;
    this.#trip_of = trip_of;
  }

  enter(link: number, vehicle: number, at_s: number): void {
    const period = periodOf(this.#periods, at_s);
    if (period < 0) return;
    this.entered[link * this.#periods.count + period]++;
    const count = this.#find(link, period);
    if (count !== undefined) this.#passed.push([count, this.#trip_of[vehicle]]);
  }

  leave(): void {
    // Counts are of those who enter.
  }

  passages(trip_count: number): SparseColumns {
    const vehicles = new Uint32Array(trip_count);
    for (const trip of this.#trip_of) vehicles[trip]++;
    const builder = new ColumnBuilder(this.#counts.length, trip_count);
    for (const [count, trip] of this.#passed) builder.add(count, trip, 1 / vehicles[trip]);
    return builder.build();
  }
}
