import {
  type Baseline,
  California,
  DEFAULT_DETECTION,
  LinkNormals,
  NormalDeviate,
  type PastQuarter,
  QuantileBaseline,
  SlowdownDetector,
} from '@opentocc/core/detection';
import type { Bench, Figure } from './harness.ts';
import {
  type DayPassages,
  dayPassages,
  FIRST_S,
  LAST_S,
  type TrialWorld,
  trialWorld,
} from './kit/detection-days.ts';
import {
  type Alarm,
  emptyScore,
  figuresOf,
  type Judged,
  judgeDay,
  type Score,
} from './kit/detection-score.ts';
import {
  costsOf,
  incidentsBeside,
  isTrulySlow,
  type TrueIncident,
  timesOf,
  usualTimes,
} from './kit/incident-costs.ts';
import { seriesFigures } from './kit/labelled-series.ts';
import { type ProbeDay, probeWindows, quartersOf } from './kit/probe-windows.ts';

type Report = (figure: Figure) => void;

/** Days that the usual is learnt from, days on which options were set, and days of the published figures: workdays of November 2026. */
const HISTORY = ['02', '03', '04', '05', '06'];
const SET_ON = ['09', '10'];
const HELD_OUT = ['11', '12', '13', '16', '17', '18', '19', '20', '23', '24'];
/** Shares of all vehicles that report; ten of them are one simulated vehicle. */
const SHARES = [0.1, 0.03, 0.01];
const HOURS = (LAST_S - FIRST_S) / 3600;

/**
 * Detection of the incidents of the simulated demo city by its probes, beside three published detectors; and of the labelled
 * series of a folder. `--seed=N` another world; `--set` the days on which options were set; `--days=N` fewer held-out days; `--share=0.1` one
 * share of vehicles that report; `--ours` without the three others;
 * `--series=DIR` series alone. A day that is not in the temporary folder yet takes 40 CPU-s.
 */
export const run: Bench = async (args, report) => {
  const option = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const folder = option('series');
  for (const figure of seriesFigures(folder)) report(figure);
  if (folder !== undefined) return;
  const world = trialWorld(Number(option('seed') ?? 1));
  const days = args.includes('--set') ? SET_ON : HELD_OUT.slice(0, Number(option('days') ?? HELD_OUT.length));
  const shares = option('share') === undefined ? SHARES : [Number(option('share'))];
  const truth = truthOf(world, days);
  const beside = !args.includes('--ours');
  for (const share of shares) trial(world, truth, { share, beside }, report);
};

/** A detector in the trial, as alarms that begin and end. */
interface Contestant {
  readonly name: string;
  advance(window: Parameters<Baseline['advance']>[0], quarter: number): void;
  /** Alarms of the day. */
  take(): Alarm[];
}

function trial(
  world: TrialWorld,
  truth: readonly TruthOfDay[],
  { share, beside }: { share: number; beside: boolean },
  report: Report,
): void {
  const links = world.network.link_count;
  const past: PastQuarter[] = HISTORY.flatMap((day) => [...quartersOf(probeDay(world, day, share))]);
  const normals = new LinkNormals(world.network);
  for (const quarter of past) normals.add(quarter);
  for (const _ of normals.learn());
  const scores = new Map<string, Score>();
  for (const { day, seen_ms, ...judged } of truth) {
    const contestants = [...ours(world, normals), ...(beside ? baselinesOf(world, past, share) : [])];
    watchDay(probeDay(world, day, share), contestants);
    for (const { name, take } of contestants) {
      const score = scores.get(name) ?? emptyScore();
      scores.set(name, score);
      judgeDay(score, {
        ...{ ...judged, network: world.network, alarms: take(), hours: HOURS },
        seen_ms: (incident) => seen_ms(incident, share * world.weight),
      });
    }
  }
  for (const [name, score] of scores) {
    const note = `${score.incidents} incidents on ${truth.length} days, ${score.costly} of ≥ 10 veh·h`;
    for (const figure of figuresOf(`${share * 100} %, ${name}`, score, links, note)) report(figure);
  }
}

function watchDay(day: ProbeDay, contestants: readonly Contestant[]): void {
  for (const window of probeWindows(day)) {
    const middle_ms = window.end_ms - 150_000;
    const quarter = Math.floor(((middle_ms + 8 * 3_600_000) % 86_400_000) / 900_000);
    for (const contestant of contestants) contestant.advance(window, quarter);
  }
}

function baselinesOf({ network }: TrialWorld, past: readonly PastQuarter[], share: number): Contestant[] {
  return [
    baseline('California 8', new California(network, share)),
    baseline('normal deviate', new NormalDeviate(network)),
    baseline('quantile', new QuantileBaseline(network, past)),
  ];
}

