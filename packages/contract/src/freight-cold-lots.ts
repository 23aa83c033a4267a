import { z } from 'zod';
import { AtMs, Bilingual, RowNumber } from './common.ts';
import { LotName } from './freight-cold-parts.ts';

export const LotMovementKind = z.enum([
  'received',
  'moved',
  'split',
  'merged',
  'made',
  'packed',
  'unpacked',
  'used_up',
]);

export const LotMovement = z
  .object({
    at_ms: AtMs,
    kind: LotMovementKind,
    from_lot: LotName,
    from_holder: LotName,
    to_lot: LotName,
    to_holder: LotName,
    quantity: z.number().positive().max(1e9).nullable().default(null),
  })
  .meta({ id: 'LotMovement' });
export type LotMovement = z.infer<typeof LotMovement>;

export const TracedLot = z
  .object({
    lot: z.string(),
    holder: z.string(),
    holder_name: Bilingual.nullable(),
    at_ms: AtMs,
    steps: z.number().int(),
    /** What it should still have; null where nobody knows. */
    left: z.number().nullable(),
  })
  .meta({ id: 'TracedLot' });
export type TracedLot = z.infer<typeof TracedLot>;

export const LotTrace = z
  .object({
    lot: z.string(),
    direction: z.enum(['forward', 'backward']),
    known: z.boolean(),
    reached: z.array(TracedLot),
    movements: z.array(LotMovement.extend({ ref: z.number().int() })),
    /** Movements beyond those listed; their lots stand among those reached. */
    left_out: z.number().int(),
    /** Lots and holders beyond those listed. */
    reached_left_out: z.number().int(),
    took_ms: z.number(),
  })
  .meta({ id: 'LotTrace' });
export type LotTrace = z.infer<typeof LotTrace>;

export const RecallNotice = z
  .object({
    id: z.number().int(),
    recall: z.string(),
    lot: z.string(),
    reason: z.string(),
    holder: z.string(),
    holder_name: Bilingual.nullable(),
    lots: z.array(z.object({ lot: z.string(), quantity: z.number().nullable() })),
    /** Whether the holder has an account here and was given a message; others are called. */
    messaged: z.boolean(),
    noticed_ms: AtMs,
    answered_ms: AtMs.nullable(),
    answered_by: z.string().nullable(),
    secured: z.number().nullable(),
    note: z.string(),
  })
  .meta({ id: 'RecallNotice' });
export type RecallNotice = z.infer<typeof RecallNotice>;

export const Recall = z
  .object({
    id: z.string(),
    lot: z.string(),
    reason: z.string(),
    begun_ms: AtMs,
    begun_by: z.string(),
    ended_ms: AtMs.nullable(),
    holders: z.number().int(),
    answered: z.number().int(),
    /** Of all holders, where all quantities are known. */
    outstanding: z.number().nullable(),
    secured: z.number(),
  })
  .meta({ id: 'Recall' });
export type Recall = z.infer<typeof Recall>;

export const RecallSheet = Recall.extend({ notices: z.array(RecallNotice) }).meta({ id: 'RecallSheet' });
export type RecallSheet = z.infer<typeof RecallSheet>;

export const RecallAnswer = z.object({
  /** What the holder has secured, in the unit of the lot. */
  secured: z.number().min(0).max(1e9),
  note: z.string().trim().max(500).default(''),
});

export const NewRecall = z.object({ lot: LotName, reason: z.string().trim().min(5).max(500) });
export const RecallEnding = z.object({ note: z.string().trim().min(5).max(500) });
export const MovementOutcome = z.object({ added: RowNumber }).meta({ id: 'MovementOutcome' });
