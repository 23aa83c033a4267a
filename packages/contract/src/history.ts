import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { LinkState } from './network.ts';

export const Dataset = z
  .object({
    code: z.enum(['fixes', 'link_states']),
    name: Bilingual,
    rows: z.number().int(),
    bytes: z.number().int(),
    files: z.number().int(),
    /** Files that cannot be read and are left out of every answer; `tocc history repair` sets them aside. */
    damaged_files: z.number().int(),
    /** Span of what is stored, the part still in the durable log included; null when empty. */
    from_ms: AtMs.nullable(),
    to_ms: AtMs.nullable(),
    /** Rows durable but not yet in Parquet. */
    pending_rows: z.number().int(),
    retention_days: z.number().int(),
  })
  .meta({ id: 'Dataset' });
export type Dataset = z.infer<typeof Dataset>;

export const LinkStateRow = LinkState.extend({ link: z.number().int() });
/** A damaged file of the history that an answer would have needed: what is missing, by its name. */
export const LeftOutFile = z
  .object({ file: z.string(), rows: z.number().int(), from_ms: AtMs, to_ms: AtMs })
  .meta({ id: 'LeftOutFile' });
export type LeftOutFile = z.infer<typeof LeftOutFile>;

export const LinkHistory = z
  .object({
    link: z.number().int(),
    rows: z.array(LinkState),
    truncated: z.boolean(),
    /** Damaged files: what they held is missing here. */
    left_out: z.array(LeftOutFile),
  })
  .meta({ id: 'LinkHistory' });
export type LinkHistory = z.infer<typeof LinkHistory>;

/** What can be replayed: link states each minute and, for the chosen minute, where the vehicles were. */
export const ReplaySpan = z
  .object({ from_ms: AtMs.nullable(), to_ms: AtMs.nullable(), step_s: z.number().int() })
  .meta({ id: 'ReplaySpan' });
export type ReplaySpan = z.infer<typeof ReplaySpan>;
