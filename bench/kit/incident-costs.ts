import { type RoadNetwork, transpose } from '@opentocc/core/network';
import type { Incident } from '@opentocc/testkit/city-life';
import { type DayOfTrial, type DayPassages, FIRST_S, LAST_S, type TrialWorld } from './detection-days.ts';

const BIN_S = 300;
const BINS = (LAST_S - FIRST_S) / BIN_S;
/** Of an incident are delays on links from which it is reached within this distance, m, */
const UPSTREAM_M = 3000;
/** and until this long after its end, s. */
const AFTER_S = 1200;
/** A link is slowed by it when its vehicles need this many times what they need on the day without. */
const SLOWED = 1.2;

export interface TrueIncident extends Incident {
  /** What it cost against the same day without incidents, vehicle-hours. */
  readonly cost_veh_h: number;
  /** Links from which it is reached within {@link UPSTREAM_M}, itself the first. */
  readonly upstream: readonly number[];
}

/** Incidents of a day that begin after half past six and before twenty past eight in the evening. */
export function incidentsOf(world: TrialWorld, day: DayOfTrial): Omit<TrueIncident, 'cost_veh_h'>[] {
  const begin_ms = day.start_ms + (FIRST_S + 1800) * 1000;
  const end_ms = day.start_ms + (LAST_S - 2400) * 1000;
  const found: Incident[] = [];
  for (let hour = Math.floor(begin_ms / 3_600_000); hour * 3_600_000 < end_ms; hour++)
    found.push(...world.life.incidentsOfHour(hour));
  return found
    .filter(({ from_ms }) => from_ms >= begin_ms && from_ms < end_ms)
    .map((incident) => ({ ...incident, upstream: linksUpstream(world.network, incident.link, UPSTREAM_M) }));
}

/** Incidents that touch the day and are not judged: too early or too late. An alarm of one of them is no false one. */
export function incidentsBeside(world: TrialWorld, day: DayOfTrial): Omit<TrueIncident, 'cost_veh_h'>[] {
  const judged = new Set(incidentsOf(world, day).map(keyOf));
  const found: Incident[] = [];
  const [from_ms, to_ms] = [day.start_ms + (FIRST_S - 7200) * 1000, day.start_ms + LAST_S * 1000];
  for (let hour = Math.floor(from_ms / 3_600_000); hour * 3_600_000 < to_ms; hour++)
    found.push(...world.life.incidentsOfHour(hour));
  return found
    .filter((incident) => !judged.has(keyOf(incident)))
    .map((incident) => ({ ...incident, upstream: linksUpstream(world.network, incident.link, UPSTREAM_M) }));
}

const keyOf = ({ link, from_ms }: Incident): string => `${link} ${from_ms}`;

export function costsOf(world: TrialWorld, day: DayOfTrial): TrueIncident[] {
  if (!day.without) throw new Error(`${day.date} has no day without incidents beside it`);
  const times = [day.with_incidents, day.without].map((of) => timesOf(of, world.network.link_count));
  return incidentsOf(world, day).map((incident) => {
    const first = Math.floor(((incident.from_ms - day.start_ms) / 1000 - FIRST_S) / BIN_S);
    const last = Math.ceil(((incident.to_ms - day.start_ms) / 1000 + AFTER_S - FIRST_S) / BIN_S);
    let cost_s = 0;
    for (let bin = Math.max(0, first); bin < Math.min(BINS, last); bin++)
      cost_s += delay_s(world, incident.link, times, bin);
    return { ...incident, cost_veh_h: (cost_s * world.weight) / 3600 };
  });
}

export interface LinkTimes {
  /** Time spent on each link by all simulated vehicles in a bin, s, at `bin * links + link`. */
  readonly spent_s: Float32Array;
  readonly left: Uint16Array;
  /** Time of who left it. */
  readonly travel_s: Float32Array;
}

/** Delay in a bin on the slowed links that lead to a link without a gap, of who drove there. */
function delay_s({ network }: TrialWorld, link: number, [real, other]: LinkTimes[], bin: number): number {
  const links = network.link_count;
  const before = beforeOf(network);
  const seen = new Set([link]);
  const queue: (readonly [link: number, away_m: number])[] = [[link, 0]];
  let sum_s = 0;
  for (const [at, away_m] of queue) {
    const usual_s = usualTime_s(other, at, bin, links);
    const cell = bin * links + at;
    const delay = real.spent_s[cell] - real.left[cell] * usual_s;
    const is_slowed = real.spent_s[cell] > SLOWED * Math.max(1, real.left[cell]) * usual_s;
    if (at !== link && !is_slowed) continue;
    sum_s += delay;
    if (away_m > UPSTREAM_M) continue;
    for (let i = before.offset[at]; i < before.offset[at + 1]; i++) {
      const next = before.items[i];
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push([next, away_m + network.link_length_m[next]]);
    }
  }
  return sum_s;
}

