import { TRAFFIC_PARAMETERS } from './traffic-parameters.ts';

/** What a detector reported of one period, and what stood before it. */
export interface DetectorPeriod {
  /** Vehicles that passed. */
  readonly vehicles: number;
  /** Mean speed, km/h; NaN where it was not reported. */
  readonly speed_kmh: number;
  readonly free_flow_kmh: number;
  /** Vehicles that stood in the queue before it when the period began and ended; NaN where it is not known. */
  readonly queue_before: number;
  readonly queue_after: number;
}

/**
 * How many wanted to pass. A detector in a queue shows what the road lets through and not what wants to: there, those by whom the
 * queue grew are added; where its length is not known, what passed is the least.
 */
export function wantedToPass(period: DetectorPeriod): {
  readonly vehicles: number;
  readonly isLeast: boolean;
} {
  const { vehicles, speed_kmh, free_flow_kmh, queue_before, queue_after } = period;
  const isQueued = speed_kmh < TRAFFIC_PARAMETERS.ratio_at_capacity * free_flow_kmh;
  if (!isQueued) return { vehicles, isLeast: false };
  const grown = queue_after - queue_before;
  if (Number.isNaN(grown)) return { vehicles, isLeast: true };
  return { vehicles: Math.max(0, vehicles + grown), isLeast: false };
}
