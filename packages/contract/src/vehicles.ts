import { z } from 'zod';
import { RevealReason } from './accounts.ts';
import { AtMs, Bilingual, LeftOutFile } from './common.ts';

export const VehicleClass = z.enum(['taxi', 'bus', 'freight', 'coach', 'dangerous_goods', 'other']);
export type VehicleClass = z.infer<typeof VehicleClass>;
/** Position in this list is the code of the class in live frames. */
export const VEHICLE_CLASSES = VehicleClass.options;

export const Vehicle = z
  .object({
    id: z.number().int(),
    /** Masked (粤B·1***5). */
    plate: z.string(),
    class: VehicleClass,
    source: z.number().int(),
    protocol: z.enum(['2011', '2013', '2019']).nullable(),
    online: z.boolean(),
    /** Time of the last accepted fix, also of a vehicle that has been silent since: its place is as old as that. */
    last_fix_ms: AtMs.nullable(),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    /** Null when it has not reported for five minutes. */
    speed_kmh: z.number().nullable(),
    link: z.number().int().nullable(),
  })
  .meta({ id: 'Vehicle' });
export type Vehicle = z.infer<typeof Vehicle>;

/** A vehicle that was searched for, with what tells it from others whose masks are the same. */
export const FoundVehicle = Vehicle.extend({
  /** Its terminal's number, masked: 139****5678. */
  terminal: z.string(),
  /** What its source is called. */
  source_name: Bilingual,
  /** Where its last place is; null where that is on no road or in no district. */
  road: Bilingual.nullable(),
  district: Bilingual.nullable(),
}).meta({ id: 'FoundVehicle' });
export type FoundVehicle = z.infer<typeof FoundVehicle>;

/** Why somebody needs a plate in full, and the link in whose evidence the vehicle was seen, if there; both go into the audit. */
export const PlateReveal = RevealReason.extend({ link: z.number().int().nonnegative().optional() });

/** A plate in full, after a reason was given. */
export const RevealedPlate = z.object({ plate: z.string() });

export const TracePoint = z.object({
  at_ms: AtMs,
  lon: z.number(),
  lat: z.number(),
  speed_kmh: z.number().nullable(),
  direction_deg: z.number().nullable(),
});

export const Trace = z
  .object({
    vehicle: z.number().int(),
    from_ms: AtMs,
    to_ms: AtMs,
    points: z.array(TracePoint),
    /** True when the answer was cut at its limit; ask for a shorter interval. */
    truncated: z.boolean(),
    /** Damaged files of the history: what they held is missing here. */
    left_out: z.array(LeftOutFile),
  })
  .meta({ id: 'Trace' });
export type Trace = z.infer<typeof Trace>;
