import { MINUTE_MS } from '../time/index.ts';

/** When a slowdown is called one. Set on days of the demo world that no published figure stands on: `docs/detection.md`. */
export interface DetectionOptions {
  /** The slowdown that is looked for: ln of the usual speed over the slow one. */
  readonly shift: number;
  /** What a window may say at most for each pass in it, and at all; natural logarithms of odds. */
  readonly most_per_pass: number;
  readonly most_per_window: number;
  /** Evidence of a link is no more than this, so that a link that was slow for an hour is not slow for another. */
  readonly most_of_link: number;
  /** A link belongs to a slowdown from this evidence on, */
  readonly joins: number;
  /** and what belongs together is a signal from this evidence of all its links on, */
  readonly begins: number;
  /** one of which has this. */
  readonly begins_of_link: number;
  /** Share of the usual vehicles that still comes past an incident; what their number says counts so much, and at most. */
  readonly flow_left: number;
  readonly flow_weight: number;
  readonly most_of_flow: number;
  /** Minutes in a row in which it has that evidence. */
  readonly minutes: number;
  /** A signal is over when none of its links has this any more. */
  readonly ends: number;
  /** Evidence falls by this share each minute in which nobody passes a link. */
  readonly fades: number;
  /** Variance of a window beside that of the quarters of an hour from which the usual is learnt. */
  readonly window_spread: number;
  /** Least variance of the logarithm of a window's speed. */
  readonly least_variance: number;
  /** A signal is not shorter than this, so that one that flickers is one. */
  readonly held_ms: number;
  /** Of runs of slow minutes: the slowdown that is looked for, the least variance, what a pass and a minute say at most. */
  readonly run_shift: number;
  readonly run_least_variance: number;
  readonly run_most_per_pass: number;
  readonly run_most_per_minute: number;
  /** What is within this along the road is the same incident, m; */
  readonly head_reach_m: number;
  /** one that is not sure any more and runs again stands for so long, */
  readonly head_waits_ms: number;
  /** and is the same when it comes back within this. */
  readonly head_forgotten_ms: number;
}

export const DEFAULT_DETECTION: DetectionOptions = {
  shift: 0.9,
  most_per_pass: 3,
  most_per_window: 20,
  most_of_link: 25,
  joins: 3,
  begins: 30,
  begins_of_link: 9,
  flow_left: 0.6,
  flow_weight: 1,
  most_of_flow: 10,
  minutes: 1,
  ends: 1,
  fades: 0.05,
  window_spread: 2,
  least_variance: 0.012,
  held_ms: 5 * MINUTE_MS,
  run_shift: 0.6,
  run_least_variance: 0.02,
  run_most_per_pass: 4,
  run_most_per_minute: 6,
  head_reach_m: 1000,
  head_waits_ms: 5 * MINUTE_MS,
  head_forgotten_ms: 20 * MINUTE_MS,
};
