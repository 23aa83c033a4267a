import { LINK_CLASSES, LINK_FLAG, type RoadNetwork } from '@opentocc/core/network';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { hash01 } from '../random.ts';
import { type DayKind, dayNumber, dayStart_ms } from './calendar.ts';
import { isRainyEvening } from './weather.ts';

/** Something that takes capacity from one link and, growing upstream, from those that lead to it. */
export interface Incident {
  readonly kind: 'minor' | 'accident';
  readonly link: number;
  readonly from_ms: number;
  readonly to_ms: number;
  /** Of the lanes of the link. */
  readonly lanes_taken: number;
  /** Speed on the link itself as a share of what it would be. */
  readonly factor: number;
}

/** Links on which incidents of each kind happen. */
export interface IncidentSites {
  readonly minor: Uint32Array;
  readonly accident: Uint32Array;
}

/** Minor ones happen from motorways to arterials, the accident of a day on a motorway or an expressway; none on ramps. */
export function incidentSites(network: RoadNetwork): IncidentSites {
  const minor = linksUpTo(network, LINK_CLASSES.indexOf('arterial'));
  const fast = linksUpTo(network, LINK_CLASSES.indexOf('expressway'));
  return { minor, accident: fast.length > 0 ? fast : minor };
}

function linksUpTo(network: RoadNetwork, link_class: number): Uint32Array {
  const all = Uint32Array.from({ length: network.link_count }, (_, link) => link);
  return all.filter(
    (link) => network.link_class[link] <= link_class && !(network.link_flags[link] & LINK_FLAG.ramp),
  );
}

export interface HourOfIncidents {
  readonly network: RoadNetwork;
  readonly sites: IncidentSites;
  readonly seed: number;
  /** Hours since the epoch. */
  readonly hour: number;
  /** Minor incidents that begin in an hour of the day time; by night a quarter of them. */
  readonly per_hour: number;
}

/** The minor incidents that begin in an hour: 20 to 60 minutes each. */
export function minorIncidents({ network, sites, seed, hour, per_hour }: HourOfIncidents): Incident[] {
  if (sites.minor.length === 0) return [];
  const local = (hour + 8) % 24;
  const count = local >= 6 && local < 23 ? per_hour : Math.ceil(per_hour / 4);
  return Array.from({ length: count }, (_, k) => {
    const draw = (what: number) => hash01(seed + hour, k, what);
    const from_ms = hour * HOUR_MS + Math.floor(draw(1) * 60) * MINUTE_MS;
    const to_ms = from_ms + (20 + Math.floor(draw(2) * 41)) * MINUTE_MS;
    const link = sites.minor[Math.floor(draw(3) * sites.minor.length) % network.link_count];
    const factor = 0.22 + 0.3 * draw(4);
    return { kind: 'minor', link, from_ms, to_ms, factor, lanes_taken: lanesFor(network, link, factor) };
  });
}

/** Share of the speed that is left beside the accident of a day. */
const ACCIDENT_FACTOR = 0.14;
/** Minutes of the day at which the accident may begin: morning and evening peak, and the afternoon of a free day. */
const ACCIDENT_FROM_MIN = { morning: 460, evening: 1050, afternoon: 900 };

/**
 * The accident of a day: one on a main road in a peak, for 70 to 110 minutes; on a rainy evening in that rain. Like every
 * incident it is over within two hours.
 */
export function accidentOf(
  { network, sites, seed }: Pick<HourOfIncidents, 'network' | 'sites' | 'seed'>,
  day: number,
  kind: DayKind,
): Incident[] {
  if (sites.accident.length === 0) return [];
  const draw = (what: number) => hash01(seed, day, what);
  const rainy = isRainyEvening(seed, day);
  const peak = rainy || draw(61) < 0.5 ? 'evening' : 'morning';
  const begin_min = ACCIDENT_FROM_MIN[kind === 'weekday' || rainy ? peak : 'afternoon'];
  const from_ms = dayStart_ms(day) + (begin_min + Math.floor(draw(62) * 40)) * MINUTE_MS;
  const link = sites.accident[Math.floor(draw(63) * sites.accident.length)];
  return [
    {
      kind: 'accident',
      link,
      from_ms,
      to_ms: from_ms + (70 + Math.floor(draw(64) * 41)) * MINUTE_MS,
      factor: ACCIDENT_FACTOR,
      lanes_taken: lanesFor(network, link, ACCIDENT_FACTOR),
    },
  ];
}

/** Lanes that are closed where so little of the speed is left; at least one. */
function lanesFor({ link_lanes }: RoadNetwork, link: number, factor: number): number {
  return Math.max(1, Math.round((1 - factor) * link_lanes[link]));
}

/** The day of an hour since the epoch. */
export const dayOfHour = (hour: number): number => dayNumber(hour * HOUR_MS);
