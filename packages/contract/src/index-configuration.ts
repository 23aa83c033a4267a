import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { IndexScope } from './indices.ts';

const Provenance = z.object({
  standard: z.string(),
  version: z.string(),
  source: z.string(),
  certainty: z.enum(['A', 'B', 'C']).meta({
    description: 'A: seen in the text of the standard or in code in use; B: one source; C: uncertain',
  }),
  assumed: z.boolean(),
});
const Bands = z.object({ at: z.array(z.number()).readonly(), index: z.array(z.number()).readonly() });
const GbBands = Bands.extend({ certainty: Provenance.shape.certainty, assumed: z.boolean() });

/** All that turned link states into indices from a date on. */
export const IndexConfiguration = z
  .object({
    formula_version: z.string(),
    valid_from_ms: AtMs,
    gb: Provenance.extend({
      state_above: z.array(z.number()).length(4).readonly(),
      annex: z.enum(['A', 'B', 'C']),
      annexes: z.object({ A: GbBands, B: GbBands, C: GbBands }),
    }),
    shenzhen: Provenance.extend({
      classes: z.array(Bands).readonly(),
      band_below: z.array(z.number()).length(4).readonly(),
    }),
    weights: Provenance.extend({ class_weight: z.array(z.number()).readonly() }),
    free_flow: Provenance.extend({ share_of_limit: z.array(z.number()).readonly() }),
    measured_free_flow: Provenance.extend({
      from_min: z.number().int(),
      to_min: z.number().int(),
      slot_min: z.number().int(),
      least_days: z.number().int(),
      look_back_days: z.number().int(),
      top_share: z.number(),
      least_days_of_slot: z.number().int(),
      least_slots: z.number().int(),
    }),
    peaks: Provenance.extend({
      spans: z
        .array(
          z.object({
            name: z.enum(['morning', 'evening']),
            from_min: z.number().int(),
            to_min: z.number().int(),
          }),
        )
        .max(2)
        .readonly(),
    }),
    slowest_kmh: z.number(),
    /** What a value by it says of its standard, and whether anything in it is assumed. */
    standard: z.string(),
    assumed: z.boolean(),
    /** Built in, or set by an operator: when, by whom and why. */
    set: z.object({ at_ms: AtMs, by: z.string(), reason: z.string() }).nullable(),
    /** Whether it counts already; one that does not yet may be withdrawn. */
    in_force: z.boolean(),
  })
  .meta({ id: 'IndexConfiguration' });
export type IndexConfiguration = z.infer<typeof IndexConfiguration>;

const ProvenanceText = z.string().trim().min(1).max(300);
/** What is set is bounded; what was set before is returned as it is. */
const bounded = { standard: ProvenanceText, version: ProvenanceText, source: ProvenanceText };

/** A configuration for a day to come; what is not in it stays as it is. */
export const IndexConfigurationDraft = z
  .object({
    valid_from: z.iso
      .date()
      .meta({ description: 'first day, in the time zone of the city; tomorrow at the earliest' }),
    reason: z.string().trim().min(4).max(500),
    gb: IndexConfiguration.shape.gb.extend(bounded),
    shenzhen: IndexConfiguration.shape.shenzhen.extend(bounded),
    weights: IndexConfiguration.shape.weights.extend(bounded),
    free_flow: IndexConfiguration.shape.free_flow.extend(bounded),
    peaks: IndexConfiguration.shape.peaks.extend(bounded),
  })
  .meta({ id: 'IndexConfigurationDraft' });
export type IndexConfigurationDraft = z.infer<typeof IndexConfigurationDraft>;

/** What a preview is asked of: a draft that nobody has to give a reason for yet. */
export const IndexConfigurationTrial = IndexConfigurationDraft.omit({ reason: true }).meta({
  id: 'IndexConfigurationTrial',
});
export type IndexConfigurationTrial = z.infer<typeof IndexConfigurationTrial>;

const PreviewedIndices = z.object({
  index: z.number().nullable(),
  gb_index: z.number().nullable(),
  tti: z.number().nullable(),
});

/** What a configuration would have said of a day, computed twice from the same speeds. */
export const IndexConfigurationPreview = z
  .object({
    /** The newest whole day with stored speeds; null when there is none. */
    day: z.string().nullable(),
    /** Quarters of an hour of it, of the 96 of a day. */
    slots: z.number().int(),
    /** Version in force that day. */
    formula_version: z.string(),
    rows: z.array(
      z.object({
        scope: IndexScope,
        key: z.string(),
        name: Bilingual,
        part: z.enum(['day', 'morning', 'evening']),
        before: PreviewedIndices,
        after: PreviewedIndices,
      }),
    ),
    /** The city through the day. */
    curve: z.array(
      z.object({ minute: z.number().int(), before: z.number().nullable(), after: z.number().nullable() }),
    ),
  })
  .meta({ id: 'IndexConfigurationPreview' });
export type IndexConfigurationPreview = z.infer<typeof IndexConfigurationPreview>;
