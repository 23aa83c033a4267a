import type { StudyForecast } from '@opentocc/contract';
import { bilingualRoadName } from '@opentocc/core/names';
import type { RoadNetwork } from '@opentocc/core/network';
import type { RunOutcome } from './model.ts';
import { predictionBand } from './spread.ts';

/** Minutes of one value, as a window of perception. */
const STEP_MIN = 5;
/** How far ahead is predicted at most, min. */
const MOST_MIN = 60;
/** How far upstream of the incident the first road goes, m. */
const APPROACH_M = 3000;
/** Further roads that are predicted. */
const MOST_ROADS = 5;
/** What a link and a road lose by the incident at least to be affected: share of its time, vehicle-hours. Assumed, 2026-11-27. */
const LEAST_LOSS = { share: 0.1, veh_h: 0.5 } as const;
/** Slower than this counts as this, km/h: a link on which nobody moves has no travel time. */
export const LEAST_SPEED_KMH = 2;

type Run = Pick<RunOutcome, 'driven_m' | 'spent_s' | 'tails_m'>;

export interface ForecastInput {
  readonly network: RoadNetwork;
  /** Links of the area, the rows of `driven_m` and `spent_s`. */
  readonly links: Uint32Array;
  /** Of the first incident: its link, and where on it as a share of its length. */
  readonly place: { readonly link: number; readonly at: number };
  readonly horizon_min: number;
  /** By link of the city. */
  readonly free_flow_kmh: Float32Array;
  /** Runs with the incident and nothing done, at least two, and those without the incident, if any; of the same seeds. */
  readonly nothing: readonly Run[];
  readonly undisturbed: readonly Pick<Run, 'driven_m' | 'spent_s'>[];
}

/**
 * Travel times of the affected roads by five minutes, as they can be held against what comes: the way towards the incident, and
 * the roads that lose most by it. The band is that of one further run (95 %), not of the mean, since one hour will come.
 */
export function roadForecast(input: ForecastInput): StudyForecast {
  const approach = approachTo(input);
  const roads = [approach, ...affectedRoads(input, new Set(approach))];
  return {
    step_min: STEP_MIN,
    place: { link: input.place.link, at: input.place.at },
    roads: roads.map((links) => forecastOf(input, links)),
    tail: tailForecast(input),
  };
}

/** The tail of the queue at the end of each five minutes. */
function tailForecast(input: ForecastInput): StudyForecast['tail'] {
  const bands = eachStep(input, (step) =>
    predictionBand(input.nothing.map(({ tails_m: [tail_m] }) => tail_m[(step + 1) * STEP_MIN - 1])),
  );
  return {
    mean_m: bands.map(({ mean }) => Math.round(mean)),
    low_m: bands.map(({ low }) => Math.round(Math.max(0, low))),
    high_m: bands.map(({ high }) => Math.round(high)),
  };
}

/** The incident's link and those upstream of it, along the arm on which most is driven; in driving order. */
function approachTo({ network, links, place, nothing, undisturbed, horizon_min }: ForecastInput): number[] {
  const { in_offset, in_link, turn_offset, turn_link, link_from, link_length_m } = network;
  const row = rowsOf(links);
  const usual = undisturbed.length > 0 ? undisturbed : nothing;
  const passes = (link: number) =>
    sumOver(usual, row.get(link), 'driven_m', horizon_min) / link_length_m[link];
  const way = [place.link];
  let length_m = link_length_m[place.link];
  for (let first = place.link; length_m < APPROACH_M; ) {
    const node = link_from[first];
    const next = [...in_link.subarray(in_offset[node], in_offset[node + 1])]
      .filter((link) => row.has(link) && !way.includes(link))
      .filter((link) => turn_link.subarray(turn_offset[link], turn_offset[link + 1]).includes(first))
      .sort((a, b) => passes(b) - passes(a) || a - b)
      .at(0);
    if (next === undefined) break;
    way.unshift(next);
    length_m += link_length_m[next];
    first = next;
  }
  return way;
}

