import type { StudyResult, StudyScenario } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import { harmedRoads } from './harmed-roads.ts';
import { findJunctionName } from './junction-name.ts';
import { type Kpi, kpisOf, kpiValue } from './kpis.ts';
import { linkSpeeds } from './link-speeds.ts';
import type { FollowedRoute, Preparation, RunOutcome, Scenario } from './model.ts';
import { roadDelays } from './road-delays.ts';
import { roadForecast } from './road-forecast.ts';
import { routeTimes } from './route-times.ts';
import { rounded, type Spread, spreadOf, verdictOf } from './spread.ts';

/** Raised whenever an equal question may have another answer. */
export const ENGINE_VERSION = '4';
/** From how many vehicle-hours on a difference is worth acting on, and as a share of all in the area. Assumed, 2026-11-27. */
export const COUNTS_FROM = { vehicle_hours: 5, share: 0.005 } as const;
/** A shorter queue than this is a vehicle that passes, m. */
const NO_QUEUE_M = 30;

export interface SummaryInput {
  readonly network: RoadNetwork;
  readonly base_ms: number;
  /** Of the state from which demand was estimated. */
  readonly demand_version: string;
  readonly preparation: Preparation;
  readonly outcomes: readonly RunOutcome[];
  /** By link of the city. */
  readonly free_flow_kmh: Float32Array;
  /** Index of the traffic state, 1 free … 5 severe. */
  stateOf(speed_kmh: number, free_flow_kmh: number): number;
}

/** What the runs so far say: every scenario over those seeds that all scenarios have run. */
export function summarise(input: SummaryInput): StudyResult {
  const { network, base_ms, preparation } = input;
  const { links, radius_m, signals, assumed_signals, calibration, fit, horizon_min, places } = preparation;
  const runs = commonSeeds(input);
  const nothing = runs.get('none') ?? [];
  const counts_from_vehicle_hours = Math.round(10 * countsFrom(nothing)) / 10;
  const times = preparation.routes.map((route) => timesOf(input, route));
  const kpis = kpisOf(
    counts_from_vehicle_hours,
    places.length > 0,
    preparation.routes.map(({ name }, i) => ({ name, of: (run) => meanOf(times[i](run)) })),
  );
  const scenarios = preparation.scenarios.map((scenario) =>
    scenarioOf(input, {
      ...{ scenario, outcomes: runs.get(scenario.key) ?? [], nothing, kpis, times },
      counts_from: counts_from_vehicle_hours,
    }),
  );
  return {
    engine_version: ENGINE_VERSION,
    parameters_version: preparation.figures_version,
    network_version: network.meta.version,
    ...{ base_ms, horizon_min, places: [...places], counts_from_vehicle_hours },
    demand_version: input.demand_version,
    routes: preparation.routes.map((route) => publishedRoute(network, route)),
    kpis: kpis.map(({ of: _, ...kpi }) => kpi),
    ...{ radius_m, links: [...links], signals, assumed_signals, calibration, fit },
    scenarios: scenarios.sort((a, b) => placeOf(a) - placeOf(b)),
    ...forecastOf(input, nothing, runs.get('undisturbed') ?? []),
  };
}

/** With two seeds and more, which have a band, and a place towards which roads lead. */
function forecastOf(
  { network, preparation: { links, places, horizon_min }, free_flow_kmh }: SummaryInput,
  nothing: readonly RunOutcome[],
  undisturbed: readonly RunOutcome[],
): Pick<StudyResult, 'forecast'> {
  const [place] = places;
  if (!place || nothing.length < 2) return {};
  const input = { network, links, place, horizon_min, free_flow_kmh, nothing, undisturbed };
  return { forecast: roadForecast(input) };
}

/** Runs by scenario, of the seeds that every scenario has; in the order of the seeds. */
function commonSeeds({ preparation, outcomes }: SummaryInput): Map<string, RunOutcome[]> {
  const keys = preparation.scenarios.map(({ key }) => key);
  const seeds = [...new Set(outcomes.map(({ seed }) => seed))].sort((a, b) => a - b);
  const find = (key: string, seed: number) =>
    outcomes.find((outcome) => outcome.key === key && outcome.seed === seed);
  const common = seeds.filter((seed) => keys.every((key) => find(key, seed)));
  return new Map(keys.map((key) => [key, common.flatMap((seed) => find(key, seed) ?? [])]));
}

/** Doing nothing first, then measures by what they save, the roads without the incident last. */
function placeOf({ kind, saved_vehicle_hours }: StudyScenario): number {
  if (kind === 'none') return -Infinity;
  return kind === 'undisturbed' ? Infinity : -(saved_vehicle_hours?.mean ?? 0);
}

function countsFrom(nothing: readonly RunOutcome[]): number {
  const whole = spreadOf(nothing.map(({ vehicle_h }) => vehicle_h)).mean;
  return Math.max(COUNTS_FROM.vehicle_hours, COUNTS_FROM.share * whole);
}

interface ScenarioRuns {
  readonly scenario: Scenario;
  readonly outcomes: readonly RunOutcome[];
  /** Runs of doing nothing, with the same seeds. */
  readonly nothing: readonly RunOutcome[];
  readonly counts_from: number;
  readonly kpis: readonly Kpi[];
  /** Travel times of each route in a run by minute of departure, s. */
  readonly times: readonly ((run: RunOutcome) => readonly number[])[];
}

