import { z } from 'zod';
import { AtMs, Bilingual, RowNumber } from './common.ts';
import { writtenForm } from './typed-form.ts';
import { typedText } from './typed-text.ts';

/** A code that a person can read out. */
export const ReadableCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][\w.-]{0,59}$/, 'A–Z, 0–9, "-", "_", "." (60 at most)');
/** Name of a lot, container or holder: the maker's own text, a number or a URN. A recall finds it however it was typed. */
export const LotName = z.string().overwrite(writtenForm).min(1).max(200);
const Version = RowNumber;
const Note = z.string().trim().max(1000).default('');

export const GoodsClass = z.enum(['deep_frozen', 'frozen', 'chilled']);
export type GoodsClass = z.infer<typeof GoodsClass>;

export const ColdState = z.enum([
  'booked',
  'under_way',
  'at_warehouse',
  'passed',
  'failed',
  'released',
  'left',
  'called_off',
]);
export type ColdState = z.infer<typeof ColdState>;

/** Nothing on a cold way is waited for longer than a week, s. */
const LONGEST_S = 7 * 86_400;
/** What sensors of cold goods can be built for, °C. */
const OnScale = z.number().min(-200).max(200);

export const BreachRuleText = z
  .object({
    id: z.string().min(1).max(40),
    side: z.enum(['hot', 'cold']),
    measure: z.enum(['consecutive', 'cumulative']),
    limit_c: z.number().min(-100).max(100),
    duration_s: z.number().int().min(0).max(LONGEST_S),
  })
  .meta({ id: 'BreachRule' });

/** By what goods are supervised; those of a consignment stay as they were when it was declared. */
export const SupervisionText = z
  .object({
    rules: z.array(BreachRuleText).min(1).max(12),
    scale: z.object({ min_c: OnScale, max_c: OnScale }),
    lost_after_s: z.number().int().max(LONGEST_S),
    door_open_s: z.number().int().min(0).max(LONGEST_S),
  })
  .meta({ id: 'SupervisionSettings' });

export const GoodsRule = z
  .object({
    goods_class: GoodsClass,
    version: RowNumber,
    name: Bilingual,
    settings: SupervisionText,
    source: Bilingual,
    assumed: z.boolean(),
    valid_from_ms: AtMs,
  })
  .meta({ id: 'ColdGoodsRule' });
export type GoodsRule = z.infer<typeof GoodsRule>;

export const ColdLot = z
  .object({
    lot: LotName,
    goods: z.string().trim().min(1).max(100),
    quantity: z.number().positive().max(1e9),
    uom: z
      .string()
      .trim()
      .regex(/^[A-Z0-9]{2,3}$/, 'UN/CEFACT: KGM, TNE, BX …')
      .default('KGM'),
  })
  .meta({ id: 'ColdLot' });
export type ColdLot = z.infer<typeof ColdLot>;

/** What the owner of goods declares and books. */
export const ColdDeclaration = z.object({
  firm: ReadableCode,
  goods: z.string().trim().min(1).max(100),
  goods_class: GoodsClass,
  lots: z.array(ColdLot).min(1).max(50),
  /** Number of the customs form, as it stands on the paper. */
  customs_form: typedText().regex(/^\d{18}$/, '18 digits'),
  container: typedText().min(1).max(20),
  seal: typedText().min(1).max(40),
  /** The device that measures in the hold; null where the truck's terminal does (JT/T 808, item 0x06). */
  sensor: ReadableCode.nullable().default(null),
  /** The electronic lock or seal on the doors; null without one. */
  seal_device: ReadableCode.nullable().default(null),
  truck: typedText().min(5).max(12),
  driver: z.string().trim().max(40).nullable().default(null),
  trip: z.string().trim().max(40).nullable().default(null),
  warehouse: ReadableCode,
  slot_from_ms: AtMs,
  destination: LotName,
});
export type ColdDeclaration = z.input<typeof ColdDeclaration>;

export const ColdTest = z
  .object({
    paper: z.string().trim().min(3).max(60),
    laboratory: z.string().trim().min(2).max(100),
    /** Who signed the paper. */
    signed_by: z.string().trim().min(2).max(60),
    passed: z.boolean(),
    sampled_ms: AtMs,
    note: Note,
  })
  .meta({ id: 'ColdTest' });
export type ColdTest = z.infer<typeof ColdTest>;

export const ColdEvent = z
  .object({ at_ms: AtMs, kind: z.string(), by: z.string(), text: Bilingual })
  .meta({ id: 'ColdEvent' });

export const ColdCertificate = z
  .object({
    code: z.string(),
    consignment: z.string(),
    issued_ms: AtMs,
    issued_by: z.string(),
    revoked_ms: AtMs.nullable(),
    /** What a QR code shows: the page on which buyers check it. */
    address: z.string(),
    text: z.string(),
  })
  .meta({ id: 'ColdCertificate' });
export type ColdCertificate = z.infer<typeof ColdCertificate>;

