import {
  DEMAND_DOUBTS,
  type DemandDoubts,
  type DetectorCount,
  estimateDemand,
  expandTrips,
  mergeZones,
  type Periods,
  passagesSeen,
  type SeenTrips,
  simulateDemand,
  timesColumns,
} from '@opentocc/core/demand';
import { hash01 } from '@opentocc/core/random';
import type { SimNetwork, SimOptions } from '@opentocc/core/simulation';
import {
  countPassages,
  detectorCounts,
  hourly,
  type Passages,
  type Places,
  placeDetectors,
  squares,
  timesAgain,
  tripsOf,
} from './seen-city.ts';

const ZONE_M = 1500;
const APART_M = 400;
const LEAST_TRIPS = 20;
const MOST_DETECTORS = 300;
/** Detectors stand where at least this flow passes, veh/h. */
const LEAST_VPH = 100;
/** Share of vehicles that report, by zone: from 0.5 to 1.5 times the mean. */
const SPREAD = 1;
const OUTER_ROUNDS = 2;

/** What one trial knows, and what it is judged by. */
export interface Trial {
  readonly network: SimNetwork;
  readonly options: Partial<SimOptions>;
  readonly places: Places;
  readonly passages: Passages;
  readonly entered: Float64Array;
  readonly periods: Periods;
  readonly share_seen: number;
  readonly seed: number;
  readonly doubts?: DemandDoubts;
}

export interface Outcome {
  readonly name: string;
  readonly made_vph: number[];
}

export interface TrialResult {
  readonly seen_vph: number[];
  readonly outcomes: Outcome[];
  readonly facts: {
    readonly trips: number;
    readonly zones: number;
    readonly used: number;
    readonly held_out: number;
  };
}

/** Draws probes and detectors, estimates the demand from them, and says what it makes of the detectors held out. */
export function runTrial(trial: Trial, withSimulation: boolean): TrialResult {
  const { network, places, passages, entered, periods, seed } = trial;
  const { trips, zone_count } = drawTrips(trial);
  const candidates = [...Array(network.link_count).keys()].filter((link) =>
    hourly(entered, [link], periods).every((vph) => vph >= LEAST_VPH),
  );
  const detectors = placeDetectors(places, candidates, { most: MOST_DETECTORS, apart_m: APART_M, seed });
  const counts = detectorCounts(entered, detectors.used, periods);
  const held = detectorCounts(entered, detectors.held_out, periods);
  const flows = (made: ArrayLike<number>) => hourlyOf(made, detectors.held_out.length, periods);
  const estimate = estimator(trial, trips, zone_count, counts, held);
  const whole = detectors.held_out;
  const again = countPassages(passages, network.link_count, periods, (vehicle) => timesAgain(seed, vehicle));
  const outcomes: Outcome[] = [
    { name: 'probes over the assumed share', made_vph: flows(estimate.assumed) },
    { name: 'probes, one factor for all', made_vph: flows(estimate.scaled) },
    { name: 'mean of the three nearest detectors', made_vph: nearest(trial, detectors.used, whole) },
    { name: 'probes by the ratio of links', made_vph: flows(estimate.expanded) },
    { name: 'ours', made_vph: flows(estimate.estimated) },
  ];
  if (withSimulation)
    outcomes.push({ name: `ours, ${OUTER_ROUNDS} rounds with the simulator`, made_vph: estimate.simulate() });
  outcomes.push({
    name: 'noise floor: the same demand drawn again',
    made_vph: hourly(again, whole, periods),
  });
  return {
    seen_vph: hourly(entered, whole, periods),
    outcomes,
    facts: {
      trips: trips.origin.length,
      zones: zone_count,
      used: detectors.used.length,
      held_out: whole.length,
    },
  };
}