/** Links by name of their road, of those that lose time by the incident; the road that loses most first. */
function affectedRoads(input: ForecastInput, without: ReadonlySet<number>): number[][] {
  const { network, links, nothing, undisturbed, horizon_min } = input;
  if (undisturbed.length === 0) return [];
  const roads = new Map<number, { links: number[]; loss_s: number }>();
  links.forEach((link, i) => {
    const name = network.link_name[link];
    const usual_s = sumOver(undisturbed, i, 'spent_s', horizon_min) / undisturbed.length;
    const loss_s = sumOver(nothing, i, 'spent_s', horizon_min) / nothing.length - usual_s;
    if (name === 0 || without.has(link) || loss_s <= LEAST_LOSS.share * usual_s) return;
    const road = roads.get(name) ?? { links: [], loss_s: 0 };
    road.links.push(link);
    road.loss_s += loss_s;
    roads.set(name, road);
  });
  return [...roads.values()]
    .filter(({ loss_s }) => loss_s >= LEAST_LOSS.veh_h * 3600)
    .sort((a, b) => b.loss_s - a.loss_s || a.links[0] - b.links[0])
    .slice(0, MOST_ROADS)
    .map((road) => road.links);
}

function forecastOf(input: ForecastInput, links: readonly number[]): StudyForecast['roads'][number] {
  const { network, nothing } = input;
  const row = rowsOf(input.links);
  const rows = links.map((link) => row.get(link) ?? -1);
  const times = nothing.map((run) => travelTimes_s(input, run, links, rows));
  const bands = eachStep(input, (step) => predictionBand(times.map((time) => time[step])));
  const free_s = links.reduce((sum, link) => sum + timeOf_s(input, link, Number.NaN), 0);
  const length_m = links.reduce((sum, link) => sum + network.link_length_m[link], 0);
  // The link nearest to the incident names the road: the way towards it may come from another one.
  const name = network.strings[network.link_name[links[links.length - 1]]] ?? '';
  return {
    name: bilingualRoadName(name),
    links: [...links],
    length_m: Math.round(length_m),
    mean_s: bands.map(({ mean }) => tenth(mean)),
    low_s: bands.map(({ low }) => tenth(Math.max(free_s, low))),
    high_s: bands.map(({ high }) => tenth(high)),
  };
}

/** Time over some links in each five minutes of a run, s. */
function travelTimes_s(
  input: ForecastInput,
  { driven_m, spent_s }: Run,
  links: readonly number[],
  rows: readonly number[],
): number[] {
  const width = input.links.length;
  return eachStep(input, (step) =>
    links.reduce((sum, link, i) => {
      let [driven, spent] = [0, 0];
      for (let minute = step * STEP_MIN; minute < (step + 1) * STEP_MIN; minute++) {
        driven += driven_m[minute * width + rows[i]];
        spent += spent_s[minute * width + rows[i]];
      }
      return sum + timeOf_s(input, link, spent > 0 ? (driven / spent) * 3.6 : Number.NaN);
    }, 0),
  );
}

/** Nobody on a link is a free link. */
function timeOf_s({ network, free_flow_kmh }: ForecastInput, link: number, speed_kmh: number): number {
  const driven_kmh = Number.isNaN(speed_kmh) ? free_flow_kmh[link] : speed_kmh;
  return (network.link_length_m[link] * 3.6) / Math.max(LEAST_SPEED_KMH, driven_kmh);
}

const eachStep = <T>({ horizon_min }: ForecastInput, of: (step: number) => T): T[] =>
  Array.from({ length: Math.floor(Math.min(MOST_MIN, horizon_min) / STEP_MIN) }, (_, step) => of(step));

const rowsOf = (links: Uint32Array): Map<number, number> => new Map([...links].map((link, i) => [link, i]));
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Of one link, over all runs and minutes. */
function sumOver(
  runs: readonly Pick<Run, 'driven_m' | 'spent_s'>[],
  row: number | undefined,
  of: 'driven_m' | 'spent_s',
  horizon_min: number,
): number {
  if (row === undefined) return 0;
  return runs.reduce((sum, run) => {
    const width = run[of].length / horizon_min;
    for (let at = row; at < run[of].length; at += width) sum += run[of][at];
    return sum;
  }, 0);
}
