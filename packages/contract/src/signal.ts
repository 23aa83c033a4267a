import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';

/** What the platform can notice by itself. */
export const SignalKind = z.enum(['incident', 'queue', 'congestion', 'speed_drop', 'crowding', 'silence']);
export type SignalKind = z.infer<typeof SignalKind>;

/** Where a signal is: the end of the link at which it begins; null where its subject has no place. */
export const SignalPlace = z
  .object({
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    /** Code of the district. */
    district: z.string().nullable(),
    road: Bilingual,
  })
  .meta({ id: 'SignalPlace' });
export type SignalPlace = z.infer<typeof SignalPlace>;

/** What a person said of a signal; the newest counts, earlier ones stay. */
export const SignalVerdict = z
  .object({
    verdict: z.enum(['confirmed', 'false_alarm']),
    reason: z.string(),
    by: z.string(),
    at_ms: AtMs,
  })
  .meta({ id: 'SignalVerdict' });
export type SignalVerdict = z.infer<typeof SignalVerdict>;

export const Signal = z
  .object({
    id: z.number().int(),
    kind: SignalKind,
    /** The link at whose end it begins first; at most 200. Empty where it is not about a road. */
    links: z.array(z.number().int()),
    place: SignalPlace,
    began_ms: AtMs,
    /** When it last looked otherwise than before. */
    changed_ms: AtMs,
    ended_ms: AtMs.nullable(),
    /** Why it is over: traffic runs as usual, it went up in another one, or it was not seen again after a restart. */
    ended_why: z.enum(['cleared', 'merged', 'not_seen_again']).nullable(),
    /** How sure the detector is, 0–1. */
    confidence: z.number(),
    /** Slow road before the place, m; null where it is not about a road. */
    length_m: z.number().nullable(),
    rule: z.object({ name: z.string(), version: z.string() }),
    /** What is silent or crowded: "source:3", "detector:17", "hub:SZN". */
    subject: z.string().nullable(),
    verdict: SignalVerdict.nullable(),
  })
  .meta({ id: 'Signal' });
export type Signal = z.infer<typeof Signal>;