function drawTrips({ network, places, passages, share_seen, seed }: Trial) {
  const square = squares(places, network, ZONE_M);
  const first = new Map<number, number>();
  for (let i = 0; i < passages.link.length; i++)
    if (!first.has(passages.vehicle[i])) first.set(passages.vehicle[i], passages.link[i]);
  const shareOf = (zone: number) => share_seen * (1 + SPREAD * (hash01(seed, zone, 0, 9) - 0.5));
  const isSeen = (vehicle: number) =>
    hash01(seed, vehicle, 0, 10) < shareOf(square.zone_of[first.get(vehicle) ?? 0]);
  const drawn = tripsOf(passages, square.zone_of, isSeen);
  const merged = mergeZones(middles(square, places, drawn), LEAST_TRIPS);
  const zone = (of: Uint16Array) => of.map((one) => merged[one]);
  return {
    trips: { ...drawn, origin: zone(drawn.origin), destination: zone(drawn.destination) },
    zone_count: new Set(merged).size,
  };
}

function middles(
  { zone_of, count }: ReturnType<typeof squares>,
  { x_m, y_m }: Places,
  { origin }: SeenTrips,
) {
  const [x, y, links, trips] = [0, 1, 2, 3].map(() => new Float64Array(count));
  zone_of.forEach((zone, link) => {
    x[zone] += x_m[link];
    y[zone] += y_m[link];
    links[zone]++;
  });
  for (const zone of origin) trips[zone]++;
  return {
    x_m: x.map((sum, zone) => sum / links[zone]),
    y_m: y.map((sum, zone) => sum / links[zone]),
    trips,
  };
}

function estimator(
  trial: Trial,
  trips: SeenTrips,
  zone_count: number,
  counts: DetectorCount[],
  held: DetectorCount[],
) {
  const { periods, network, options, seed, share_seen } = trial;
  const doubts = trial.doubts ?? DEMAND_DOUBTS;
  const seen_held = passagesSeen(trips, held, periods);
  const one = (stands_for: number) =>
    timesColumns(seen_held, new Float64Array(trips.origin.length).fill(stands_for));
  const { stands_for, ratio } = expandTrips(trips, counts, periods, share_seen);
  const input = { trips, zone_count, counts, periods, stands_for, doubts };
  const first = estimateDemand({ ...input, passages: passagesSeen(trips, counts, periods) });
  return {
    assumed: one(1 / ASSUMED_SHARE),
    scaled: one(1 / ratio),
    expanded: timesColumns(seen_held, stands_for),
    estimated: timesColumns(seen_held, first.stands_for),
    simulate(): number[] {
      let present = first;
      const all = [...counts, ...held];
      for (let round = 0; round < OUTER_ROUNDS; round++) {
        const { passages } = simulateDemand(network, { trips, counts, periods }, present.stands_for, {
          ...options,
          seed,
        });
        present = estimateDemand({ ...input, passages });
      }
      const last = simulateDemand(network, { trips, counts: all, periods }, present.stands_for, {
        ...options,
        seed,
      });
      return hourly(last.entered, [...new Set(held.map(({ link }) => link))], periods);
    },
  };
}

/** What somebody would assume who cannot know: twice the mean share that reports. */
const ASSUMED_SHARE = 0.1;

/** Counts of one link after the other as hourly flows. */
const hourlyOf = (made: ArrayLike<number>, links: number, periods: Periods): number[] =>
  hourly(made, [...Array(links).keys()], periods);

function nearest(
  { places: { x_m, y_m }, entered, periods }: Trial,
  used: readonly number[],
  held_out: readonly number[],
) {
  return held_out.flatMap((link) => {
    const away = (other: number) => Math.hypot(x_m[link] - x_m[other], y_m[link] - y_m[other]);
    const near = [...used].sort((a, b) => away(a) - away(b)).slice(0, 3);
    const flows = near.map((other) => hourly(entered, [other], periods));
    return flows[0].map((_, hour) => flows.reduce((sum, own) => sum + own[hour], 0) / flows.length);
  });
}
