import { z } from 'zod';
import { CaseField, CaseType } from './case-parts.ts';
import { AtMs, Bilingual } from './common.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';
import { Proportion } from './visits.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** "2026-10". */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** What is measured of the hotline: 12328's own figures, those of the agreement of service, and those of quality. */
export const FigureKey = z.enum([
  ...(['consultations_at_once', 'others_closed_in_time', 'at_once_satisfied', 'dispatched_visited'] as const),
  ...(['bad_answers_rectified', 'complaints_closed_in_time', 'complaints_reviewed'] as const),
  ...([
    'complaints_satisfied',
    'calls_connected',
    'connected_10s',
    'connected_15s',
    'connected_15s_net',
  ] as const),
  ...(['returned', 'reworked', 'accurate', 'answered_in_time'] as const),
]);
export type FigureKey = z.infer<typeof FigureKey>;

/** A share of the hotline's work: how much of what, with where the target comes from. */
export const Figure = z
  .object({
    key: FigureKey,
    name: Bilingual,
    /** What is counted, of what, and on which day it counts. */
    definition: Bilingual,
    proportion: Proportion,
    /** high: more is better. */
    direction: z.enum(['high', 'low']),
    target: z.number().nullable(),
    source: Bilingual,
    assumed: z.boolean(),
    /** Why there is nothing to count from; null where there is. */
    unavailable: Bilingual.nullable(),
    /** What was published of this month, where it was; a difference says that it was restated since. */
    published: z
      .object({ at_ms: AtMs, numerator: z.number().int(), denominator: z.number().int() })
      .nullable(),
  })
  .meta({ id: 'HotlineFigure' });
export type Figure = z.infer<typeof Figure>;

const Filter = z.object({
  from: Day,
  to: Day,
  unit: z.string().max(40).optional(),
  field: CaseField.optional(),
  type: CaseType.optional(),
});
export const FigureFilter = Filter;
export type FigureFilter = z.infer<typeof FigureFilter>;

export const Figures = z
  .object({
    from: Day,
    to: Day,
    /** Up to when changes of cases are in it. */
    as_of_ms: AtMs,
    /** Changes that are not in it yet. */
    behind: z.number().int(),
    figures: z.array(Figure),
  })
  .meta({ id: 'HotlineFigures' });
export type Figures = z.infer<typeof Figures>;

/** One thing that a figure counts. */
export const FigureItem = z
  .object({
    /** Number of the row of the case; null for a call. */
    case: z.number().int().nullable(),
    number: z.string(),
    title: z.string(),
    type: CaseType.nullable(),
    field: CaseField.nullable(),
    unit: z.string().nullable(),
    unit_name: Bilingual.nullable(),
    at_ms: AtMs,
    /** Whether it is in the numerator. */
    counts: z.boolean(),
  })
  .meta({ id: 'FigureItem' });
export type FigureItem = z.infer<typeof FigureItem>;

/** What agents are measured by. Adjusted for the mix of what they had: see `docs/statistics.md`. */
export const AgentFigure = z
  .object({
    agent: z.string(),
    key: z.enum(['at_once', 'satisfied', 'accurate']),
    proportion: Proportion,
    /** Share that all agents together have of the same mix. */
    expected: z.number().nullable(),
    /** Overall share × (own share ÷ expected share), with its interval. */
    adjusted: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  })
  .meta({ id: 'AgentFigure' });
export type AgentFigure = z.infer<typeof AgentFigure>;

export const AgentFigures = z
  .object({
    adjustment: Bilingual,
    /** Own figures alone, for who does not supervise. */
    own_only: z.boolean(),
    overall: z.array(z.object({ key: AgentFigure.shape.key, name: Bilingual, proportion: Proportion })),
    agents: z.array(AgentFigure),
  })
  .meta({ id: 'AgentFigures' });
export type AgentFigures = z.infer<typeof AgentFigures>;

export const Publication = z
  .object({
    id: z.number().int(),
    month: Month,
    at_ms: AtMs,
    by: z.string(),
    note: z.string(),
    figures: z.array(
      z.object({ key: FigureKey, numerator: z.number().int(), denominator: z.number().int() }),
    ),
  })
  .meta({ id: 'StatisticsPublication' });
