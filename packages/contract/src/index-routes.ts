import { z } from 'zod';
import { AtMsText, ById } from './common.ts';
import {
  IndexConfiguration,
  IndexConfigurationDraft,
  IndexConfigurationPreview,
  IndexConfigurationTrial,
} from './index-configuration.ts';
import {
  FreeFlowStatus,
  IndexComparison,
  IndexCurve,
  IndexLinks,
  IndexLinksComparison,
  IndexPeriod,
  IndexPeriodValue,
  IndexRevision,
  IndexScope,
  IndexTypicalPoint,
  IndexValue,
  RoadProfile,
  WorstRoad,
} from './indices.ts';
import { indicesTopic } from './indices-topic.ts';
import { defineContract } from './module.ts';
import { WATCHERS } from './permission.ts';
import { defineRoutes } from './route.ts';

/** Links of one list of those that changed most. */
const MOST_LISTED = 500;
const DAY_S = 86_400;
const Key = z.object({ scope: IndexScope, key: z.string().max(200) });
const PastMinute = AtMsText.optional().meta({
  description: 'an instant that is past: the window that ended last before it; now without it',
});
const Days = {
  from: z.iso.date().meta({ description: 'first day, in the time zone of the city' }),
  to: z.iso.date().meta({ description: 'last day, included' }),
};
/** A step that divides the day into equal parts, s. */
const StepOfDay = z.coerce
  .number()
  .int()
  .min(300)
  .max(DAY_S)
  .multipleOf(300)
  .refine((step_s) => DAY_S % step_s === 0, 'must divide the day')
  .default(3600);
const DAY_MIN = 1440;
const MinuteOfDay = z.coerce
  .number()
  .int()
  .min(0)
  .max(DAY_MIN)
  .meta({ description: 'part of each day that is compared, minutes after midnight of the city, [from, to)' });
export const TwoIntervals = z.object({
  a_from: Days.from,
  a_to: Days.to,
  b_from: Days.from,
  b_to: Days.to,
  from_min: MinuteOfDay.default(0),
  to_min: MinuteOfDay.default(DAY_MIN),
});
const PeriodQuestion = Key.extend({ period: IndexPeriod, ...Days });

export const indexRoutes = defineRoutes('indices', {
  currentIndices: {
    method: 'GET',
    path: '/api/v1/indices/current',
    summary: { zh: '当前或某一时刻的指数', en: 'All values of a scope, now or in a past minute' },
    authority: 'indices:read',
    query: z.object({ scope: IndexScope.exclude(['link']).default('city'), at_ms: PastMinute }),
    response: z.array(IndexValue),
  },
  indexOfLink: {
    method: 'GET',
    path: '/api/v1/links/:id/index',
    summary: { zh: '路段指数', en: 'The value of one link now' },
    authority: 'indices:read',
    target: 'link',
    params: ById,
    response: IndexValue,
  },
  indexCurve: {
    method: 'GET',
    path: '/api/v1/indices/curve',
    summary: { zh: '日变化曲线', en: 'A day and the same day one week before' },
    authority: 'indices:read',
    query: z.object({
      scope: IndexScope,
      key: z.string().max(200),
      day: z.iso.date(),
      step_s: z.coerce.number().int().min(300).max(DAY_S).multipleOf(300).default(300),
    }),
    response: IndexCurve,
  },
  worstRoads: {
    method: 'GET',
    path: '/api/v1/roads/worst',
    summary: { zh: '拥堵道路排名', en: 'The most congested roads, now or in a past minute' },
    authority: 'indices:read',
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(10), at_ms: PastMinute }),
    response: z.array(WorstRoad),
  },
  freeFlowStatus: {
    method: 'GET',
    path: '/api/v1/indices/free-flow',
    summary: {
      zh: '自由流速度测定',
      en: 'Whether free-flow speeds are measured yet, and from how many days',
    },
    authority: 'indices:read',
    response: FreeFlowStatus,
  },
  roadProfile: {
    method: 'GET',
    path: '/api/v1/roads/profile',
    summary: { zh: '道路时空图', en: 'A corridor along its length and through a day' },
    authority: 'indices:read',
    query: z.object({
      key: z
        .string()
        .max(200)
        .meta({ description: 'key of a corridor: GET /indices/current?scope=corridor' }),
      day: z.iso.date(),
    }),
    response: RoadProfile,
  },
});

