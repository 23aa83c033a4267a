import { z } from 'zod';
import { AtMs } from './common.ts';
import { defineRoutes } from './route.ts';

/** A condition on one label of a warning; regular expressions are RE2 and match the whole value. */
export const Matcher = z
  .object({
    name: z.string().trim().min(1).max(100),
    value: z.string().max(500),
    isRegex: z.boolean().default(false),
    isEqual: z.boolean().default(true),
  })
  .meta({ id: 'Matcher' });
export type Matcher = z.infer<typeof Matcher>;
export const Matchers = z.array(Matcher).min(1).max(20);

export const SilenceState = z.enum(['pending', 'active', 'expired']);
export type SilenceState = z.infer<typeof SilenceState>;

export const Silence = z
  .object({
    id: z.string(),
    matchers: z.array(Matcher),
    starts_ms: AtMs,
    /** When it runs out, or was ended. */
    ends_ms: AtMs,
    state: SilenceState,
    owner: z.string(),
    reason: z.string(),
    /** Whether it ends by itself once it has matched nothing for a while. */
    end_when_idle: z.boolean(),
    /** Warnings that it hid so far, and hides now. */
    hid: z.number().int(),
    hides: z.number().int(),
    /** Since when it has matched nothing; null while it does. Somebody should end it. */
    idle_since_ms: AtMs.nullable(),
    ended_by: z.string().nullable(),
    updated_ms: AtMs,
  })
  .meta({ id: 'Silence' });
export type Silence = z.infer<typeof Silence>;

export const SilenceDraft = z.object({
  matchers: Matchers,
  /** Null is now. */
  starts_ms: AtMs.nullable().default(null),
  ends_ms: AtMs,
  reason: z.string().trim().min(4).max(300),
  end_when_idle: z.boolean().default(false),
});
export type SilenceDraft = z.infer<typeof SilenceDraft>;

/** Values of a label, one of which must stand; lists, so that it can be said whether two conditions may meet. */
const LabelValues = z.object({
  label: z.string().trim().min(1).max(100),
  values: z.array(z.string().max(200)).min(1).max(50),
});

/** While a warning of the source burns, warnings of the target are held back where the labels agree. */
export const Inhibition = z
  .object({
    name: z.object({ zh: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) }),
    source: z.array(LabelValues).min(1).max(10),
    target: z.array(LabelValues).min(1).max(10),
    equal: z.array(z.string().max(100)).max(10),
  })
  .meta({ id: 'Inhibition' });
export type Inhibition = z.infer<typeof Inhibition>;

export const Inhibitions = z
  .object({ version: z.number().int(), list: z.array(Inhibition).max(50) })
  .meta({ id: 'Inhibitions' });
export type Inhibitions = z.infer<typeof Inhibitions>;

/** What is in force, and who said so; nobody where a new centre still has what it started with, which is assumed. */
export const InhibitionsInForce = Inhibitions.extend({
  by: z.string().nullable(),
  at_ms: AtMs.nullable(),
}).meta({ id: 'InhibitionsInForce' });
export type InhibitionsInForce = z.infer<typeof InhibitionsInForce>;

const ById = z.object({ id: z.uuid() });

export const silenceRoutes = defineRoutes('warnings', {
  listSilences: {
    method: 'GET',
    path: '/api/v1/silences',
    summary: { zh: '静默及其遮住的预警', en: 'Silences and what they hide' },
    authority: 'warnings:read',
    response: z.array(Silence),
  },
  addSilence: {
    method: 'POST',
    path: '/api/v1/silences',
    summary: { zh: '静默预警', en: 'Silence warnings for a time' },
    authority: 'warnings:silence',
    audit: 'own',
    body: SilenceDraft,
    status: 201,
    response: Silence,
  },
  endSilence: {
    method: 'DELETE',
    path: '/api/v1/silences/:id',
    summary: { zh: '结束静默', en: 'End a silence: what burns under it is told at once' },
    authority: 'warnings:silence',
    audit: 'own',
    target: 'silence',
    params: ById,
    response: null,
  },
  getInhibitions: {
    method: 'GET',
    path: '/api/v1/inhibitions',
    summary: { zh: '抑制关系', en: 'Which warnings hold back which' },
    authority: 'warnings:read',
    response: InhibitionsInForce,
  },
  setInhibitions: {
    method: 'PUT',
    path: '/api/v1/inhibitions',
    summary: { zh: '修改抑制关系', en: 'Say which warnings hold back which' },
    authority: 'warnings:rules',
    area: 'city',
    audit: 'own',
    body: Inhibitions,
    response: InhibitionsInForce,
  },
});
