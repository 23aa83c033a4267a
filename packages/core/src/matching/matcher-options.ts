/** How fixes are matched. Lengths in metres. */
export interface MatcherOptions {
  /** Standard deviation of the position on each axis (Newson and Krumm 2009 found 4.07 m for their receivers). */
  readonly sigma_m: number;
  /** Links farther from a fix than this are no candidates. */
  readonly radius_m: number;
  /** Candidates considered for each fix. */
  readonly candidates: number;
  /** Scale of |route − straight distance|: at an instant, and its growth for each second between fixes. */
  readonly beta_m: number;
  readonly beta_m_per_s: number;
  /** Standard deviation of the course of a moving vehicle against the link's, degrees. */
  readonly course_deg: number;
  /** Below this speed the reported course says nothing, km/h. */
  readonly course_from_kmh: number;
  /** A fix nearer than this to the last one used only prolongs it: the vehicle stands, or the fix says nothing new. */
  readonly still_m: number;
  /** Steps back on the same link up to this are noise of a vehicle that stands or crawls. */
  readonly backwards_m: number;
  /** Fixes that may wait for a decision; the oldest is decided when there are more. */
  readonly window: number;
  /** Time that a fix may wait for a decision, ms. */
  readonly max_delay_ms: number;
  /** Vehicles are not followed over longer gaps; nothing is known of the time between, ms. */
  readonly max_gap_ms: number;
  /** What turning round costs, m. */
  readonly u_turn_m: number;
  /** A candidate that is worse than the best by more than this (log-likelihood, negative) is given up. */
  readonly hopeless: number;
  /** A way less likely than this (log-likelihood, negative) was not driven: better to break the path off. */
  readonly implausible: number;
  /** What breaking off and beginning again at the next fix costs (log-likelihood, negative), for want of road in the network. */
  readonly broken: number;
  /** Errors of a receiver repeat for about this long: fixes nearer in time count for less, s. */
  readonly memory_s: number;
  /** Fixes in a row that may be left out because no path reaches them, before the path is given up. */
  readonly skips: number;
  /** A moving vehicle whose best place is farther than this from its fix is looked for farther out, m. */
  readonly far_m: number;
  /** How far out, m: its fixes, or the mapped roads, are off for longer than a few fixes. */
  readonly wide_m: number;
  /** A vehicle beside its road whose fixes all lie within this of another, m, for farther than `doubt_m` is on the other. */
  readonly doubt_within_m: number;
  readonly doubt_m: number;
  /** After a longer gap too many roads can be reached to distinguish them, ms. */
  readonly wide_gap_ms: number;
  /** How far a route between two fixes may be, m. */
  readonly reach_m: number;
  /** Most bytes of the routing lists that are made on demand. */
  readonly table_bytes: number;
}

/**
 * Set on 2026-11-26 by trial on the tracks of Kubička et al. (2015) and on simulated taxis of the demo city; not from a
 * standard.
 */
export const DEFAULT_MATCHER_OPTIONS: MatcherOptions = {
  sigma_m: 10,
  radius_m: 50,
  candidates: 12,
  beta_m: 6,
  beta_m_per_s: 0.6,
  course_deg: 35,
  course_from_kmh: 8,
  still_m: 15,
  backwards_m: 30,
  window: 60,
  max_delay_ms: 120_000,
  max_gap_ms: 180_000,
  u_turn_m: 80,
  hopeless: -25,
  implausible: -25,
  broken: -30,
  memory_s: 15,
  skips: 2,
  far_m: 40,
  wide_m: 250,
  doubt_within_m: 7,
  doubt_m: 600,
  wide_gap_ms: 60_000,
  reach_m: 4000,
  table_bytes: 256 * 2 ** 20,
};

/** Position errors are rounded to steps of this, m, and cut at the largest: a worse source says nothing of which road. */
const ERROR_STEP_M = 10;
const LARGEST_ERROR_M = 50;

/**
 * Options for a source whose positions are off by more than a plain receiver's.
 * @param error_m standard deviation on each axis beyond the usual, m; 0 changes nothing.
 */
function optionsForError(options: MatcherOptions, error_m: number): MatcherOptions {
  if (error_m === 0) return options;
  const sigma_m = Math.hypot(options.sigma_m, error_m);
  return {
    ...options,
    sigma_m,
    radius_m: Math.max(options.radius_m, 3.5 * sigma_m),
    far_m: 4 * sigma_m,
    wide_m: Math.max(options.wide_m, 10 * sigma_m),
    still_m: options.still_m + 5 * error_m,
    backwards_m: 3 * sigma_m,
    beta_m: options.beta_m + error_m / 2,
  };
}

/** Options by the error of a source, made once. */
export class OptionsByError {
  readonly #of_step: readonly MatcherOptions[];

  constructor(plain: MatcherOptions) {
    this.#of_step = Array.from({ length: LARGEST_ERROR_M / ERROR_STEP_M + 1 }, (_, step) =>
      optionsForError(plain, step * ERROR_STEP_M),
    );
  }

  /** @param error_m standard deviation on each axis beyond a plain receiver's, m. @returns its step. */
  stepOf(error_m: number): number {
    return Math.round(Math.min(error_m, LARGEST_ERROR_M) / ERROR_STEP_M);
  }

  of(step: number): MatcherOptions {
    return this.#of_step[step];
  }
}
