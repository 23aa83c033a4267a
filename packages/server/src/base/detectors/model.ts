import type { DetectorKind, LaneReport } from '@opentocc/contract';

/** A detector as it is registered. */
export interface RegisteredDetector {
  readonly id: number;
  readonly source: number;
  /** Unique in its source. */
  readonly code: string;
  readonly name: string;
  readonly kind: DetectorKind;
  /** Degrees WGS-84, as stated or as computed from link and metres. */
  readonly lon: number;
  readonly lat: number;
  /** Way of the traffic that it counts, degrees clockwise from north; null where one link alone is near. */
  readonly heading_deg: number | null;
  /** Null where the network has no road there any more. */
  readonly link: number | null;
  readonly along_m: number;
  /** From its place to the link. */
  readonly off_m: number;
  readonly lanes: number;
  readonly period_s: number;
  /** Network that the link is of. */
  readonly network_version: string;
  readonly retired_ms: number | null;
}

/** What a list of a source says of a detector, matched to its link. */
export type DetectorEntry = Omit<RegisteredDetector, 'id' | 'retired_ms'>;

/** A report as it is stored: lanes brought together, speed as space mean. */
export interface StoredReport {
  readonly detector: number;
  readonly begin_ms: number;
  readonly period_s: number;
  readonly received_ms: number;
  readonly vehicles: number;
  readonly speed_kmh: number | null;
  readonly occupancy_pct: number | null;
  /** Code of the rule by which it is not used; null when it is. */
  readonly refused: string | null;
  readonly lanes: readonly LaneReport[] | null;
}

export const endOf = ({ begin_ms, period_s }: Pick<StoredReport, 'begin_ms' | 'period_s'>): number =>
  begin_ms + period_s * 1000;

/** What one detector counted in a window, as the state of its link takes it. */
export interface Detection {
  readonly detector: number;
  readonly link: number;
  readonly vehicles: number;
  readonly flow_vph: number;
  /** Space mean at its place; NaN where it was not measured. */
  readonly speed_kmh: number;
}
