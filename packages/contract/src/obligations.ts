import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

/** Whom something waits for: one person, or whoever holds a permission for a unit (null is the whole centre). */
export const ObligationOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), principal: z.string() }),
  z.object({ kind: z.literal('unit'), unit: z.string().nullable(), permission: z.string() }),
]);
export type ObligationOwner = z.infer<typeof ObligationOwner>;

/** Something that waits for a person or a unit: an approval, an application, a finding. It ends when it is done. */
export const Obligation = z
  .object({
    /** The same for as long as it waits: "sharing/application/12". */
    key: z.string(),
    /** Which module it is of. */
    module: z.string(),
    /** What is to be done. */
    title: Bilingual,
    /** Why it waits. */
    why: Bilingual,
    owner: ObligationOwner,
    /** How many things wait in it: 37 terminals for one decision each. */
    count: z.number().int().positive(),
    since_ms: AtMs,
    /** By when it is to be done; null where no rule says so. */
    due_ms: AtMs.nullable(),
    /** Path of the console's page where it is done. */
    opens: z.string(),
  })
  .meta({ id: 'Obligation' });
export type Obligation = z.infer<typeof Obligation>;

export const obligationRoutes = defineRoutes('obligations', {
  listObligations: {
    method: 'GET',
    path: '/api/v1/obligations',
    summary: { zh: '待办事项', en: 'What waits for the caller, what is due first first' },
    // Each shows itself only to whom it waits for.
    authority: 'signed-in',
    response: z.array(Obligation),
  },
});

export const obligationsContract = defineContract({ routes: { ...obligationRoutes }, permissions: {} });
