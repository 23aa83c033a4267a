import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';

const Reason = z.string().trim().min(2).max(500);
const Minute = z.number().int().min(0).max(1440);
const DAY_MINUTES = 1440;

/** Hours of a working day, minutes after midnight in the city's time zone, in order: 540–720 and 840–1080. */
const WorkingHours = z
  .array(z.object({ from_min: Minute, to_min: Minute }))
  .min(1)
  .max(4);

/**
 * In what a clock counts. `time`: wall time, ms. `working_time`: ms within the hours of working days. `working_days`: the
 * day of the start does not count, and the last one ends at `ends_min` of that day (民法典 201, 203).
 */
export const ClockMeasure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('time') }),
  z.object({ kind: z.literal('working_time'), hours: WorkingHours }),
  z.object({ kind: z.literal('working_days'), ends_min: Minute.default(DAY_MINUTES) }),
]);
export type ClockMeasure = z.infer<typeof ClockMeasure>;

/** A dated rule by which something is due. Lengths are ms, or days of the measure `working_days`. */
export const ClockRule = z
  .object({
    /** The same for every version of it: "response". */
    code: z.string(),
    version: z.number().int().positive(),
    name: Bilingual,
    /** yyyy-mm-dd. */
    valid_from: z.string(),
    source: Bilingual,
    /** Its source does not state it for certain. */
    assumed: z.boolean(),
    measure: ClockMeasure,
    length: z.number().positive(),
    /** How long before it is due it is said to be due soon: by its own measure, or in wall time. */
    soon: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('own'), length: z.number().positive() }),
        z.object({ kind: z.literal('time'), ms: z.number().positive() }),
      ])
      .nullable(),
    /** Longest extension, once and before it is due; null: it is not extended. */
    extension: z.number().positive().nullable(),
    pausable: z.boolean(),
    /** Whether what is opened again goes on where it was ended, or has its whole length again. */
    on_reopen: z.enum(['continue', 'restart']),
  })
  .meta({ id: 'ClockRule' });
export type ClockRule = z.infer<typeof ClockRule>;

/** paused and running wait for somebody; met and missed are ended in time and late; withdrawn is ended unjudged. */
export const ClockState = z.enum(['running', 'due_soon', 'overdue', 'paused', 'met', 'missed', 'withdrawn']);
export type ClockState = z.infer<typeof ClockState>;

/** What a person does with a clock that runs, for a reason. Lengths by the measure of its rule. */
export const ClockAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paused'), reason: Reason }),
  z.object({ kind: z.literal('resumed'), reason: Reason }),
  z.object({ kind: z.literal('extended'), reason: Reason, length: z.number().positive().max(1e10) }),
]);
export type ClockAct = z.infer<typeof ClockAct>;

/** One line of why something is due when it is due. */
export const LedgerLine = z
  .object({
    kind: z.enum(['start', 'length', 'skipped', 'counted', 'pause', 'extension', 'rule', 'end', 'due']),
    at_ms: AtMs.nullable(),
    text: Bilingual,
  })
  .meta({ id: 'LedgerLine' });
export type LedgerLine = z.infer<typeof LedgerLine>;

/** A clock as it stands at an instant, with what explains it line by line. */
export const ClockReading = z
  .object({
    rule: ClockRule,
    state: ClockState,
    started_ms: AtMs,
    /** Null while it is paused, and where the calendar does not reach so far. */
    due_ms: AtMs.nullable(),
    soon_ms: AtMs.nullable(),
    /** What is left by the measure of the rule; negative when overdue; null when it is ended or cannot be said. */
    remaining: z.number().nullable(),
    finished_ms: AtMs.nullable(),
    extended: z.boolean(),
    /** Year of which the calendar knows nothing, so that no due time can be said. */
    beyond_year: z.number().int().nullable(),
    ledger: z.array(LedgerLine),
  })
  .meta({ id: 'ClockReading' });
export type ClockReading = z.infer<typeof ClockReading>;
