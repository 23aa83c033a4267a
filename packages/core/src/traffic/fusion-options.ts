/** How far a speed is carried along a road and through time, and who reports. None is from a standard: all assumed. */
export interface FusionOptions {
  /** Likeness of two places of one road falls to 1/e over this distance, m. */
  readonly along_m: number;
  /** Likeness of two times of one link falls to 1/e over this time, min. */
  readonly memory_min: number;
  /** Share of a link's deviation that is its own and that its neighbours do not share, 0–1. */
  readonly own_share: number;
  /** A link with so many passes is stated by them alone; with fewer, what others say counts in proportion. */
  readonly enough_passes: number;
  /** A link without passes of which others say less than this is not stated: half width of their 90 % interval, share. */
  readonly widest: number;
  /**
   * Share of all vehicles that report, over 0 to 1. What is stated is the mean speed of all vehicles in the window; where
   * nearly all report it is the mean of those seen, whoever they are, and this must be set: intervals are too narrow else.
   */
  readonly penetration_rate: number;
  /** Share of the spread of single passes that is of measuring (fixes, stops of their own), not of traffic, 0–1. */
  readonly measured_share: number;
}

export const DEFAULT_FUSION: FusionOptions = {
  along_m: 1500,
  memory_min: 30,
  own_share: 0.4,
  enough_passes: 5,
  widest: 0.6,
  penetration_rate: 0.1,
  measured_share: 0.5,
};