export type Publication = z.infer<typeof Publication>;

const ByKey = z.object({ key: FigureKey });
const ByMonth = z.object({ month: Month });

export const statisticsRoutes = defineRoutes('statistics', {
  getFigures: {
    method: 'GET',
    path: '/api/v1/statistics/figures',
    summary: { zh: '热线指标', en: 'Figures of the hotline' },
    authority: 'statistics:read',
    query: Filter,
    response: Figures,
  },
  getFigureDays: {
    method: 'GET',
    path: '/api/v1/statistics/figures/:key/days',
    summary: { zh: '指标按日', en: 'A figure by day' },
    authority: 'statistics:read',
    params: ByKey,
    query: Filter,
    response: z.array(Proportion.extend({ day: Day })),
  },
  getFigureGroups: {
    method: 'GET',
    path: '/api/v1/statistics/figures/:key/groups',
    summary: { zh: '指标按单位、领域、类型', en: 'A figure by unit, field or type' },
    authority: 'statistics:read',
    params: ByKey,
    query: Filter.extend({ by: z.enum(['unit', 'field', 'type']).default('unit') }),
    response: z.array(z.object({ key: z.string().nullable(), name: Bilingual, proportion: Proportion })),
  },
  listFigureItems: {
    method: 'GET',
    path: '/api/v1/statistics/figures/:key/items',
    summary: { zh: '指标的分子与分母由哪些工单构成', en: 'Of which cases a figure is made' },
    authority: 'statistics:read',
    audit: 'read',
    params: ByKey,
    query: Filter.extend({
      part: z.enum(['numerator', 'rest', 'denominator']).default('denominator'),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: z.object({ items: z.array(FigureItem), total: z.number().int() }),
  },
  getAgentFigures: {
    method: 'GET',
    path: '/api/v1/statistics/agents',
    summary: { zh: '话务员指标（按业务构成校正）', en: 'Figures of agents, adjusted for their mix' },
    authority: 'statistics:own',
    area: 'everything',
    query: z.object({ from: Day, to: Day }),
    response: AgentFigures,
  },
  listPublications: {
    method: 'GET',
    path: '/api/v1/statistics/publications',
    summary: { zh: '已公布的月报', en: 'Months that were published' },
    authority: 'statistics:read',
    area: 'everything',
    response: z.array(Publication),
  },
  publishMonth: {
    method: 'POST',
    path: '/api/v1/statistics/publications',
    summary: { zh: '公布月报', en: 'Publish a month' },
    authority: 'statistics:publish',
    area: 'everything',
    audit: 'own',
    body: z.object({ month: Month, note: z.string().trim().max(300).default('') }),
    status: 201,
    response: Publication,
  },
  getMonthWorkbook: {
    method: 'GET',
    path: '/api/v1/statistics/months/:month/workbook',
    summary: { zh: '月报（XLSX）', en: 'A month as XLSX' },
    authority: 'statistics:read',
    area: 'everything',
    audit: 'read',
    per_minute: 20,
    params: ByMonth,
    response: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  getMonthDocument: {
    method: 'GET',
    path: '/api/v1/statistics/months/:month/document',
    summary: { zh: '月报（DOCX）', en: 'A month as DOCX' },
    authority: 'statistics:read',
    area: 'everything',
    audit: 'read',
    per_minute: 20,
    params: ByMonth,
    response: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
});

export const statisticsContract = defineContract({
  routes: statisticsRoutes,
  permissions: {
    'statistics:read': {
      ...{ platform: 'citizen', zh: '查看热线统计', en: 'See statistics of the hotline' },
      roles: [...WATCHERS, 'hotline-agent', 'hotline-supervisor', 'case-handler'],
    },
    'statistics:own': {
      ...{ platform: 'citizen', zh: '查看本人话务指标', en: 'See one’s own figures as an agent' },
      roles: ['hotline-agent', 'hotline-supervisor'],
    },
    'statistics:publish': {
      ...{
        platform: 'citizen',
        zh: '公布月报、查看全部话务员',
        en: 'Publish months, see figures of all agents',
      },
      roles: ['hotline-supervisor'],
    },
  },
});
