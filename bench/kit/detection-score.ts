import type { RoadNetwork } from '@opentocc/core/network';
import { type Figure, quantile } from '../harness.ts';
import { linksUpstream, type TrueIncident } from './incident-costs.ts';

/** An alarm of a detector in the trial. */
export interface Alarm {
  readonly at_ms: number;
  ended_ms: number;
  /** Links that it named when it began, the one at whose end it begins first. */
  readonly links: readonly number[];
  /** When it grew over further links. */
  readonly joined?: ReadonlyMap<number, number>;
}

/** An alarm finds an incident when it names a link from which it is reached within this, m, or the one behind, */
const FOUND_WITHIN_M = 1000;
/** and begins, or grows over that link, after the incident began and no later than this after its end, ms. */
const LATE_MS = 5 * 60_000;
/** An alarm of a queue that an incident left is no false one, ms. */
const AFTERMATH_MS = 30 * 60_000;
/** A link is truly slow when its vehicles need this many times what they need on other days. */
export const COSTLY_VEH_H = 10;

export interface Score {
  incidents: number;
  costly: number;
  found: number;
  found_costly: number;
  readonly delays_s: number[];
  /** The same from the first probe that came past the incident on. */
  readonly seen_delays_s: number[];
  alarms: number;
  /** Alarms of incidents, first ones and of their queues; */
  true_alarms: number;
  /** of traffic that truly was slow without one; */
  nuisance: number;
  /** of nothing. */
  false_alarms: number;
  /** Minutes of costly incidents, and those of them without an alarm. */
  minutes: number;
  normal_minutes: number;
  hours: number;
  readonly missed: string[];
}

export const emptyScore = (): Score => ({
  ...{
    incidents: 0,
    costly: 0,
    found: 0,
    found_costly: 0,
    delays_s: [],
    seen_delays_s: [],
    alarms: 0,
    true_alarms: 0,
  },
  ...{ nuisance: 0, false_alarms: 0, minutes: 0, normal_minutes: 0, hours: 0, missed: [] },
});

export interface Judged {
  readonly network: RoadNetwork;
  readonly incidents: readonly TrueIncident[];
  /** Others of the day, of which an alarm is no false one. */
  readonly beside: readonly Omit<TrueIncident, 'cost_veh_h'>[];
  /** When the first probe came past an incident, UTC ms; infinite when none did. */
  readonly seen_ms: (incident: TrueIncident) => number;
  readonly alarms: readonly Alarm[];
  readonly isTrulySlow: (link: number, at_ms: number) => boolean;
  readonly hours: number;
}

/** Adds a day to a score. */
export function judgeDay(score: Score, judged: Judged): void {
  const { network, incidents, beside, seen_ms, alarms, isTrulySlow, hours } = judged;
  const near = incidents.map(
    ({ link }) => new Set([...linksUpstream(network, link, FOUND_WITHIN_M), ...behind(network, link)]),
  );
  const all = [...incidents, ...beside];
  const far = all.map(({ upstream, link }) => new Set([...upstream, ...behind(network, link)]));
  score.hours += hours;
  incidents.forEach((incident, i) => {
    const own = alarms.flatMap((alarm) => foundBy(alarm, incident, near[i]));
    const first = own.reduce((least, { at_ms }) => Math.min(least, at_ms), Number.POSITIVE_INFINITY);
    const is_found = first < Number.POSITIVE_INFINITY;
    score.incidents++;
    if (is_found) score.found++;
    if (incident.cost_veh_h < COSTLY_VEH_H) return;
    score.costly++;
    const minutes = (incident.to_ms - incident.from_ms) / 60_000;
    score.minutes += minutes;
    score.normal_minutes += minutes - minutesCovered(own, incident);
    if (is_found) {
      score.found_costly++;
      score.delays_s.push((first - incident.from_ms) / 1000);
      // Others upstream may tell of it before anybody came past.
      score.seen_delays_s.push(Math.max(0, first - seen_ms(incident)) / 1000);
    } else
      score.missed.push(
        `${new Date(incident.from_ms + 8 * 3_600_000).toISOString().slice(5, 16)} link ${incident.link} ${incident.cost_veh_h.toFixed(0)} veh·h`,
      );
  });
  for (const alarm of alarms) {
    score.alarms++;
    const is_true = all.some(
      ({ from_ms, to_ms }, i) =>
        alarm.at_ms > from_ms &&
        alarm.at_ms <= to_ms + AFTERMATH_MS &&
        alarm.links.some((link) => far[i].has(link)),
    );
    if (is_true) score.true_alarms++;
    else if (alarm.links.some((link) => isTrulySlow(link, alarm.at_ms))) score.nuisance++;
    else score.false_alarms++;
  }
}

/** An alarm that began near an incident in its time, or grew over it: as beginning then. */
function foundBy(alarm: Alarm, { from_ms, to_ms }: TrueIncident, near: ReadonlySet<number>): Alarm[] {
  const isIn = (at_ms: number) => at_ms > from_ms && at_ms <= to_ms + LATE_MS;
  if (isIn(alarm.at_ms) && alarm.links.some((link) => near.has(link))) return [alarm];
  const grew = [...(alarm.joined ?? [])].filter(([link, at_ms]) => isIn(at_ms) && near.has(link));
  const at_ms = grew.reduce((least, [, at]) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return grew.length > 0 ? [{ ...alarm, at_ms }] : [];
}

function minutesCovered(alarms: readonly Alarm[], { from_ms, to_ms }: TrueIncident): number {
  let minutes = 0;
  for (let at_ms = from_ms; at_ms < to_ms; at_ms += 60_000)
    if (alarms.some((alarm) => alarm.at_ms <= at_ms && at_ms < alarm.ended_ms)) minutes++;
  return minutes;
}

const behind = ({ turn_offset, turn_link }: RoadNetwork, link: number): Uint32Array =>
  turn_link.subarray(turn_offset[link], turn_offset[link + 1]);

/** The figures of a score; both kinds of alarm without an incident count as false. */
export function figuresOf(name: string, score: Score, links: number, note: string): Figure[] {
  const wrong = score.false_alarms + score.nuisance;
  const of = (figure: string, value: number, unit: string): Figure => ({
    figure: `${name}: ${figure}`,
    value,
    unit,
    note,
  });
  return [
    of('recall of incidents of ≥ 10 veh·h', (100 * score.found_costly) / score.costly, '%'),
    of('recall of all incidents', (100 * score.found) / score.incidents, '%'),
    of('precision', (100 * score.true_alarms) / Math.max(1, score.alarms), '%'),
    of('delay, median', quantile(score.delays_s, 0.5) / 60, 'min'),
    of('delay, 90th percentile', quantile(score.delays_s, 0.9) / 60, 'min'),
    of('delay since the first probe came past, median', quantile(score.seen_delays_s, 0.5) / 60, 'min'),
    of('alarms', score.alarms, ''),
    of('false alarms per network-hour', wrong / score.hours, '1/h'),
    of('false alarms per 1,000 links and day', ((wrong / score.hours) * 24 * 1000) / links, '1/day'),
    of(
      'of nothing, per 1,000 links and day',
      ((score.false_alarms / score.hours) * 24 * 1000) / links,
      '1/day',
    ),
    of('nuisance: share of alarms', (100 * score.nuisance) / Math.max(1, score.alarms), '%'),
    of('false normal: share of minutes', (100 * score.normal_minutes) / Math.max(1, score.minutes), '%'),
  ];
}
