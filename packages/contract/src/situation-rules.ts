import { z } from 'zod';
import { ClockRule } from './clocks.ts';
import { AtMs, RowNumber } from './common.ts';
import { typedText } from './typed-text.ts';

/** A version of a rule by which situations are due, with who made it and why; null of those that come with the product. */
export const SituationRule = ClockRule.extend({
  reason: z.string(),
  made_by: z.string().nullable(),
  made_ms: AtMs.nullable(),
}).meta({ id: 'SituationRule' });
export type SituationRule = z.infer<typeof SituationRule>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The next version of a rule. Lengths by the measure of the rule, which stays: ms, or working days. */
export const NewSituationRule = z.object({
  code: z.string().max(40),
  /** The newest version that was seen. */
  seen: RowNumber,
  /** From this day of the city on; clocks that run keep the version by which they began. */
  valid_from: z.string().regex(DAY),
  length: z.number().positive().max(1e10),
  /** How long before it is due it is said to be due soon; null: never. */
  soon: z.number().positive().max(1e10).nullable(),
  /** Longest extension; null: none. */
  extension: z.number().positive().max(1e10).nullable(),
  pausable: z.boolean(),
  source: z.object({ zh: typedText().trim().min(2).max(300), en: typedText().trim().max(300).default('') }),
  assumed: z.boolean(),
  reason: typedText().trim().min(2).max(300),
});
export type NewSituationRule = z.infer<typeof NewSituationRule>;
