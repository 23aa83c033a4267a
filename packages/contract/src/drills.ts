import { z } from 'zod';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';
import { WarningLevel } from './warning-rules.ts';

/** A warning that rules of today would have raised on that day. */
export const DrillWarning = z
  .object({
    rule: z.number().int(),
    rule_name: Bilingual,
    title: Bilingual,
    level: WarningLevel,
    from_ms: AtMs,
    /** Null where it burned on at the end of the day. */
    to_ms: AtMs.nullable(),
    worst: z.number().nullable(),
    /** Who would have been asked first: names of accounts, by the roster of that time. */
    asked: z.array(z.string()),
    /** Silences in force now that would have hidden it. */
    hidden_by: z.array(z.string()),
    /** When it was warned of that day; null where it was not. */
    warned_ms: AtMs.nullable(),
  })
  .meta({ id: 'DrillWarning' });
export type DrillWarning = z.infer<typeof DrillWarning>;

/** What was reported on that day, and what rules of today would have noticed of it before. */
export const DrillSituation = z
  .object({
    id: z.number().int(),
    title: z.string(),
    began_ms: AtMs,
    received_ms: AtMs,
    /** The first warning of the rules at the same place and time; null where none would have been raised. */
    noticed_ms: AtMs.nullable(),
    noticed_by: Bilingual.nullable(),
    /** How much earlier than it was reported; negative when later. */
    earlier_min: z.number().nullable(),
  })
  .meta({ id: 'DrillSituation' });
export type DrillSituation = z.infer<typeof DrillSituation>;

const Names = z.array(Bilingual);

export const DrillPlan = z
  .object({
    plan: z.number().int(),
    version: z.number().int(),
    name: Bilingual,
    phases: z.array(
      z.object({
        name: Bilingual,
        at_ms: AtMs,
        why: Bilingual,
        tasks: z.array(z.object({ name: Bilingual, units: Names })),
      }),
    ),
    ended_ms: AtMs.nullable(),
  })
  .meta({ id: 'DrillPlan' });
export type DrillPlan = z.infer<typeof DrillPlan>;

export const DrillRule = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    name: Bilingual,
    warnings: z.number().int(),
    /** Steps of the past that were there, of those that the day has; null where this measure has no stored past. */
    steps: z.number().int().nullable(),
    steps_expected: z.number().int(),
  })
  .meta({ id: 'DrillRule' });
export type DrillRule = z.infer<typeof DrillRule>;

export const DrillResult = z
  .object({
    rules: z.array(DrillRule),
    /** The first first, at most 2,000. */
    warnings: z.array(DrillWarning),
    situations: z.array(DrillSituation),
    plans: z.array(DrillPlan),
    /** Silences in force now, and how many of the warnings each would have hidden. */
    silences: z.array(z.object({ id: z.string(), reason: z.string(), hides: z.number().int() })),
    /** What could not be run, and why. */
    lacks: Names,
  })
  .meta({ id: 'DrillResult' });
export type DrillResult = z.infer<typeof DrillResult>;

/** A past day, run by rules and plans of the day on which it was asked. */
export const Drill = z
  .object({
    id: z.number().int(),
    /** yyyy-mm-dd of the city. */
    day: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    asked_by: z.string(),
    asked_ms: AtMs,
    note: z.string(),
    /** SHA-256 of what it was run on and of its result; equal where nothing differs. */
    inputs: z.string().nullable(),
    digest: z.string().nullable(),
    /** Earlier runs of the same inputs, and whether their results are the same. */
    same_as: z.array(z.number().int()),
    counts: z
      .object({
        warnings: z.number().int(),
        hidden: z.number().int(),
        not_warned: z.number().int(),
        noticed: z.number().int(),
        situations: z.number().int(),
        plans: z.number().int(),
      })
      .nullable(),
  })
  .meta({ id: 'Drill' });
export type Drill = z.infer<typeof Drill>;

export const DrillDetail = Drill.extend({ result: DrillResult.nullable() }).meta({ id: 'DrillDetail' });
export type DrillDetail = z.infer<typeof DrillDetail>;

export const NewDrill = z.object({ day: z.iso.date(), note: z.string().trim().max(300).default('') });
export type NewDrill = z.infer<typeof NewDrill>;

export const drillRoutes = defineRoutes('drills', {
  listDrills: {
    method: 'GET',
    path: '/api/v1/drills',
    summary: { zh: '复盘演练', en: 'Past days run by rules and plans of today' },
    authority: 'drills:run',
    area: 'city',
    response: z.array(Drill),
  },
  getDrill: {
    method: 'GET',
    path: '/api/v1/drills/:id',
    summary: { zh: '一次复盘演练', en: 'One of them with its result' },
    authority: 'drills:run',
    area: 'city',
    target: 'drill',
    params: RowId,
    response: DrillDetail,
  },
  runDrill: {
    method: 'POST',
    path: '/api/v1/drills',
    summary: { zh: '用今天的规则与预案重演过去一天', en: 'Run a past day by rules and plans of today' },
    authority: 'drills:run',
    area: 'city',
    per_minute: 10,
    body: NewDrill,
    status: 202,
    response: Drill,
  },
  exportDrill: {
    method: 'GET',
    path: '/api/v1/drills/:id/warnings.csv',
    summary: { zh: '导出复盘演练', en: 'Warnings of a drill as CSV' },
    authority: 'drills:run',
    area: 'city',
    audit: 'read',
    target: 'drill',
    params: RowId,
    response: 'text/csv',
  },
});

export const drillsContract = defineContract({
  routes: drillRoutes,
  permissions: {
    'drills:run': {
      platform: 'command',
      zh: '复盘演练',
      en: 'Run past days by rules and plans of today',
      roles: ['duty-officer', 'analyst'],
    },
  },
});
