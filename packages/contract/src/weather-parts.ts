import { z } from 'zod';
import { AtMs } from './common.ts';

/** Levels of signals: what is expected. White, 48 h ahead, is of typhoons alone. */
export const SignalLevel = z.enum(['white', 'blue', 'yellow', 'orange', 'red']);
export type SignalLevel = z.infer<typeof SignalLevel>;

/** Levels of response: what the city does. I is the highest; set by people, whatever the signal is. */
export const ResponseLevel = z.enum(['IV', 'III', 'II', 'I']);
export type ResponseLevel = z.infer<typeof ResponseLevel>;

/** An update takes the place of what it refers to; cancelled is not expired. */
export const WeatherState = z.enum(['in_force', 'updated', 'cancelled', 'expired']);
export type WeatherState = z.infer<typeof WeatherState>;

const Position = z.tuple([z.number(), z.number()]);

export const WeatherArea = z.object({
  description: z.string(),
  /** Codes of districts of this city. */
  districts: z.array(z.string()),
  streets: z.array(z.string()),
  /** Rings of lon, lat. */
  polygons: z.array(z.array(Position)),
});
export type WeatherArea = z.infer<typeof WeatherArea>;

export const WeatherWarning = z
  .object({
    id: z.number().int(),
    sender: z.string(),
    identifier: z.string(),
    /** The warning that this one takes the place of; null for the first of a chain. */
    replaces: z.number().int().nullable(),
    kind: z.string(),
    /** Null where the message names none. */
    level: SignalLevel.nullable(),
    state: WeatherState,
    exercise: z.boolean(),
    /** The weather drill that fed it; null for every other one. */
    drill: z.number().int().nullable(),
    title: z.string(),
    text: z.string(),
    area: WeatherArea,
    issued_ms: AtMs,
    expires_ms: AtMs.nullable(),
    ended_ms: AtMs.nullable(),
    /** What in the message broke its standard. */
    findings: z.array(z.string()),
  })
  .meta({ id: 'WeatherWarning' });
export type WeatherWarning = z.infer<typeof WeatherWarning>;

/** What was decided, beside what the colour proposed: two scales, both on record. */
export const ResponseDecision = z.object({
  id: z.number().int(),
  at_ms: AtMs,
  /** Null: ended. */
  level: ResponseLevel.nullable(),
  signal: SignalLevel.nullable(),
  proposed: ResponseLevel.nullable(),
  by: z.string(),
  reason: z.string(),
});
export type ResponseDecision = z.infer<typeof ResponseDecision>;
