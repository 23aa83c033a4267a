import type { Calibration, Fit } from '@opentocc/core/demand';

/** Something that takes room on a road for a while. */
export interface Incident {
  readonly link: number;
  /** Where on the link, as a share of its length, 0–1. */
  readonly at: number;
  /** Lanes that it takes; all of them close the link. */
  readonly lanes_closed: number;
  /** From the base instant, min. */
  readonly from_min: number;
  readonly minutes: number;
}

/** What is to be answered. */
export interface Question {
  /** The area lies round all of them; the queue is that of the first. */
  readonly incidents: readonly Incident[];
  /** Share of drivers who follow a message, 0–1. */
  readonly message_share: number;
  readonly seeds: number;
}

/**
 * What was known of the roads round the incidents at the base instant; columns over `link`. Stored with a study, so that it
 * can be run again with the same outcome.
 */
export interface BaseState {
  readonly base_ms: number;
  readonly window_s: number;
  readonly penetration_rate: number | null;
  readonly link: readonly number[];
  /** Space-mean speed, km/h; null where it was not known. */
  readonly speed_kmh: readonly (number | null)[];
  readonly free_flow_kmh: readonly number[];
  readonly passes: readonly number[];
}

/**
 * What is compared: the roads without the incident, the incident with nothing done, drivers diverted by a message, more of them,
 * and the first signal upstream holding traffic back.
 */
export const SCENARIOS = ['undisturbed', 'none', 'diversion', 'strong_diversion', 'gate'] as const;
export type ScenarioKind = (typeof SCENARIOS)[number];

/** Minutes that are looked ahead. */
export const HORIZON_MIN = 60;

/** What one run of one scenario came to. */
export interface RunOutcome {
  readonly kind: ScenarioKind;
  readonly seed: number;
  /** Distance from the incident to the tail of its queue at the end of each minute, m. */
  readonly tail_m: Float32Array;
  /** Nodes that the queue reached, and in which minute first. */
  readonly reached: readonly (readonly [node: number, minute: number])[];
  /** Time of all vehicles, those who wait to enter the area included, vehicle-hours. */
  readonly vehicle_h: number;
  /** Vehicles that waited outside at the end. */
  readonly waiting: number;
  readonly arrived: number;
  readonly reroutes: number;
  readonly deadlocks: number;
  readonly releases: number;
  /** Distance driven, m, and time spent, s, by minute and link of the area: at `minute * links + link`. */
  readonly driven_m: Float32Array;
  readonly spent_s: Float32Array;
}

/** What is known of an area before its scenarios run. */
export interface Preparation {
  /** Of the first incident: its link, and where on it as a share of its length. */
  readonly place: { readonly link: number; readonly at: number };
  readonly links: Uint32Array;
  readonly radius_m: number;
  readonly signals: number;
  readonly assumed_signals: number;
  readonly calibration: Calibration;
  readonly fit: Fit;
  /** Scenarios that can be run: a gate needs a signal. */
  readonly kinds: readonly ScenarioKind[];
}
