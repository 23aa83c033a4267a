/** When a fix is rejected as implausible. Assumed on 2026-11-23, not from a standard; the centre may set its own. */
export interface FixLimits {
  /** A terminal's clock may be ahead of ours by this, ms. */
  readonly ahead_ms: number;
  /** Fixes that state the same second count as later by arrival when they come at least so long one after the other, ms. */
  readonly apart_ms: number;
  /** Older fixes say nothing of the traffic now (they stay in the history), ms. */
  readonly stale_ms: number;
  /** Faster than this between two fixes is a jump of the receiver, km/h. */
  readonly fastest_kmh: number;
  /** Jumps shorter than this are noise, m. */
  readonly jump_m: number;
  /** After so many jumps in a row it is the place before that was wrong. */
  readonly jumps_believed: number;
  /** How far outside the network's box a vehicle may be, degrees. */
  readonly margin_deg: number;
  /** A vehicle that should have come this far by its own speeds and still states the same place is frozen, m. */
  readonly frozen_m: number;
  /** Slower than this, a receiver that holds the place of a standing vehicle only shows noise, km/h. */
  readonly frozen_kmh: number;
  /** So much faster between two fixes than either states contradicts them, km/h. */
  readonly contradiction_kmh: number;
  /** A contradiction moves at least this far, m … */
  readonly contradiction_m: number;
  /** … within this time: over a longer one a vehicle can speed up and brake again, ms. */
  readonly contradiction_ms: number;
}

export const DEFAULT_FIX_LIMITS: FixLimits = {
  ahead_ms: 60_000,
  apart_ms: 50,
  stale_ms: 10 * 60_000,
  fastest_kmh: 200,
  jump_m: 300,
  jumps_believed: 3,
  margin_deg: 0.02,
  frozen_m: 50,
  frozen_kmh: 5,
  contradiction_kmh: 60,
  contradiction_m: 100,
  contradiction_ms: 15_000,
};
