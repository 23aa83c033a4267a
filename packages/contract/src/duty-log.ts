import { z } from 'zod';
import { AtMs, AtMsText, Bilingual } from './common.ts';
import { defineRoutes } from './route.ts';

/** An entry of the duty log (值班日志). It never changes; a correction is an entry of its own. */
export const DutyLogEntry = z
  .object({
    id: z.number().int(),
    at_ms: AtMs,
    /** "system", or the account. */
    by: z.string(),
    /** Null is the whole centre's. */
    unit: z.string().nullable(),
    text: Bilingual,
    /** The entry that it corrects. */
    corrects: z.number().int().nullable(),
    corrected_by: z.number().int().nullable(),
    /** What it is about, and the page where that is; null without. */
    about: z.object({ module: z.string(), id: z.string(), opens: z.string() }).nullable(),
  })
  .meta({ id: 'DutyLogEntry' });
export type DutyLogEntry = z.infer<typeof DutyLogEntry>;

export const NewLogEntry = z.object({
  text: z.string().trim().min(2).max(2000),
  unit: z.string().max(40).nullable().default(null),
  corrects: z.number().int().positive().nullable().default(null),
});
export type NewLogEntry = z.infer<typeof NewLogEntry>;

const SpanText = z.object({ from_ms: AtMsText, to_ms: AtMsText });

export const dutyLogRoutes = defineRoutes('duty', {
  listDutyLog: {
    method: 'GET',
    path: '/api/v1/duty/log',
    summary: { zh: '值班日志', en: 'The duty log, newest first' },
    authority: 'duty:read',
    query: SpanText.extend({ before: z.coerce.number().int().positive().optional() }),
    response: z.object({ entries: z.array(DutyLogEntry), more: z.boolean() }),
  },
  addLogEntry: {
    method: 'POST',
    path: '/api/v1/duty/log',
    summary: { zh: '写值班日志', en: 'Write to the duty log' },
    authority: 'duty:serve',
    audit: 'own',
    body: NewLogEntry,
    status: 201,
    response: DutyLogEntry,
  },
});
