import { type RobustProblem, solveRobust } from './robust-least-squares.ts';
import { countIndex, type DetectorCount, type Periods, periodOf, type SeenTrips } from './seen-trips.ts';
import { ColumnBuilder, type SparseColumns, timesColumns } from './sparse-columns.ts';

export interface DemandInput {
  readonly trips: SeenTrips;
  readonly zone_count: number;
  readonly counts: readonly DetectorCount[];
  readonly periods: Periods;
  /** Vehicles that each trip stands for beforehand: see {@link expandTrips}. */
  readonly stands_for: Float64Array;
  /** Column for each trip: the share of its vehicles that is part of each count. */
  readonly passages: SparseColumns;
  readonly doubts?: DemandDoubts;
}

/** Standard deviations of what is held beforehand, as shares. */
export interface DemandDoubts {
  /** Of the vehicles that set out in a zone in a period. */
  readonly generation: number;
  /** Of the share of these that goes to a zone, all day. */
  readonly share: number;
  /** Of what one seen trip stands for: one vehicle of n that drive alike is seen by chance. */
  readonly route: number;
  /** Of a count, beside the chance of whole vehicles. */
  readonly count: number;
}

/** The best of twelve on one draw of probes and detectors of Porto Alegre (`npm run bench -- demand --set`), 2026-11-27; judged on other draws. */
export const DEMAND_DOUBTS: DemandDoubts = { generation: 0.2, share: 0.1, route: 0.7, count: 0.05 };

export interface EstimatedDemand {
  /** Vehicles that each trip stands for. */
  readonly stands_for: Float64Array;
  /** What the estimate says of each count. */
  readonly estimated: Float64Array;
  /** Weight of each count, 0–1: near 0 it is an outlier, or a lower bound that is met. */
  readonly weight: Float64Array;
  /** Generation of each zone and period against what was held, at `zone * periods + period`. */
  readonly generation: Float64Array;
}

const ROUNDS = 6;
/** Most that a round multiplies a factor by, and the least is its inverse. */
const MOST_STEP = 2;
const MOST_FACTOR = 20;

/**
 * Demand from counts: the vehicles of a trip are what it stands for × generation of its zone and quarter-hour × share of its
 * destination × its own chance, each held to be 1 with a doubt. The product is met in a few rounds of bounded least squares in all
 * factors at once (Gauss–Newton with a bounded step): one after the other, generation would take what is the chance of routes.
 */
export function estimateDemand(input: DemandInput): EstimatedDemand {
  const { counts, stands_for, passages } = input;
  const doubts = input.doubts ?? DEMAND_DOUBTS;
  const levels = levelsOf(input, doubts);
  const present = stands_for.slice();
  let weight: Float64Array = new Float64Array(counts.length);
  for (let round = 0; round < ROUNDS && counts.length > 0; round++) {
    const solution = solveRobust(problemOf(levels, present, passages, counts, doubts));
    weight = solution.weight;
    apply(levels, solution.x, stands_for, present);
  }
  return {
    stands_for: present,
    estimated: timesColumns(passages, present),
    weight,
    generation: levels[0].factor,
  };
}

/** Factors of one kind. */
interface Level {
  /** Which of them each trip has. */
  readonly of_trip: Uint32Array;
  readonly factor: Float64Array;
  readonly doubt: number;
}

function levelsOf({ trips, zone_count, periods }: DemandInput, doubts: DemandDoubts): Level[] {
  const { origin, destination, depart_s } = trips;
  const last = periods.count - 1;
  const within = (at_s: number) => {
    const period = periodOf(periods, at_s);
    return period >= 0 ? period : at_s < periods.start_s ? 0 : last;
  };
  const level = (of: (zone: number, trip: number) => number, size: number, doubt: number): Level => ({
    ...{ of_trip: Uint32Array.from(origin, of), factor: new Float64Array(size).fill(1), doubt },
  });
  return [
    level(
      (zone, trip) => zone * periods.count + within(depart_s[trip]),
      zone_count * periods.count,
      doubts.generation,
    ),
    level((zone, trip) => zone * zone_count + destination[trip], zone_count ** 2, doubts.share),
    level((_, trip) => trip, origin.length, doubts.route),
  ];
}

/** Unknown is what each factor grows by, as a share of what it is now. */
function problemOf(
  levels: readonly Level[],
  present: Float64Array,
  { offset, row, value }: SparseColumns,
  counts: readonly DetectorCount[],
  { count: doubt }: DemandDoubts,
): RobustProblem {
  const starts = startsOf(levels);
  const unknowns = starts[levels.length];
  const builder = new ColumnBuilder(counts.length, unknowns);
  const missing = Float64Array.from(counts, ({ vehicles }) => vehicles);
  for (let trip = 0; trip < present.length; trip++)
    for (let at = offset[trip]; at < offset[trip + 1]; at++) {
      const vehicles = value[at] * present[trip];
      missing[row[at]] -= vehicles;
      for (const [i, { of_trip }] of levels.entries())
        builder.add(row[at], starts[i] + of_trip[trip], vehicles);
    }
  const column = (of: (factor: number, doubt: number) => number) =>
    Float64Array.from(
      levels.flatMap((level) => Array.from(level.factor, (factor) => of(factor, level.doubt))),
    );
  return {
    seen: builder.build(),
    observed: missing,
    observed_sd: Float64Array.from(counts, ({ vehicles }) =>
      Math.sqrt(Math.max(1, vehicles) + (doubt * vehicles) ** 2),
    ),
    is_least: Uint8Array.from(counts, ({ isLeast }) => (isLeast ? 1 : 0)),
    prior: column((factor) => 1 / factor - 1),
    prior_sd: column((factor, sd) => sd / factor),
    least: new Float64Array(unknowns).fill(1 / MOST_STEP - 1),
    most: new Float64Array(unknowns).fill(MOST_STEP - 1),
  };
}

/** Where the factors of each kind begin among the unknowns, and how many there are. */
function startsOf(levels: readonly Level[]): number[] {
  const starts = [0];
  for (const { factor } of levels) starts.push(starts[starts.length - 1] + factor.length);
  return starts;
}

function apply(
  levels: readonly Level[],
  grown: Float64Array,
  before: Float64Array,
  present: Float64Array,
): void {
  const starts = startsOf(levels);
  levels.forEach(({ factor }, i) => {
    for (let k = 0; k < factor.length; k++)
      factor[k] = Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, factor[k] * (1 + grown[starts[i] + k])));
  });
  for (let trip = 0; trip < present.length; trip++)
    present[trip] = levels.reduce(
      (vehicles, { factor, of_trip }) => vehicles * factor[of_trip[trip]],
      before[trip],
    );
}

/** Shares of counts by trip as the trips themselves drove: 1 where it passed. */
export function passagesSeen(
  trips: SeenTrips,
  counts: readonly DetectorCount[],
  periods: Periods,
): SparseColumns {
  const find = countIndex(counts, periods);
  const trip_count = trips.offset.length - 1;
  const builder = new ColumnBuilder(counts.length, trip_count);
  for (let trip = 0; trip < trip_count; trip++)
    for (let at = trips.offset[trip]; at < trips.offset[trip + 1]; at++) {
      const i = find(trips.link[at], periodOf(periods, trips.entered_s[at]));
      if (i !== undefined) builder.add(i, trip, 1);
    }
  return builder.build();
}
