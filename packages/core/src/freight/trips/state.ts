import type { Direction, PointKind } from '../regimes/index.ts';
import type { TruckFix } from './fix.ts';

/** Where a trip is on its way: at its site or home yard, to the port, in it, across, in a port again, on the way home, over. */
export const TRIP_STAGES = [
  ...(['waiting', 'to_port', 'at_port', 'across', 'at_port_back', 'returning', 'over'] as const),
] as const;
export type TripStage = (typeof TRIP_STAGES)[number];

export const ALARM_KINDS = [
  ...(['off_route', 'long_stay', 'wrong_port', 'silent', 'jump'] as const),
  ...(['swap', 'fatigue', 'speeding', 'overdue', 'missed_stop'] as const),
] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** What decided, by name: numbers carry their unit in it. */
export type AlarmFacts = Readonly<Record<string, number | string>>;

export interface TripAlarm {
  readonly kind: AlarmKind;
  /** Of a stay: which of its stages was reached, from 0. */
  readonly stage: number;
  /** When what it is about began, and when it was certain. */
  readonly began_ms: number;
  readonly raised_ms: number;
  readonly facts: AlarmFacts;
  /** The fixes behind it, in order of time: where it began, and the last ones. */
  readonly fixes: readonly TruckFix[];
}

export interface DrivenCrossing {
  readonly port: string;
  readonly direction: Direction;
  readonly at_ms: number;
  /** Seen by the port, or inferred from fixes on both sides. */
  readonly seen: boolean;
}

/** A stay at a place, or at none that is known. */
export interface DrivenStay {
  readonly kind: PointKind | null;
  readonly code: string | null;
  readonly from_ms: number;
  readonly to_ms: number;
}

interface PlaceVisit {
  readonly code: string;
  readonly kind: PointKind;
  readonly from_ms: number;
  last_ms: number;
  /** Whether it stands, and for how long it stood. */
  stands: boolean;
  stood_ms: number;
  /** Fixes outside in a row. */
  outside: number;
}

interface Stand {
  /** Mean of its positions on the plane of the map, m. */
  x: number;
  y: number;
  fixes: number;
  readonly first: TruckFix;
  last_ms: number;
  outside: number;
}

interface Leaving {
  readonly first: TruckFix;
  fixes: number;
  /** Sum of distances, each up to a limit. */
  sum_m: number;
  most_m: number;
  driven_m: number;
  /** Certain, and an alarm. */
  off: boolean;
  /** Fixes back on the route in a row. */
  back: number;
}

interface Speeding {
  readonly first: TruckFix;
  fixes: number;
  most_kmh: number;
  limit_kmh: number;
}

/** A silence while it drove that is over, and is judged by where the truck is heard of again. */
export interface Unheard {
  /** The last believed fix before it, and the speed of the traffic by the fixes until then. */
  readonly from: TruckFix;
  readonly kmh: number;
  readonly since_ms: number;
  readonly until_ms: number;
  /** Fixes after it that no tunnel explains. */
  unexplained: number;
}

/** A plate that was seen before a fix could be held against it. */
interface Sighting {
  readonly place: string;
  readonly at_ms: number;
  readonly weight: number;
}

/**
 * All that is known of a trip under way: plain values alone, so that it is stored as JSON and a restart goes on where it was.
 * The follower changes it in place.
 */
export interface TripState {
  readonly trip: string;
  stage: TripStage;
  /** On which side of the border it is: null before the first fix. */
  abroad: boolean | null;
  /** The last fix that was believed, and since when its very position is repeated. */
  last: TruckFix | null;
  same_since_ms: number;
  /** When anything was heard of the terminal last. */
  heard_ms: number | null;
  unheard: Unheard | null;
  /** Fixes in a row out of reach of the last. */
  stray: TruckFix[];
  /** The last fixes that were believed. */
  recent: TruckFix[];
  /** The last fix before those on the other side, while it is not certain that it crossed. */
  crossing_from: TruckFix | null;
  crossing_fixes: number;
  port: { code: string; last_ms: number } | null;
  /** Whether it was away from the port by which it crossed last. */
  clear_of_port: boolean;
  crossings: DrivenCrossing[];
  /** Silent in the port of its way home for so long that it is taken to be across: what comes back shows that it was not. */
  vanished: boolean;
  visit: PlaceVisit | null;
  stays: DrivenStay[];
  off_route: { from_ms: number; to_ms: number | null }[];
  stand: Stand | null;
  leaving: Leaving | null;
  /** Segment of the route that was nearest last. */
  segment: number;
  speeding: Speeding | null;
  /** Since when it drives without a rest, and since when it stands. */
  driving_since_ms: number | null;
  standing_since_ms: number | null;
  /** Fixes in a row of another terminal. */
  foreign: number;
  sightings: Sighting[];
  /** Reads of its plate that were taken last: one that comes again, as after a restart, is known. */
  read: string[];
  /** Codes of the places whose gates read its plate. */
  gates: string[];
  /** How much speaks for a swap: a port counts 2, a gate 1. */
  swap_weight: number;
  /** Alarms that stand, by kind: the last stage of each. */
  open: { [K in AlarmKind]?: TripAlarm };
}

/** One literal: a state that is put together by spreads takes some hundred times as long, and garbage of many times its size. */
export const beginState = (trip: string): TripState => ({
  trip,
  stage: 'waiting',
  abroad: null,
  last: null,
  same_since_ms: 0,
  heard_ms: null,
  unheard: null,
  stray: [],
  recent: [],
  crossing_from: null,
  crossing_fixes: 0,
  port: null,
  clear_of_port: false,
  crossings: [],
  vanished: false,
  visit: null,
  stays: [],
  off_route: [],
  stand: null,
  leaving: null,
  segment: 0,
  speeding: null,
  driving_since_ms: null,
  standing_since_ms: null,
  foreign: 0,
  sightings: [],
  read: [],
  gates: [],
  swap_weight: 0,
  open: {},
});