export const indexPeriodRoutes = defineRoutes('indices', {
  listPeriods: {
    method: 'GET',
    path: '/api/v1/indices/periods',
    summary: { zh: '分时段指数', en: 'Means by 5 or 15 minutes, hour, peak, day, week or month' },
    authority: 'indices:read',
    query: PeriodQuestion,
    response: z.array(IndexPeriodValue),
  },
  exportPeriods: {
    method: 'GET',
    path: '/api/v1/indices/periods.csv',
    summary: { zh: '导出分时段指数', en: 'The same as a table (CSV, UTF-8)' },
    authority: 'indices:read',
    audit: 'read',
    query: PeriodQuestion,
    response: 'text/csv',
  },
  typicalDay: {
    method: 'GET',
    path: '/api/v1/indices/typical',
    summary: {
      zh: '典型日',
      en: 'Means by weekday and time of day: the typical day, and the heat map of a week',
    },
    authority: 'indices:read',
    query: Key.extend({ ...Days, step_s: StepOfDay }),
    response: z.array(IndexTypicalPoint),
  },
  compareIntervals: {
    method: 'GET',
    path: '/api/v1/indices/compare',
    summary: { zh: '两段时间对比', en: 'All keys of a scope in two intervals, the largest rise first' },
    authority: 'indices:read',
    query: TwoIntervals.extend({ scope: IndexScope }),
    response: z.array(IndexComparison),
  },
  compareLinks: {
    method: 'GET',
    path: '/api/v1/indices/compare/links',
    summary: { zh: '逐路段对比', en: 'Every link in two intervals: where it became worse, where better' },
    authority: 'indices:read',
    query: TwoIntervals.extend({
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(MOST_LISTED)
        .default(50)
        .meta({ description: 'links of each list' }),
    }),
    response: IndexLinksComparison,
  },
  linksBehindIndex: {
    method: 'GET',
    path: '/api/v1/indices/links',
    summary: { zh: '指数下钻到路段', en: 'The links behind a value, those that add most first' },
    authority: 'indices:read',
    query: Key.extend({
      limit: z.coerce.number().int().min(1).max(5_000).default(200),
      window_end_ms: AtMsText.optional().meta({
        description: 'end of a window that is past; now without it',
      }),
    }),
    response: IndexLinks,
  },
  listRevisions: {
    method: 'GET',
    path: '/api/v1/indices/revisions',
    summary: { zh: '指数修订记录', en: 'Everything stated of one window, the first value first' },
    authority: 'indices:read',
    query: Key.extend({ window_start_ms: AtMsText }),
    response: z.array(IndexRevision),
  },
});

export const indexConfigRoutes = defineRoutes('indices', {
  listStandards: {
    method: 'GET',
    path: '/api/v1/indices/standards',
    summary: { zh: '指数标准与参数', en: 'The formulas by date, each number with its source and certainty' },
    authority: 'indices:read',
    response: z.array(IndexConfiguration),
  },
  previewStandard: {
    method: 'POST',
    path: '/api/v1/indices/standards/preview',
    summary: {
      zh: '预览参数影响',
      en: 'What a configuration would have said of the newest whole day stored',
    },
    // The numbers come in a body because they are too many for an address.
    authority: 'indices:configure',
    area: 'city',
    body: IndexConfigurationTrial,
    response: IndexConfigurationPreview,
  },
  setStandard: {
    method: 'POST',
    path: '/api/v1/indices/standards',
    summary: { zh: '设定今后的指数参数', en: 'Set the configuration from a day to come' },
    authority: 'indices:configure',
    area: 'city',
    body: IndexConfigurationDraft,
    status: 201,
    response: z.array(IndexConfiguration),
  },
  withdrawStandard: {
    method: 'DELETE',
    path: '/api/v1/indices/standards/:formula_version',
    summary: { zh: '撤回未生效的参数', en: 'Withdraw a configuration that does not count yet' },
    authority: 'indices:configure',
    area: 'city',
    target: 'index-standard',
    params: z.object({ formula_version: z.string().max(40) }),
    response: z.array(IndexConfiguration),
  },
});

export const indicesContract = defineContract({
  routes: { ...indexRoutes, ...indexPeriodRoutes, ...indexConfigRoutes },
  topics: [indicesTopic],
  permissions: {
    'indices:read': {
      platform: 'brain',
      zh: '查看交通指数',
      en: 'See traffic indices',
      roles: [...WATCHERS, 'department-user', 'display'],
    },
    'indices:configure': {
      platform: 'brain',
      zh: '设定今后的指数参数',
      en: 'Set the parameters of the indices for days to come',
      roles: ['system-administrator', 'analyst'],
    },
  },
});
