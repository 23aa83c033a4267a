import { z } from 'zod';

/** What an imported list comes to, whatever it is of. */
export const listOutcome = {
  /** False for a preview. */
  applied: z.boolean(),
  good_rows: z.number().int(),
  bad_rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Headings that mean nothing to the platform. */
  ignored: z.array(z.string()),
};
