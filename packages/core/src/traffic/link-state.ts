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
  /** Space mean speed, km/h; NaN when it is not known. */
  readonly speed_kmh: Float32Array;
  /** Link traversals in the window that the speed rests on; 0 without any, though the speed may be estimated. Never without a speed. */
  readonly samples: Uint16Array;
  /** Distinct vehicles among them. */
  readonly vehicles: Uint16Array;
  /**
   * Share of the speed that rests on its own passes and detectors in the window, 0–1; the rest is fused from the link's
   * profile, its road and its last windows. Absent where passes alone were counted. Under a half is an estimate.
   */
  readonly own_weight?: Float32Array;
  /** Vehicles per hour as detectors counted them; NaN where none stands. Absent where there are none at all. */
  readonly flow_vph?: Float32Array;
  /** Half width of the 90 % confidence interval of the speed, km/h; NaN when it cannot be estimated (under 2 samples). */
  readonly half_width_kmh: Float32Array;
  /** Free-flow speed used for the state, km/h. */
  readonly free_flow_kmh: Float32Array;
  /** Index into {@link TRAFFIC_STATES}. */
  readonly state: Uint8Array;
}

/** Whether the speed of a link rests more on what others say than on its own passes and detectors in the window. */
export function isEstimated({ speed_kmh, own_weight }: LinkStates, link: number): boolean {
  return own_weight !== undefined && !Number.isNaN(speed_kmh[link]) && own_weight[link] < 0.5;
}
