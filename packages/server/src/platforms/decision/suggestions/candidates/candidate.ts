import type { StudyAction, StudyIncident, SuggestedWay, Suggestion } from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import type { LinkRouter } from '@opentocc/core/routing';

/** A suggestion before it has a place in a study. */
export type Candidate = Omit<Suggestion, 'key'>;

/** What is known of an incident and the roads round it when measures are looked for. */
export interface Situation {
  /** As cars find it. */
  readonly network: RoadNetwork;
  readonly router: LinkRouter;
  readonly incident: StudyIncident;
  /** By link, veh/s, and the time over it by the speeds of now, s. */
  readonly flow_vps: Float32Array;
  readonly cost_s: Float32Array;
  /** Links upstream of the incident along the arm that carries most, the nearest first. */
  readonly upstream: readonly number[];
  /** Links downstream likewise, which those who drive by the incident probably want to reach. */
  readonly downstream: readonly number[];
}

/** A way round an incident, and the link on which who takes it leaves the way of now. */
export interface Way extends SuggestedWay {
  readonly leaves_at: number;
}

/** A situation with its ways round, the best first. */
export interface Examined extends Situation {
  readonly ways: readonly Way[];
}

/** One kind of measure: what it would do here. */
export type CandidateRule = (situation: Examined) => Candidate[];

/** What is assumed of measures; shown with every suggestion. */
export const ASSUMED = {
  valid_from: '2026-11-27',
  /** From the decision until a measure works, min. */
  delay_min: 3,
  /** Share of drivers who follow a sign that they pass, and at most a message with a way round, 0–1. */
  sign_share: 0.15,
  message_share: 0.3,
  /** Green of the way round over what it has, and of those who drive towards the incident. */
  more_green: 1.3,
  less_green: 0.5,
  /** Share of the flow of a ramp that a gate lets pass, and the least flow that it lets pass, veh/h. */
  gate_share: 0.7,
  gate_least_vph: 120,
  /** Drivers do not look for another way to gain less than this, s. */
  least_gain_s: 120,
  /** A way round that is longer than this is none, s. */
  most_extra_s: 900,
  /** Room that a way round must have at least, veh/h, and as a share of those who drive by the incident. */
  least_spare_vph: 60,
  least_share: 0.05,
} as const;

/** When a measure works: from the delay after the decision until the incident is over. */
export function spanOf({
  incident: { from_min, minutes },
}: Situation): Pick<StudyAction, 'from_min' | 'minutes'> {
  const from = from_min + ASSUMED.delay_min;
  return { from_min: from, minutes: Math.max(5, from_min + minutes - from) };
}
