import type { AreaPlace, CalibratedArea } from '@opentocc/core/demand';
import type { Scenario } from './model.ts';

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
  readonly horizon_min: number;
  /** Of the figures of roads and of the typical demand; null without one. */
  readonly figures_version: string;
  readonly demand_version: string | null;
}
