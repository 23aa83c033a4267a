import type {
  Detector,
  DetectorCount,
  IndexScope,
  IndexValue,
  LinkState,
  SourceHealth,
} from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import type { LinkStates } from '@opentocc/core/traffic';
import type { Grouping, IndexSeriesRow, Slot } from '../../../brain/indices/index.ts';

/** The city as rules look at it: ports to the floors below, of now and of the past. */
export interface City {
  readonly network: RoadNetwork;
  readonly groupings: readonly Grouping[];
  /** What perception published last; null before the first. */
  states(): LinkStates | null;
  indexValues(scope: IndexScope): readonly IndexValue[];
  sources(): readonly SourceHealth[];
  detectors(): readonly Detector[];
  freeFlow_kmh(): Float32Array;
  /** 1–5 of the traffic states. */
  stateOf(speed_kmh: number, free_flow_kmh: number): number;
  listSlots(from_ms: number, to_ms: number): Promise<readonly Slot[]>;
  listSeries(
    scope: IndexScope,
    keys: readonly string[],
    from_ms: number,
    to_ms: number,
  ): Promise<readonly IndexSeriesRow[]>;
  /** States of one link by minute. */
  linkMinutes(link: number, from_ms: number, to_ms: number): Promise<readonly LinkState[]>;
  detectorCounts(id: number, from_ms: number, to_ms: number): Promise<readonly DetectorCount[]>;
}

/** Values of all subjects of a space at an instant of the past. */
export interface PastColumn {
  readonly at_ms: number;
  readonly column: Float32Array;
}

/** Columns by their instants, oldest first. */
export const inOrder = (columns: ReadonlyMap<number, Float32Array>): PastColumn[] =>
  [...columns].sort(([a], [b]) => a - b).map(([at_ms, column]) => ({ at_ms, column }));
