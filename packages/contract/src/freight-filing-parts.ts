import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { FreightClass } from './freight-regimes.ts';
import { typedText } from './typed-text.ts';

/** Day of the city, yyyy-mm-dd. */
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Text = (most: number) => z.string().trim().max(most);
/** Degrees WGS-84. */
const Point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

export const FiledKind = z.enum(['firm', 'truck', 'driver', 'place', 'route']);
export type FiledKind = z.infer<typeof FiledKind>;

/** A port is there from the start; the others are filed. */
export const FiledPlaceKind = z.enum(['port', 'site', 'lodging', 'transfer', 'service']);
export type FiledPlaceKind = z.infer<typeof FiledPlaceKind>;

/**
 * draft: written, not handed in · submitted: waits for the check · returned: sent back with a reason · approved ·
 * suspended: may not be used, for a time or until it is reinstated · removed: from the list, for good unless an appeal
 * succeeds. That documents ended is not a state: it follows from the day.
 */
export const FilingState = z.enum(['draft', 'submitted', 'returned', 'approved', 'suspended', 'removed']);
export type FilingState = z.infer<typeof FilingState>;

/** What an entry is worth now: its state and its documents together. */
export const FilingStanding = z.enum(['in_order', 'not_approved', 'suspended', 'expired', 'removed']);
export type FilingStanding = z.infer<typeof FilingStanding>;

/** 行驶证、道路运输证、跨境行驶批文、保险、驾驶证、从业资格证、往来通行证、营业执照、道路运输经营许可证. */
export const FilingDocumentKind = z.enum([
  ...(['vehicle_licence', 'transport_permit', 'cross_border', 'insurance'] as const),
  ...(['driving_licence', 'qualification', 'travel_permit'] as const),
  ...(['business_licence', 'transport_licence'] as const),
]);
export type FilingDocumentKind = z.infer<typeof FilingDocumentKind>;

/** The last day on which it holds; null where it does not end. Numbers of a driver's documents are personal and left out. */
export const FilingDocument = z.object({
  kind: FilingDocumentKind,
  number: Text(40).default(''),
  until: Day.nullable(),
});
export type FilingDocument = z.infer<typeof FilingDocument>;

const Documents = z.array(FilingDocument).max(12).default([]);
const Name = { name: Text(80), name_en: Text(120).default('') };
/** What is written of a person, or masked where it is shown; null leaves it as it was filed before. */
const Personal = (most: number) => Text(most).nullable().default(null);

export const FirmFiling = z.object({
  kind: z.literal('firm'),
  ...Name,
  region: z.enum(['mainland', 'hong_kong']),
  /** 统一社会信用代码, or the number of business registration in Hong Kong. */
  credit_code: typedText().pipe(z.string().max(30)),
  address: Text(200).default(''),
  contact_name: Personal(50),
  contact_phone: Personal(30),
  documents: Documents,
});
export const TruckFiling = z.object({
  kind: z.literal('truck'),
  plate: typedText().pipe(z.string().max(20)),
  /** JT/T 697.7: 1 blue, 2 yellow, 3 black, 4 white, 5 green, 93 yellow-green, 94 gradient green. */
  plate_colour: z.number().int().min(1).max(99).default(2),
  /** The plate of Hong Kong or Macao that a truck carries besides. */
  plate_abroad: typedText().pipe(z.string().max(12)).nullable().default(null),
  class: FreightClass,
  /** Number of its terminal, as it reports by JT/T 808 or 809. */
  terminal: typedText().pipe(z.string().max(20)),
  model: Text(60).default(''),
  load_t: z.number().min(0).max(100).nullable().default(null),
  documents: Documents,
});
export const DriverFiling = z.object({
  kind: z.literal('driver'),
  name: Personal(50),
  phone: Personal(30),
  /** Number of the driving licence. */
  licence: Personal(30),
  /** 准驾车型: A2, B2 … */
  licence_class: Text(10).default(''),
  documents: Documents,
});
export const PlaceFiling = z.object({
  kind: z.literal('place'),
  place: FiledPlaceKind,
  ...Name,
  address: Text(200).default(''),
  /** Beds of a lodging, bays of a site or transfer point. */
  capacity: z.number().int().min(0).max(10_000).nullable().default(null),
  /** GeoJSON polygon: its outer ring first; a second ring is a hole, which is refused with a clear word. */
  area: z.array(z.array(Point).max(300)).max(10),
});
export const RouteFiling = z.object({
  kind: z.literal('route'),
  ...Name,
  points: z.array(Point).max(3000),
  limit_kmh: z.number().int().min(5).max(120).nullable().default(null),
});

/** What is filed, as it is written. What is wrong with it is said in words, all at once. */
export const FilingContent = z.discriminatedUnion('kind', [
  ...([FirmFiling, TruckFiling, DriverFiling, PlaceFiling, RouteFiling] as const),
]);
export type FilingContent = z.infer<typeof FilingContent>;
export type FilingContentOf<K extends FiledKind> = Extract<FilingContent, { kind: K }>;

/** Something about an entry: an error holds it back, a note is for who checks it. */
export const FilingFinding = z
  .object({
    code: z.string(),
    level: z.enum(['error', 'note']),
    /** The field that it is about; empty for all of it. */
    field: z.string(),
    text: Bilingual,
  })
  .meta({ id: 'FilingFinding' });
