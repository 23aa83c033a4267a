import { z } from 'zod';
import { AtMs, AtMsText, Bilingual } from './common.ts';
import {
  BorderDirection,
  FreightClass,
  FreightConsequence,
  FreightDocumentKind,
  FreightPointKind,
  FreightReason,
} from './freight-regimes.ts';

/** Code of a port, place, route, truck, driver or firm, as it is registered. */
export const FiledCode = z.string().trim().min(1).max(40);
/** "T20261128-00012": day of the city on which it was declared, and which of that day. */
export const TripId = z.string().regex(/^T\d{8}-\d{5,7}$/);
const Hour = AtMs.refine((at_ms) => at_ms % 3_600_000 === 0, 'a slot begins with the hour');

/**
 * waiting: for a slot that is full; booked: has a slot; under_way; over; and what never was driven: refused, called_off,
 * lapsed (no slot became free in time), no_show (did not come, and its slot was given on).
 */
export const TripState = z.enum([
  ...(['waiting', 'booked', 'under_way', 'over', 'refused', 'called_off', 'lapsed', 'no_show'] as const),
]);
export type TripState = z.infer<typeof TripState>;

/** What is carried. */
export const TripGoods = z.object({
  name: z.string().trim().min(1).max(100),
  weight_kg: z.number().min(0).max(100_000).nullable(),
  /** UN number, and number of the slip of dangerous goods (危货运单): one vehicle, one trip, one slip. */
  hazmat: z.object({ un: z.string().regex(/^\d{4}$/), slip: z.string().trim().min(4).max(40) }).nullable(),
});
export type TripGoods = z.infer<typeof TripGoods>;

const TripStop = z.object({
  ...{ kind: FreightPointKind, code: FiledCode, from_ms: AtMs, to_ms: AtMs },
  /** Whether a time was booked at the place itself. */
  booked: z.boolean().default(false),
});
const TripCrossing = z.object({ port: FiledCode, direction: BorderDirection, at_ms: AtMs });
const TripPaper = z.object({ kind: FreightDocumentKind, valid_to_ms: AtMs.nullable() });

/** What a firm declares of a trip. */
export const TripDeclaration = z.object({
  truck: FiledCode,
  /** Who drives first, and who relieves them. */
  drivers: z.array(FiledCode).min(1).max(3),
  direction: BorderDirection,
  mode: z.enum(['direct', 'relayed']).default('direct'),
  goods: TripGoods,
  destination: z.object({ city: z.string().regex(/^\d{6}$/), street: FiledCode.nullable() }),
  /** In order of time; the first one is booked at its port. */
  crossings: z.array(TripCrossing).min(1).max(4),
  stops: z.array(TripStop).max(20),
  /** Code of the designated route. */
  route: FiledCode.nullable(),
  /** Beside permit and licence, which are known of truck and driver. */
  documents: z.array(TripPaper).max(12),
});
export type TripDeclaration = z.infer<typeof TripDeclaration>;

/** A declaration as it is sent in. */
export const NewTrip = TripDeclaration.extend({
  /** Made by who sends it: sent a second time, it is the same trip. */
  key: z.string().regex(/^[\w-]{8,64}$/),
  /** Whether it waits where the slot is full; without it, it is not taken then. */
  wait: z.boolean().default(true),
  /** Whether it would come at short notice, in the place of one that does not. */
  standby: z.boolean().default(false),
});
export type NewTrip = z.infer<typeof NewTrip>;

/** An hour at a port, by direction and class of vehicle. */
export const TripSlot = z.object({
  ...{ port: FiledCode, direction: BorderDirection, class: FreightClass, from_ms: Hour },
});
export type TripSlot = z.infer<typeof TripSlot>;

/** A trip as it was declared, and how it stands. */
export const DeclaredTrip = TripDeclaration.extend({
  id: TripId,
  version: z.number().int(),
  /** Code of the firm's unit. */
  firm: z.string(),
  firm_name: Bilingual,
  ...{ plate: z.string(), plate_abroad: z.string().nullable(), class: FreightClass },
  /** Masked, in the order of `drivers`. */
  driver_names: z.array(z.string()),
  declared_ms: AtMs,
  state: TripState,
  slot: TripSlot.nullable(),
  /** Its place among those that wait for the slot, from 1. */
  waiting: z.object({ place: z.number().int(), until_ms: AtMs, standby: z.boolean() }).nullable(),
  outcome: z.union([z.enum(['clear', 'unjudged']), FreightConsequence]),
  /** By what it was refused, or what is noted of it. */
  reasons: z.array(FreightReason),
  /** Why it ended without having been driven, or was closed. */
  cause: Bilingual.nullable(),
  ended_ms: AtMs.nullable(),
  /** Number of its permit; null without one. */
  permit: z.string().nullable(),
}).meta({ id: 'DeclaredTrip' });
export type DeclaredTrip = z.infer<typeof DeclaredTrip>;

export const DeclaredTripList = z
  .object({ trips: z.array(DeclaredTrip), total: z.number().int() })
  .meta({ id: 'DeclaredTripList' });
export type DeclaredTripList = z.infer<typeof DeclaredTripList>;

