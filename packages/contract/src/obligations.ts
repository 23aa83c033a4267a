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
    /** Who has said for everybody that it is seen to; absent where a module knows no such mark, or nobody has. */
    acknowledged: z.object({ by: z.string(), at_ms: AtMs }).optional(),
    /** Path of the console's page where it is done. */
    opens: z.string(),
  })
  .meta({ id: 'Obligation' });
export type Obligation = z.infer<typeof Obligation>;

/** An obligation as its reader sees it. */
export const WaitingObligation = Obligation.extend({
  /** When the reader marked that they know of it; null where they have not. Nobody else sees the mark. */
  noted_ms: AtMs.nullable(),
}).meta({ id: 'WaitingObligation' });
export type WaitingObligation = z.infer<typeof WaitingObligation>;

const ByKey = z.object({ key: z.string().regex(/^[\w/.:-]{1,100}$/) });

export const obligationRoutes = defineRoutes('obligations', {
  listObligations: {
    method: 'GET',
    path: '/api/v1/obligations',
    summary: { zh: '待办事项', en: 'What waits for the caller, what is due first first' },
    // Each shows itself only to whom it waits for.
    authority: 'signed-in',
    response: z.array(WaitingObligation),
  },
  noteObligation: {
    method: 'PUT',
    path: '/api/v1/obligations/:key/note',
    summary: { zh: '标为已知晓（仅本人可见）', en: 'Mark that one knows of it; nobody else sees the mark' },
    authority: 'signed-in',
    target: 'obligation',
    params: ByKey,
    response: null,
  },
  forgetObligation: {
    method: 'DELETE',
    path: '/api/v1/obligations/:key/note',
    summary: { zh: '取消已知晓', en: 'Take the mark back' },
    authority: 'signed-in',
    target: 'obligation',
    params: ByKey,
    response: null,
  },
});

export const obligationsContract = defineContract({ routes: { ...obligationRoutes }, permissions: {} });