/** Our detector twice: what it calls an incident, from when on it does, at the link that it names; and all that it signals. */
function ours({ network }: TrialWorld, normals: LinkNormals): Contestant[] {
  const detector = new SlowdownDetector(network, DEFAULT_DETECTION);
  const [incidents, all] = [new Map<number, GrowingAlarm>(), new Map<number, GrowingAlarm>()];
  let normal = normals.at(0);
  let of_quarter = 0;
  const advance: Contestant['advance'] = (window, quarter) => {
    if (quarter !== of_quarter) normal = normals.at(quarter);
    of_quarter = quarter;
    const { began, going, ended } = detector.advance(window, normal);
    const { end_ms } = window;
    for (const { id, into } of ended) {
      const alarm = incidents.get(id);
      // An incident whose queue went up in another is not a second one.
      const goes_on = alarm && into !== null && !incidents.has(into);
      if (goes_on) incidents.set(into, alarm);
      for (const one of [goes_on ? undefined : alarm, all.get(id)]) if (one) one.ended_ms = end_ms;
    }
    for (const { id, head, links } of began) take(all, id, [head, ...links], end_ms);
    for (const { id, links } of going) take(all, id, links, end_ms);
    for (const { id, kind, heads } of [...began, ...going])
      if (kind === 'incident' && heads.length > 0) take(incidents, id, heads, end_ms);
  };
  return [
    { name: 'ours, incidents', advance, take: () => [...new Set(incidents.values())] },
    { name: 'ours, all signals', advance: () => undefined, take: () => [...all.values()] },
  ];
}

type GrowingAlarm = Alarm & { readonly joined: Map<number, number> };

/** An alarm begins with its first links and grows over others. */
function take(alarms: Map<number, GrowingAlarm>, id: number, links: readonly number[], at_ms: number): void {
  const alarm = alarms.get(id);
  if (!alarm) alarms.set(id, { ...{ at_ms, ended_ms: Number.POSITIVE_INFINITY, links }, joined: new Map() });
  else
    for (const link of links)
      if (!alarm.joined.has(link) && !alarm.links.includes(link)) alarm.joined.set(link, at_ms);
}

/** A baseline alarms link by link; each holds a quarter of an hour. */
function baseline(name: string, of: Baseline): Contestant {
  const alarms: Alarm[] = [];
  return {
    name,
    advance(window, quarter) {
      for (const link of of.advance(window, quarter))
        alarms.push({ at_ms: window.end_ms, ended_ms: window.end_ms + 900_000, links: [link] });
    },
    take: () => alarms,
  };
}

type Truth = Pick<Judged, 'incidents' | 'beside' | 'isTrulySlow'>;

interface TruthOfDay extends Truth {
  readonly day: string;
  readonly seen_ms: (incident: TrueIncident, share: number) => number;
}

/** What truly happened on days, which no share of probes changes. */
function truthOf(world: TrialWorld, days: readonly string[]): TruthOfDay[] {
  const links = world.network.link_count;
  const usual_s = usualTimes(
    HISTORY.map((day) => timesOf(dayPassages(world, dateOf(day), true), links)),
    links,
  );
  return days.map((day) => {
    const { start_ms } = placeOf(day);
    const date = dateOf(day);
    const with_incidents = dayPassages(world, date, true);
    const trial_day = { date, start_ms, with_incidents, without: dayPassages(world, date, false) };
    const real = timesOf(with_incidents, links);
    const incidents = costsOf(world, trial_day);
    const past = passagesOver(with_incidents, new Set(incidents.map(({ link }) => link)));
    return {
      day,
      incidents,
      beside: incidentsBeside(world, trial_day),
      isTrulySlow: (link, at_ms) => isTrulySlow(real, usual_s, links, link, (at_ms - start_ms) / 1000),
      seen_ms: ({ link, from_ms }, share) => start_ms + 1000 * past(link, (from_ms - start_ms) / 1000, share),
    };
  });
}

/** When the first probe left a link after an instant, s of the day; infinite when none did. */
function passagesOver({ link, draw, leave_s }: DayPassages, links: ReadonlySet<number>) {
  const rows = new Map([...links].map((of) => [of, [] as (readonly [draw: number, leave_s: number])[]]));
  for (let row = 0; row < link.length; row++) rows.get(link[row])?.push([draw[row], leave_s[row]]);
  return (of: number, after_s: number, share: number): number =>
    rows.get(of)?.find(([drawn, left_s]) => left_s > after_s && drawn < share * 65_536)?.[1] ??
    Number.POSITIVE_INFINITY;
}

function probeDay(world: TrialWorld, day: string, share: number): ProbeDay {
  const passages = dayPassages(world, dateOf(day), true);
  const { passages: model } = world.city().roads;
  return { passages, model, share: share * world.weight, first_s: FIRST_S, last_s: LAST_S, ...placeOf(day) };
}

const dateOf = (day: string): string => `2026-11-${day}`;
const placeOf = (day: string) => ({ start_ms: Date.parse(`${dateOf(day)}T04:00:00+08:00`) });