/** Mean time over a link around a bin of the day without incidents, s. */
function usualTime_s(
  { left, travel_s, spent_s }: LinkTimes,
  link: number,
  bin: number,
  links: number,
): number {
  let [count, sum_s] = [0, 0];
  for (let at = Math.max(0, bin - 2); at <= Math.min(BINS - 1, bin + 2); at++) {
    count += left[at * links + link];
    sum_s += travel_s[at * links + link];
  }
  return count > 0 ? sum_s / count : spent_s[bin * links + link];
}

export function timesOf({ link, enter_s, leave_s }: DayPassages, links: number): LinkTimes {
  const spent_s = new Float32Array(BINS * links);
  const left = new Uint16Array(BINS * links);
  const travel_s = new Float32Array(BINS * links);
  for (let row = 0; row < link.length; row++) {
    const first = Math.max(0, Math.floor((enter_s[row] - FIRST_S) / BIN_S));
    const last = Math.min(BINS - 1, Math.floor((leave_s[row] - FIRST_S) / BIN_S));
    for (let bin = first; bin <= last; bin++) {
      const from_s = Math.max(enter_s[row], FIRST_S + bin * BIN_S);
      spent_s[bin * links + link[row]] += Math.min(leave_s[row], FIRST_S + (bin + 1) * BIN_S) - from_s;
    }
    if (leave_s[row] < FIRST_S || leave_s[row] >= LAST_S) continue;
    const cell = Math.floor((leave_s[row] - FIRST_S) / BIN_S) * links + link[row];
    left[cell]++;
    travel_s[cell] += leave_s[row] - enter_s[row];
  }
  return { spent_s, left, travel_s };
}

let cached: { readonly network: RoadNetwork; readonly before: ReturnType<typeof transpose> } | undefined;

function beforeOf(network: RoadNetwork) {
  if (cached?.network !== network) {
    const { turn_offset, turn_link, link_count } = network;
    cached = { network, before: transpose({ offset: turn_offset, items: turn_link }, link_count) };
  }
  return cached.before;
}

/** Links from which a link is reached within a distance, itself the first. */
export function linksUpstream(network: RoadNetwork, link: number, most_m: number): number[] {
  const before = beforeOf(network);
  const found = [link];
  const away_m = new Map([[link, 0]]);
  for (let k = 0; k < found.length; k++) {
    const reached_m = away_m.get(found[k]) ?? 0;
    if (reached_m > most_m) continue;
    for (let i = before.offset[found[k]]; i < before.offset[found[k] + 1]; i++) {
      const next = before.items[i];
      if (away_m.has(next)) continue;
      away_m.set(next, reached_m + network.link_length_m[next]);
      found.push(next);
    }
  }
  return found;
}

/** A link is truly slow when its vehicles need this many times what they need on other days, */
const TRULY_SLOW = 1.5;
/** from the bin of an alarm on, and the two after it: ten to fifteen minutes. */
const LASTS_BINS = 3;

/** Mean time over each link in each quarter of an hour of other days, s; NaN where nobody drove. */
export function usualTimes(days: readonly LinkTimes[], links: number): Float32Array {
  const quarters = BINS / 3;
  const [sum, count] = [new Float32Array(quarters * links), new Float32Array(quarters * links)];
  for (const { left, travel_s } of days)
    for (let cell = 0; cell < left.length; cell++) {
      const at = Math.floor(cell / links / 3) * links + (cell % links);
      sum[at] += travel_s[cell];
      count[at] += left[cell];
    }
  return sum.map((of, at) => of / count[at]);
}

/** Whether traffic on a link truly was slow for a while from an instant on, by all vehicles. @param at_s from 04:00 */
export function isTrulySlow(
  now: LinkTimes,
  usual_s: Float32Array,
  links: number,
  link: number,
  at_s: number,
): boolean {
  const first = Math.max(0, Math.floor((at_s - 150 - FIRST_S) / BIN_S));
  let [spent_s, usual] = [0, 0];
  for (let bin = first; bin < Math.min(BINS, first + LASTS_BINS); bin++) {
    spent_s += now.spent_s[bin * links + link];
    usual += Math.max(0.5, now.left[bin * links + link]) * usual_s[Math.floor(bin / 3) * links + link];
  }
  return spent_s > TRULY_SLOW * usual;
}