export type FilingFinding = z.infer<typeof FilingFinding>;

export const FilingAct = z.enum([
  ...(['filed', 'changed', 'submitted', 'withdrawn', 'approved', 'returned'] as const),
  ...(['amended', 'amendment_approved', 'amendment_returned'] as const),
  ...(['suspended', 'reinstated', 'removed', 'appealed', 'appeal_granted', 'appeal_refused'] as const),
  ...(['photo', 'expiring', 'expired'] as const),
]);
export type FilingAct = z.infer<typeof FilingAct>;

export const FilingAppeal = z
  .object({
    id: z.number().int(),
    /** What it is about: the suspension or removal. */
    against: z.enum(['suspended', 'removed']),
    text: z.string(),
    at_ms: AtMs,
    by: z.string(),
    /** By when it is to be decided. */
    due_ms: AtMs,
    /** Null while it waits. */
    granted: z.boolean().nullable(),
    decided_ms: AtMs.nullable(),
    decided_by: z.string().nullable(),
    reason: z.string(),
  })
  .meta({ id: 'FilingAppeal' });
export type FilingAppeal = z.infer<typeof FilingAppeal>;

/** A firm, truck, driver, place or route on file; personal data in it is masked. */
export const FilingEntry = z
  .object({
    id: z.string(),
    version: z.number().int(),
    kind: FiledKind,
    /** Code of the unit that filed it; null for what is the city's own. */
    firm: z.string().nullable(),
    firm_name: Bilingual.nullable(),
    /** Plate, masked name, or name: what lists call it. */
    title: z.string(),
    state: FilingState,
    standing: FilingStanding,
    /** Why it was returned, suspended or removed. */
    reason: z.string(),
    /** A suspension ends by itself then; null where it does not. */
    suspended_until_ms: AtMs.nullable(),
    content: FilingContent,
    /** A change of what is approved that waits for the check, or was sent back. */
    amendment: z
      .object({ state: z.enum(['submitted', 'returned']), content: FilingContent, reason: z.string() })
      .nullable(),
    /** The last day on which all of its documents hold; null where none of them ends. */
    until: Day.nullable(),
    /** Middle and reach of a place. */
    place: z.object({ lon: z.number(), lat: z.number(), radius_m: z.number() }).nullable(),
    filed_ms: AtMs,
    filed_by: z.string(),
    submitted_ms: AtMs.nullable(),
    decided_ms: AtMs.nullable(),
    decided_by: z.string().nullable(),
    /** An appeal that waits. */
    appeal_due_ms: AtMs.nullable(),
  })
  .meta({ id: 'FilingEntry' });
export type FilingEntry = z.infer<typeof FilingEntry>;

export const FilingPhoto = z
  .object({
    id: z.number().int(),
    name: z.string(),
    media: z.string(),
    by: z.string(),
    at_ms: AtMs,
    note: z.string(),
  })
  .meta({ id: 'FilingPhoto' });
export type FilingPhoto = z.infer<typeof FilingPhoto>;

/** Something that was done; content is what was filed then. */
export const FilingEvent = z.object({
  at_ms: AtMs,
  by: z.string(),
  act: FilingAct,
  reason: z.string(),
  version: z.number().int(),
  content: FilingContent.nullable(),
});
export type FilingEvent = z.infer<typeof FilingEvent>;

export const FilingDetail = FilingEntry.extend({
  findings: z.array(FilingFinding),
  events: z.array(FilingEvent),
  photos: z.array(FilingPhoto),
  appeals: z.array(FilingAppeal),
}).meta({ id: 'FilingDetail' });
export type FilingDetail = z.infer<typeof FilingDetail>;

/** A place as trips choose it: nothing of who filed it. */
export const FreightPlaceListed = z
  .object({
    code: z.string(),
    kind: FiledPlaceKind,
    name: Bilingual,
    lon: z.number(),
    lat: z.number(),
    radius_m: z.number(),
    /** Outer ring; null for a circle. */
    area: z.array(Point).nullable(),
  })
  .meta({ id: 'FreightPlaceListed' });
export type FreightPlaceListed = z.infer<typeof FreightPlaceListed>;

export const FreightRouteListed = z
  .object({
    code: z.string(),
    name: Bilingual,
    points: z.array(Point),
    limit_kmh: z.number().nullable(),
  })
  .meta({ id: 'FreightRouteListed' });
export type FreightRouteListed = z.infer<typeof FreightRouteListed>;

/** A dated setting of filing, with where it comes from. */
export const FilingSetting = z
  .object({
    key: z.string(),
    name: Bilingual,
    value: z.string(),
    valid_from: Day,
    source: Bilingual,
    assumed: z.boolean(),
  })
  .meta({ id: 'FilingSetting' });
export type FilingSetting = z.infer<typeof FilingSetting>;

/** A cell of an imported list that is wrong. */
export const FilingProblem = z
  .object({
    /** As the file counts them: its heading is row 1. */
    row: z.number().int(),
    column: z.string(),
    value: z.string(),
    message: z.string(),
  })
  .meta({ id: 'FilingProblem' });
export type FilingProblem = z.infer<typeof FilingProblem>;