export const Consignment = z
  .object({
    id: z.string(),
    version: z.number().int(),
    state: ColdState,
    firm: z.string(),
    firm_name: Bilingual,
    goods: z.string(),
    goods_class: GoodsClass,
    lots: z.array(ColdLot),
    customs_form: z.string(),
    container: z.string(),
    seal: z.string(),
    sensor: z.string().nullable(),
    seal_device: z.string().nullable(),
    truck: z.string(),
    driver: z.string().nullable(),
    trip: z.string().nullable(),
    warehouse: z.string(),
    warehouse_name: Bilingual,
    slot_from_ms: AtMs,
    slot_to_ms: AtMs,
    destination: z.string(),
    settings: SupervisionText,
    declared_ms: AtMs,
    departed_ms: AtMs.nullable(),
    arrived_ms: AtMs.nullable(),
    tested_ms: AtMs.nullable(),
    /** Until when goods that passed are to be fetched; storage is counted from then on. */
    fetch_by_ms: AtMs.nullable(),
    left_ms: AtMs.nullable(),
    /** Begun hours beyond it, until now or until goods left. */
    storage_h: z.number().int().nonnegative(),
    last: z.object({ at_ms: AtMs, temperature_c: z.number(), door_open: z.boolean().nullable() }).nullable(),
    sensor_lost_since_ms: AtMs.nullable(),
    /** Where the truck was last; null where nobody knows. */
    place: z.object({ lon: z.number(), lat: z.number(), at_ms: AtMs }).nullable(),
    open_warnings: z.number().int(),
    test: ColdTest.nullable(),
    certificate: ColdCertificate.nullable(),
  })
  .meta({ id: 'Consignment' });
export type Consignment = z.infer<typeof Consignment>;

export const ColdWarningKind = z.enum(['breach', 'door', 'sensor_lost', 'seal', 'off_route', 'overdue']);
export type ColdWarningKind = z.infer<typeof ColdWarningKind>;
export const ColdCause = z.enum(['goods_spoilt', 'goods_sound', 'device_fault', 'handled', 'false_alarm']);
export type ColdCause = z.infer<typeof ColdCause>;

export const ColdWarning = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    consignment: z.string(),
    firm: z.string(),
    firm_name: Bilingual,
    goods: z.string(),
    truck: z.string(),
    kind: ColdWarningKind,
    /** The rule that was broken, with its limit and duration as they were; null for what is no breach. */
    rule: BreachRuleText.nullable(),
    text: Bilingual,
    began_ms: AtMs,
    opened_ms: AtMs,
    /** When it was over by itself; null while it goes on, and where only a person can say. */
    over_ms: AtMs.nullable(),
    worst_c: z.number().nullable(),
    needs_person: z.boolean(),
    closed_ms: AtMs.nullable(),
    closed_by: z.string().nullable(),
    cause: ColdCause.nullable(),
    note: z.string(),
  })
  .meta({ id: 'ColdWarning' });
export type ColdWarning = z.infer<typeof ColdWarning>;

/** A reading of a device in a hold, as it stands in an MQTT message and in a request. */
export const ColdReading = z.object({
  sensor: ReadableCode,
  at: z.union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), AtMs]),
  /** Any number is read; one beyond the scale of the sensor is counted and not judged. */
  temperature_c: z.number(),
  door_open: z.boolean().nullable().default(null),
});
export type ColdReading = z.infer<typeof ColdReading>;

export const ColdReadings = z.object({ readings: z.array(ColdReading).min(1).max(500) });

export const ReadingRefusal = z.enum([
  'not_a_number',
  'off_scale',
  'ahead_of_time',
  'too_old',
  'not_newer',
  'no_consignment',
  'not_yours',
]);
export type ReadingRefusal = z.infer<typeof ReadingRefusal>;

export const ReadingOutcome = z
  .object({
    accepted: z.number().int(),
    refused: z.array(z.object({ index: z.number().int(), reason: ReadingRefusal, text: Bilingual })),
  })
  .meta({ id: 'ReadingOutcome' });
export type ReadingOutcome = z.infer<typeof ReadingOutcome>;

export const Warehouse = z
  .object({
    code: ReadableCode,
    unit: ReadableCode,
    name: Bilingual,
    /** Trucks that are taken in an hour. */
    trucks_per_hour: z.number().int().min(1).max(200),
    /** Hours after a passed test in which goods are fetched without pay. */
    fetch_h: z.number().int().min(1).max(720),
    /** Minutes after the slot from which a truck is overdue. */
    overdue_min: z.number().int().min(5).max(1440),
    assumed: z.boolean(),
    source: Bilingual,
  })
  .meta({ id: 'ColdWarehouse' });
export type Warehouse = z.infer<typeof Warehouse>;

export const WarehouseSlot = z
  .object({ from_ms: AtMs, to_ms: AtMs, booked: z.number().int(), free: z.number().int() })
  .meta({ id: 'WarehouseSlot' });
export type WarehouseSlot = z.infer<typeof WarehouseSlot>;

export const VersionOnly = z.object({ version: Version });
export const WarningClosing = z.object({
  version: Version,
  cause: ColdCause,
  note: z.string().trim().min(5).max(1000),
});