function scenarioOf(
  input: SummaryInput,
  { scenario, outcomes: runs, nothing, counts_from, kpis, times }: ScenarioRuns,
): StudyScenario {
  const { key, kind, name } = scenario;
  const { horizon_min, places, links } = input.preparation;
  const before = kind === 'none' ? null : nothing;
  const { speed_kmh, speeds, halves } = linkSpeeds(runs, links.length, horizon_min);
  const tails_m = runs.map((run) => run.tails_m[0] ?? new Float32Array(horizon_min));
  const saved =
    kind === 'none' ? null : over(runs, ({ vehicle_h }, i) => (nothing[i]?.vehicle_h ?? 0) - vehicle_h);
  const cleared = tails_m.flatMap((tail_m) => clearedAt(tail_m) ?? []);
  return {
    ...{ key, kind, name },
    seeds: runs.length,
    vehicle_hours: over(runs, ({ vehicle_h }) => vehicle_h),
    saved_vehicle_hours: saved,
    verdict: saved ? verdictOf(saved, counts_from) : 'no_difference',
    tail_m: bandOf(tails_m),
    other_tails: places.slice(1).map((_, i) => bandOf(runs.map((run) => run.tails_m[i + 1]))),
    longest_m: rounded(spreadOf(tails_m.map((tail_m) => Math.max(...tail_m)))),
    reached: reachedOf(input.network, runs),
    clears_min: cleared.length > 0 ? rounded(spreadOf(cleared)) : null,
    clears_in: cleared.length,
    waiting: over(runs, ({ waiting }) => waiting),
    reroutes: over(runs, ({ reroutes }) => reroutes),
    given_up: over(runs, ({ given_up }) => given_up),
    deadlocks: over(runs, ({ deadlocks }) => deadlocks),
    releases: over(runs, ({ releases }) => releases),
    kpis: kpis.map((kpi) => kpiValue(kpi, runs, before)),
    route_times_s: times.map((of) => bandOf(runs.map(of))),
    roads: roadDelays({ ...input, links }, runs, before),
    harmed: harmedRoads(input.network, links, runs, nothing),
    states: base64(statesOf(input, speed_kmh)),
    speeds: base64(speeds),
    speed_halves: base64(halves),
  };
}

const over = (runs: readonly RunOutcome[], of: (run: RunOutcome, i: number) => number): Spread =>
  rounded(spreadOf(runs.map(of)));

/** Of each minute over the seeds. */
function bandOf(rows: readonly ArrayLike<number>[]): StudyScenario['tail_m'] {
  const minutes = Array.from(rows[0] ?? [], (_, minute) => rows.map((row) => row[minute]));
  return {
    mean: minutes.map((tails) => Math.round(spreadOf(tails).mean)),
    low: minutes.map((tails) => Math.round(Math.min(...tails))),
    high: minutes.map((tails) => Math.round(Math.max(...tails))),
  };
}

/** Minute from which no queue stands any more; undefined when one stands at the end. */
function clearedAt(tail_m: Float32Array): number | undefined {
  const last = tail_m.findLastIndex((tail) => tail >= NO_QUEUE_M);
  return last + 1 < tail_m.length ? last + 1 : undefined;
}

/** Junctions by name: an interchange of several nodes counts once, from when the first of them was reached. */
function reachedOf(network: RoadNetwork, runs: readonly RunOutcome[]): StudyScenario['reached'] {
  const junctions = new Map<string, { readonly node: number; readonly minutes: number[] }>();
  for (const { reached } of runs) {
    const first = new Map<string, number>();
    for (const [node, minute] of reached) {
      const name = findJunctionName(network, node);
      if (name === undefined || first.has(name)) continue;
      first.set(name, minute);
      junctions.set(name, junctions.get(name) ?? { node, minutes: [] });
    }
    for (const [name, minute] of first) junctions.get(name)?.minutes.push(minute);
  }
  return [...junctions]
    .map(([name, { node, minutes }]) => ({
      ...{ node, name, minute: rounded(spreadOf(minutes)), seeds: minutes.length },
    }))
    .filter(({ seeds }) => seeds * 2 > runs.length)
    .sort((a, b) => a.minute.mean - b.minute.mean || a.node - b.node);
}

/** States by minute and link. */
function statesOf(
  { preparation: { links }, free_flow_kmh, stateOf }: SummaryInput,
  speed_kmh: Float32Array,
): Uint8Array {
  return Uint8Array.from(speed_kmh, (speed, at) =>
    Number.isNaN(speed) ? 0 : stateOf(speed, free_flow_kmh[links[at % links.length]]),
  );
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** How long a route takes in a run, made once for each run. */
function timesOf({ network, preparation, free_flow_kmh }: SummaryInput, route: FollowedRoute) {
  const { links, horizon_min } = preparation;
  const row = new Map([...links].map((link, i) => [link, i]));
  const places = { row, link_length_m: network.link_length_m, free_flow_kmh, horizon_min };
  const known = new Map<RunOutcome, number[]>();
  return (run: RunOutcome): readonly number[] => {
    const times = known.get(run) ?? routeTimes(run, route, places);
    known.set(run, times);
    return times;
  };
}

function publishedRoute({ link_name, link_length_m, strings }: RoadNetwork, { name, links }: FollowedRoute) {
  return {
    ...{ name, links: [...links] },
    road: bilingualRoadName(strings[link_name[links[0]]] ?? ''),
    lengths_m: links.map((link) => Math.round(link_length_m[link])),
  };
}
