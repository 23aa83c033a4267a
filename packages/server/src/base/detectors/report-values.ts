import type { DetectorReport, LaneReport } from '@opentocc/contract';
import { harmonicMean_kmh, spaceMean_kmh } from '@opentocc/core/traffic';

/** What a report says of all lanes together; the speed as space mean. */
export interface ReportValues {
  readonly vehicles: number;
  readonly speed_kmh: number | null;
  readonly occupancy_pct: number | null;
}

/** Brings the lanes of a report together; without lanes, what it says of the whole. */
export function valuesOf(report: DetectorReport): ReportValues {
  const { lanes, mean } = report;
  const space = (speed_kmh: number, of: 'lane' | 'road') =>
    mean === 'space' ? speed_kmh : spaceMean_kmh(speed_kmh, of);
  if (!lanes) {
    const { vehicles = 0, speed_kmh, occupancy_pct = null } = report;
    return { vehicles, speed_kmh: speed_kmh ? space(speed_kmh, 'road') : null, occupancy_pct };
  }
  const speeds = lanes.map(({ vehicles, speed_kmh }) => ({
    vehicles,
    speed_kmh: speed_kmh ? space(speed_kmh, 'lane') : Number.NaN,
  }));
  const speed_kmh = harmonicMean_kmh(speeds);
  return {
    vehicles: lanes.reduce((sum, { vehicles }) => sum + vehicles, 0),
    speed_kmh: Number.isNaN(speed_kmh) ? null : speed_kmh,
    occupancy_pct: meanOccupancy(lanes),
  };
}

function meanOccupancy(lanes: readonly LaneReport[]): number | null {
  const stated = lanes.flatMap(({ occupancy_pct }) => occupancy_pct ?? []);
  return stated.length === 0 ? null : stated.reduce((sum, share) => sum + share, 0) / stated.length;
}
