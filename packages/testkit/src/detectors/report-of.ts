import { hash01 } from '../random.ts';
import type { DetectorSite } from './sites.ts';
import type { SpotSpan } from './spot-traffic.ts';

/** A report as it stands in the message (`DetectorReport` of the contract). */
export interface SentReport {
  readonly version: 1;
  readonly detector: string;
  readonly begin: string;
  readonly period_s: number;
  readonly mean: 'time';
  readonly lanes: readonly {
    readonly lane: number;
    readonly vehicles: number;
    readonly speed_kmh: number | null;
    readonly occupancy_pct: number;
  }[];
}

/** Slower lanes lie outwards: speed of each as a share of the mean. */
const LANE_STEP = 0.06;

/** What a detector sends of a period that it saw, its defect included. @param begin_ms of the period */
export function reportOf(site: DetectorSite, begin_ms: number, seen: SpotSpan): SentReport {
  const { code, lanes, period_s, defect } = site;
  const vehicles = Math.round(seen.vehicles);
  const of_lane = (lane: number) => {
    if (defect === 'dead_lane') return lane === lanes ? 0 : Math.max(8, Math.round(vehicles / lanes));
    return Math.floor(vehicles / lanes) + (lane <= vehicles % lanes ? 1 : 0);
  };
  return {
    version: 1,
    detector: code,
    begin: new Date(begin_ms).toISOString(),
    period_s,
    mean: 'time',
    lanes: Array.from({ length: lanes }, (_, i) => laneOf(site, i + 1, of_lane(i + 1), seen)),
  };
}

function laneOf({ defect, lanes }: DetectorSite, lane: number, vehicles: number, seen: SpotSpan) {
  if (defect === 'stuck') return { lane, vehicles: 12, speed_kmh: 37.5, occupancy_pct: 9.5 };
  const factor = 1 + LANE_STEP * ((lanes + 1) / 2 - lane);
  const occupancy = defect === 'impossible' ? 1.27 : seen.occupancy;
  return {
    lane,
    vehicles,
    speed_kmh: vehicles > 0 ? tenth((seen.mean_speed_kmh || 40) * factor) : null,
    occupancy_pct: tenth(100 * occupancy),
  };
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** Whether a detector says nothing: one that is silent worked until half an hour into the life of the demo. */
export const isSilentNow = ({ defect }: DetectorSite): boolean => defect === 'silent';

/** How long after its period a report is sent, ms: clocks and lines differ. */
export function delay_ms({ defect, code }: DetectorSite, seed: number): number {
  const spread = hash01(seed, Number(code.slice(1)), code.charCodeAt(0));
  return defect === 'late' ? 45_000 + 60_000 * spread : 500 + 4_000 * spread;
}
