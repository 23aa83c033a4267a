import type { FreightClass } from '../regimes/index.ts';

/** Figures that the follower goes by. Times ms, distances m, speeds km/h. */
export interface FollowOptions {
  /**
   * A fix is out of reach when it would ask for more than this speed, or for longer than `sprint_ms` for more than the lower one,
   * beside a margin for the error of positions.
   */
  readonly reach_kmh: number;
  readonly sprint_ms: number;
  readonly reach_long_kmh: number;
  readonly reach_margin_m: number;
  /** Fixes in a row that agree with each other and are out of reach before it is a jump and no stray position. */
  readonly jump_fixes: number;
  /** A receiver that repeats its position (as in a tunnel) is believed to have moved for at most so long. */
  readonly frozen_ms: number;

  /** No word for longer is silence: while it drives, while it stands, and in the area of a port, whose halls are covered. */
  readonly silent_ms: number;
  readonly silent_standing_ms: number;
  readonly silent_port_ms: number;
  /** Where a tunnel may hide it, it may be silent for as long as the way through takes at this speed besides. */
  readonly tunnel_kmh: number;
  /** In the open it drives at the speed of its last fixes, but at this one at least. */
  readonly open_kmh: number;

  /** A truck stands while its positions lie within this distance of their mean: more than they wander at a stand. */
  readonly stand_radius_m: number;
  /** Fixes in a row outside before it has left. */
  readonly leave_fixes: number;

  /** A departure from the route is certain once the mean distance of its fixes is above the first value after the first time, or above the second after the second. */
  readonly sure_off: Departure;
  readonly slight_off: Departure;

  /** Share by which a limit must be passed, and for how long. */
  readonly speed_share: number;
  readonly over_limit_ms: number;
  readonly speeding_fixes: number;
  /** Without a fix for longer, its speed is the mean of the way between two fixes, whose error is taken off it. */
  readonly section_ms: number;
  readonly section_error_m: number;
  /** Where a fix at either end was too fast, this share of the limit on the way between is enough. */
  readonly section_share: number;
  /** Highest speed by class on any road. */
  readonly top_kmh: Readonly<Record<FreightClass, number>>;

  /** Driving without a rest for longer is fatigue; a stand of this length is a rest (实施条例 art. 62). */
  readonly fatigue_ms: number;
  readonly rest_ms: number;

  /** A plate that is seen at a place farther than this from where its terminal can be is a swap. */
  readonly swap_margin_m: number;
}

export interface Departure {
  readonly mean_m: number;
  readonly after_ms: number;
  readonly fixes: number;
  /** Driven meanwhile by the speeds of its fixes: what stands and wanders is not off its route. */
  readonly driven_m: number;
}

const MINUTE_MS = 60_000;

/** Chosen on seeds 1, 2 and 11 of `bench/freight.ts`; its figures are of other seeds. */
export const FOLLOW_OPTIONS: FollowOptions = {
  ...{ reach_kmh: 130, sprint_ms: 2 * MINUTE_MS, reach_long_kmh: 105, reach_margin_m: 400 },
  ...{ jump_fixes: 3, frozen_ms: 6 * MINUTE_MS },
  ...{ silent_ms: 5 * MINUTE_MS, silent_standing_ms: 30 * MINUTE_MS, silent_port_ms: 45 * MINUTE_MS },
  ...{ tunnel_kmh: 20, open_kmh: 40 },
  ...{ stand_radius_m: 120, leave_fixes: 2 },
  sure_off: { mean_m: 120, after_ms: 45_000, fixes: 4, driven_m: 200 },
  slight_off: { mean_m: 70, after_ms: 240_000, fixes: 8, driven_m: 400 },
  ...{ speed_share: 1.1, over_limit_ms: 30_000, speeding_fixes: 3, section_ms: 45_000 },
  ...{ section_error_m: 100, section_share: 0.9 },
  top_kmh: { container: 100, lorry: 100, reefer: 100, hazmat: 80, coach: 100 },
  ...{ fatigue_ms: 240 * MINUTE_MS, rest_ms: 20 * MINUTE_MS },
  swap_margin_m: 1500,
};
