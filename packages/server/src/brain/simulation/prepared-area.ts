import type { AreaPlace, CalibratedArea } from '@opentocc/core/demand';
import type { FollowedRoute, Scenario } from './model.ts';

/** An area with its traffic, ready for scenarios; moved to the threads that run them. */
export interface PreparedArea extends CalibratedArea {
  readonly speed_kmh: Float32Array;
  readonly free_flow_kmh: Float32Array;
  readonly radius_m: number;
  /** Where queues may begin. */
  readonly places: readonly AreaPlace[];
  readonly scenarios: readonly Scenario[];
  /** Links round the places of changes of demand, by `aroundKey`. */
  readonly around: ReadonlyMap<string, readonly number[]>;
  readonly routes: readonly FollowedRoute[];
  readonly horizon_min: number;
  /** Of the figures of roads. */
  readonly figures_version: string;
}