/** How a slot stands. */
export const SlotState = z
  .object({
    from_ms: AtMs,
    /** Null where the port is shut or no figure is set. */
    capacity: z.number().int().nullable(),
    booked: z.number().int(),
    waiting: z.number().int(),
    /** Why none can be booked; null where one can. */
    shut: z
      .object({ code: z.enum(['past', 'port', 'full', 'none', 'firm', 'ahead']), text: Bilingual })
      .nullable(),
  })
  .meta({ id: 'SlotState' });
export type SlotState = z.infer<typeof SlotState>;

/** Slots of a day of the city. */
export const SlotDay = z
  .object({
    ...{ port: z.string(), direction: BorderDirection, class: FreightClass, from_ms: AtMs },
    slots: z.array(SlotState),
    /** The first one that is free from now on, within the days that can be booked. */
    next_free_ms: AtMs.nullable(),
    /** Whether the capacity is an assumption, and where it comes from. */
    ...{ assumed: z.boolean(), source: Bilingual },
  })
  .meta({ id: 'SlotDay' });
export type SlotDay = z.infer<typeof SlotDay>;

/** How many of a class a port takes in each hour of the day, from a day on. */
export const SlotCapacity = z
  .object({
    ...{ port: FiledCode, direction: BorderDirection, class: FreightClass },
    version: z.number().int(),
    /** First hour for which it holds. */
    from_ms: Hour,
    per_hour: z.array(z.number().int().min(0).max(2000)).length(24),
    /** Most places of one firm in a slot, as a share of them; two at least. */
    firm_share: z.number().min(0.01).max(1),
    source: Bilingual,
    assumed: z.boolean(),
    reason: z.string(),
    made_by: z.string(),
    made_ms: AtMs,
  })
  .meta({ id: 'SlotCapacity' });
export type SlotCapacity = z.infer<typeof SlotCapacity>;

/**
 * A truck drives through a gate: of a port into the city or out of it, once for each crossing that is declared; of any other place in
 * and out, once each for each stop.
 */
export const PermitPassage = z.enum(['in', 'out']);
export type PermitPassage = z.infer<typeof PermitPassage>;

/** A permit (通行凭证) as the driver carries it. */
export const TripPermit = z
  .object({
    number: z.string(),
    trip: TripId,
    ...{ plate: z.string(), plate_abroad: z.string().nullable(), class: FreightClass },
    direction: BorderDirection,
    port: z.string(),
    from_ms: AtMs,
    to_ms: AtMs,
    state: z.enum(['valid', 'early', 'over', 'revoked']),
    revoked: z.object({ at_ms: AtMs, cause: Bilingual }).nullable(),
    /** What its QR code says: signed, so that a gate needs nobody to ask. */
    text: z.string(),
    /** The code itself, an SVG image. */
    svg: z.string(),
    /** Of every permit of the trip, in order of time. */
    uses: z.array(
      z.object({
        ...{ place: z.string(), passage: PermitPassage, at_ms: AtMs, by: z.string() },
        /** What speaks against a use that was found too late; null for one that was allowed. */
        against: Bilingual.nullable(),
      }),
    ),
  })
  .meta({ id: 'TripPermit' });
export type TripPermit = z.infer<typeof TripPermit>;

/** What a gate makes of a permit. */
export const PermitVerdict = z
  .object({
    allowed: z.boolean(),
    /** "ok", or why not. */
    code: z.enum([
      ...(['ok', 'unreadable', 'forged', 'unknown_key', 'early', 'over', 'revoked', 'other_plate'] as const),
      ...(['other_place', 'used', 'elsewhere', 'truck', 'trip'] as const),
    ]),
    text: Bilingual,
    trip: TripId.nullable(),
    plate: z.string().nullable(),
    to_ms: AtMs.nullable(),
  })
  .meta({ id: 'PermitVerdict' });
export type PermitVerdict = z.infer<typeof PermitVerdict>;

/** All that a gate needs to check permits while it reaches nobody. */
export const PermitTrust = z
  .object({
    made_ms: AtMs,
    /** Public keys of SM2 by their id, hex. */
    keys: z.record(z.string(), z.string()),
    /** Numbers of permits that ended before their time and would still be good by themselves. */
    revoked: z.array(z.string()),
  })
  .meta({ id: 'PermitTrust' });
export type PermitTrust = z.infer<typeof PermitTrust>;

/** A permit that is shown at a gate. */
export const PermitUse = z.object({
  text: z.string().max(1000),
  place: FiledCode,
  passage: PermitPassage,
  /** As it was read by a camera or a person; null where nobody looked. */
  plate: z.string().max(20).nullable(),
});
export type PermitUse = z.infer<typeof PermitUse>;

export const TripQuery = z.object({
  state: TripState.optional(),
  ...{ firm: FiledCode.optional(), truck: FiledCode.optional(), driver: FiledCode.optional() },
  ...{ port: FiledCode.optional(), direction: BorderDirection.optional(), class: FreightClass.optional() },
  /** Of those whose first crossing is declared within. */
  ...{ from_ms: AtMsText.optional(), to_ms: AtMsText.optional() },
  /** Number of a trip, plate, or the beginning of either. */
  q: z.string().trim().max(40).optional(),
  offset: z.coerce.number().int().min(0).max(200_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
