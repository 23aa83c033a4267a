import type { LinkClass } from '../network/index.ts';

/**
 * What is assumed of roads and demand where nothing was measured. Shown on every study that rests on it; a newer set is
 * another value with its own `valid_from`, so that a study says by which it ran.
 */
export const TRAFFIC_PARAMETERS = {
  version: 'assumed-2026-11',
  valid_from: '2026-11-27',
  source: {
    zh: '通行能力：HCM 2010 基本饱和流率折减；拥堵波速：NGSIM US-101、I-80；其余为工程经验，未经本市数据标定',
    en: 'Capacity: HCM 2010 base saturation flows after adjustment; wave speed: NGSIM US-101 and I-80; the rest is engineering practice, not calibrated with data of this city',
  },
  assumed: true,
  /** Saturation flow of one lane, veh/h. */
  lane_capacity_vph: {
    motorway: 2000,
    expressway: 1800,
    arterial: 1700,
    collector: 1500,
    local: 1200,
  } satisfies Record<LinkClass, number>,
  /** Of slip roads, veh/h for one lane. */
  ramp_capacity_vph: 1500,
  /** Speed of gaps upstream in a queue, m/s. */
  wave_mps: 5.5,
  /** Share of the limit that a free vehicle drives at least between signals. */
  free_share_of_limit: 0.85,
  /** Share of the cycle in which an approach to a signal may discharge, where flows are read from speeds. */
  green_share: 0.32,
  /** Speed ratio at which a link carries its capacity; below it more vehicles pass fewer. */
  ratio_at_capacity: 0.5,
  /** Share of its capacity that a link carries at least, where its speed is free or not known. */
  least_load: 0.1,
  /** Length of the lane in which left turns wait at a signal, and of the lane before an exit, m. */
  left_pocket_m: 80,
  exit_lane_m: 150,
  signal: { cycle_s: 120, clearance_s: 4, least_green_s: 10 },
  /** Mean length of what a trip drives within the area, m, where it neither comes from nor goes outside. */
  trip_within_m: 6000,
  /** How much likelier going straight on is than turning into a road of the same flow. */
  straight_preference: 4,
} as const;

export type TrafficParameters = typeof TRAFFIC_PARAMETERS;
