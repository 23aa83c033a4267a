import type { RoadNetwork } from '@opentocc/core/network';
import type { CityLife } from '../city-life/index.ts';

/** Why somebody drives. */
export const TRIP_PURPOSES = ['to-work', 'from-work', 'errand', 'hub', 'freight'] as const;
export type TripPurpose = (typeof TRIP_PURPOSES)[number];

/** Where trips begin and end: a street (街道), or a district where the network names no streets. */
export interface Zone {
  readonly name_zh: string;
  readonly name_en: string;
  readonly population: number;
  readonly jobs: number;
  /** Draw of its hubs (airport, stations, crossings) and of its ports and freight yards; 1 is that of a small one. */
  readonly hubs: number;
  readonly ports: number;
}

export interface WorldOptions {
  readonly network: RoadNetwork;
  readonly seed: number;
  /** What happens in the city; default its everyday life of the same seed. */
  readonly life?: CityLife;
  /**
   * Simulated trips of a weekday; default {@link DEFAULT_TRIPS} for a network of the demo city's size, in proportion for
   * others. Each stands for as many vehicles as make the city's own number, takes their room and capacity, and counts
   * for them.
   */
  readonly trips?: number;
}

/** True trips of a day, one row each, by departure. Opened by benchmarks and tests alone. */
export interface TrueDemand {
  readonly zones: readonly Zone[];
  /** Vehicles that each trip stands for. */
  readonly weight: number;
  readonly trip_count: number;
  /** Instants, UTC ms. */
  readonly depart_ms: Float64Array;
  readonly from_zone: Uint16Array;
  readonly to_zone: Uint16Array;
  readonly origin_link: Uint32Array;
  /** Index in {@link TRIP_PURPOSES}. */
  readonly purpose: Uint8Array;
  /** Vehicles from a zone to another in a quarter of an hour. @param quarter of the world's day, 0–95, from 04:00 */
  vehicles(from_zone: number, to_zone: number, quarter: number): number;
}

/** True flows of a day. Opened by benchmarks and tests alone. */
export interface TrueFlows {
  /** Begin of the world's day, 04:00 in Asia/Shanghai, UTC ms. */
  readonly start_ms: number;
  readonly bin_ms: number;
  readonly bin_count: number;
  /** Vehicles that entered a link in a bin. */
  vehicles(link: number, bin: number): number;
}

/** What a detector at a point of a link saw in a span. */
export interface DetectorCount {
  readonly vehicles: number;
  /** Mean over vehicles of their speed at the point; NaN where nobody passed. */
  readonly mean_speed_kmh: number;
  /** Share of the time for which a lane of the point was occupied, over all lanes, 0–1. */
  readonly occupancy: number;
}

/** Reads detectors of the simulated world from the passages of its vehicles. */
export interface DetectorReading {
  /**
   * @param at of the length of the link at which the detector lies, 0–1
   * @throws RangeError for a span that the world has not simulated yet, or has forgotten
   */
  counts(link: number, from_ms: number, to_ms: number, at?: number): DetectorCount;
}
