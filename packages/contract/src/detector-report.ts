import { z } from 'zod';
import { AtMs } from './common.ts';

/** Vehicles that passed in the period. */
const Vehicles = z.number().int().min(0).max(10_000);
/** Mean speed of them, km/h; null or left out where nobody passed or it is not measured. */
const Speed = z.number().min(0).max(1000).nullish();
/** Share of the period in which the detector was covered, per cent. What is above 100 is read, and refused as impossible. */
const Occupancy = z.number().min(0).max(1000).nullish();

export const LaneReport = z.object({
  /** From the median outwards, 1 is the innermost. */
  lane: z.number().int().min(1).max(16),
  vehicles: Vehicles,
  speed_kmh: Speed,
  occupancy_pct: Occupancy,
});
export type LaneReport = z.infer<typeof LaneReport>;

/** An instant: ISO 8601 with its offset from UTC, or UTC ms since 1970. */
const Instant = z.union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), AtMs]);

/**
 * What a detector measured in one period, as it stands in an MQTT message: of its lanes, or of all of them together. Its
 * topic is {@link reportTopicOf} its source.
 */
export const DetectorReport = z
  .object({
    /** Version of this schema. */
    version: z.literal(1),
    /** Code of the detector, as its source registered it. */
    detector: z.string().trim().min(1).max(60),
    begin: Instant,
    period_s: z.number().int().min(10).max(3600),
    vehicles: Vehicles.optional(),
    speed_kmh: Speed,
    occupancy_pct: Occupancy,
    lanes: z.array(LaneReport).min(1).max(16).optional(),
    /** How speeds are averaged over vehicles: arithmetically (`time`, as most detectors do) or harmonically (`space`). */
    mean: z.enum(['time', 'space']).default('time'),
  })
  .refine(({ vehicles, lanes }) => vehicles !== undefined || lanes !== undefined, {
    message: 'vehicles or lanes',
    path: ['vehicles'],
  })
  .meta({ id: 'DetectorReport' });
export type DetectorReport = z.infer<typeof DetectorReport>;

/** Topic on which the detectors of a source report. */
export const reportTopicOf = (source_code: string): string => `tocc/v1/${source_code}/detectors`;

/** What else a source may publish beside reports of detectors, by the last level of its topic. */
export const DEVICE_CHANNELS = ['cold-chain'] as const;
export type DeviceChannel = (typeof DEVICE_CHANNELS)[number];

/** Topic on which the other devices of a source report. */
export const deviceTopicOf = (source_code: string, channel: DeviceChannel): string =>
  `tocc/v1/${source_code}/${channel}`;
