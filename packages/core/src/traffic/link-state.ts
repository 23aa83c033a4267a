/**
 * The five traffic states of GB/T 33171-2016, by the ratio of speed to free-flow speed. 0 means that no vehicle
 * passed in the window: there is no value, and none is invented.
 */
export const TRAFFIC_STATES = ['unknown', 'free', 'mostly_free', 'light', 'moderate', 'severe'] as const;
export type TrafficState = (typeof TRAFFIC_STATES)[number];

/**
 * What is known of every link in one window: an immutable snapshot, published by swapping one reference. All columns
 * have the length of the network's links.
 */
export interface LinkStates {
  /** Counts up by one with each snapshot; never reused. */
  readonly sequence: number;
  readonly network_version: string;
  /** Window of travel that the snapshot stands for, UTC ms, [start, end). */
  readonly window_start_ms: number;
  readonly window_end_ms: number;
  /** Space mean speed, km/h; NaN without samples. */
  readonly speed_kmh: Float32Array;
  /** Link traversals that the speed rests on; 0 without samples. */
  readonly samples: Uint16Array;
  /** Distinct vehicles among them. */
  readonly vehicles: Uint16Array;
  /** Half width of the 90 % confidence interval of the speed, km/h; NaN when it cannot be told (under 2 samples). */
  readonly half_width_kmh: Float32Array;
  /** Free-flow speed used for the state, km/h. */
  readonly free_flow_kmh: Float32Array;
  /** Index into {@link TRAFFIC_STATES}. */
  readonly state: Uint8Array;
}
