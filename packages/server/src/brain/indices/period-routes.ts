import {
  AtMsText,
  IndexComparison,
  IndexLinks,
  IndexLinksComparison,
  IndexPeriod,
  IndexPeriodValue,
  IndexRevision,
  IndexScope,
  IndexTypicalPoint,
} from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaOfRequest } from '../../kit/area.ts';
import { cityDayStartOf } from '../../kit/clock.ts';
import { kitErrors } from '../../kit/errors.ts';
import type { Http } from '../../kit/http.ts';
import { indicesErrors } from './errors.ts';
import type { Span } from './periods.ts';
import { periodsCsv } from './periods-csv.ts';
import type { Indices } from './service.ts';

const tags = ['indices'];
const config = { authority: 'indices:read' } as const;
const DAY_MS = 86_400_000;
/** Longest interval of one question, days: short steps make many rows, long ones few. */
const LONGEST_DAYS: Record<IndexPeriod, number> = {
  '5min': 7,
  '15min': 31,
  hour: 92,
  morning: 366,
  evening: 366,
  day: 366,
  week: 366,
  month: 3 * 366,
};
const LONGEST_COMPARED_DAYS = 31;
/** Links of one list of those that changed most. */
const MOST_LISTED = 500;
const LONGEST_TYPICAL_DAYS = 92;

const Key = z.object({ scope: IndexScope, key: z.string().max(200) });
const Days = {
  from: z.iso.date().meta({ description: 'first day, in the time zone of the city' }),
  to: z.iso.date().meta({ description: 'last day, included' }),
};
/** A step that divides the day into equal parts, s. */
const StepOfDay = z.coerce
  .number()
  .int()
  .min(300)
  .max(DAY_MS / 1000)
  .multipleOf(300)
  .refine((step_s) => (DAY_MS / 1000) % step_s === 0, 'must divide the day')
  .default(3600);
const DAY_MIN = 1440;
const MinuteOfDay = z.coerce
  .number()
  .int()
  .min(0)
  .max(DAY_MIN)
  .meta({ description: 'part of each day that is compared, minutes after midnight of the city, [from, to)' });
const TwoIntervals = z.object({
  a_from: Days.from,
  a_to: Days.to,
  b_from: Days.from,
  b_to: Days.to,
  from_min: MinuteOfDay.default(0),
  to_min: MinuteOfDay.default(DAY_MIN),
});
const PeriodQuestion = Key.extend({ period: IndexPeriod, ...Days });

/** Routes that answer from what is kept: periods, comparisons, restatements, and the links behind a value. */
export function indexPeriodRoutes(http: Http, indices: Omit<Indices, 'routes'>): void {
  http.get(
    '/api/v1/indices/periods',
    {
      schema: {
        tags,
        summary: '分时段指数 Means by 5 or 15 minutes, hour, peak, day, week or month',
        querystring: PeriodQuestion,
        response: { 200: z.array(IndexPeriodValue) },
      },
      config,
    },
    async (request) => {
      const { scope, key, period, from, to } = request.query;
      requireIndex(request, indices, scope, key);
      return indices.periods(scope, key, period, spanOf(from, to, LONGEST_DAYS[period]));
    },
  );

  http.get(
    '/api/v1/indices/periods.csv',
    {
      schema: {
        tags,
        summary: '导出分时段指数 The same as a table (CSV, UTF-8)',
        querystring: PeriodQuestion,
      },
      config: { ...config, audit: 'read' },
    },
    async (request, reply) => {
      const { scope, key, period, from, to } = request.query;
      requireIndex(request, indices, scope, key);
      const values = await indices.periods(scope, key, period, spanOf(from, to, LONGEST_DAYS[period]));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="index-${scope}-${period}-${from}-${to}.csv"`)
        .send(periodsCsv(values));
    },
  );

  http.get(
    '/api/v1/indices/typical',
    {
      schema: {
        tags,
        summary: '典型日 Means by weekday and time of day: the typical day, and the heat map of a week',
        querystring: Key.extend({ ...Days, step_s: StepOfDay }),
        response: { 200: z.array(IndexTypicalPoint) },
      },
      config,
    },
    async (request) => {
      const { scope, key, from, to, step_s } = request.query;
      requireIndex(request, indices, scope, key);
      return indices.typical(scope, key, spanOf(from, to, LONGEST_TYPICAL_DAYS), step_s);
    },
  );

  http.get(
    '/api/v1/indices/compare',
    {
      schema: {
        tags,
        summary: '两段时间对比 All keys of a scope in two intervals, the largest rise first',
        querystring: TwoIntervals.extend({ scope: IndexScope }),
        response: { 200: z.array(IndexComparison) },
      },
      config,
    },
    async (request) => {
      const { scope } = request.query;
      const { a, b, of_day } = intervalsOf(request.query);
      const compared = await indices.compare(scope, a, b, of_day);
      const area = areaOfRequest(request);
      return compared.filter(({ key }) => indices.reach.value(area, scope, key));
    },
  );

  http.get(
    '/api/v1/indices/compare/links',
    {
      schema: {
        tags,
        summary: '逐路段对比 Every link in two intervals: where it became worse, where better',
        querystring: TwoIntervals.extend({
          limit: z.coerce
            .number()
            .int()
            .min(1)
            .max(MOST_LISTED)
            .default(50)
            .meta({ description: 'links of each list' }),
        }),
        response: { 200: IndexLinksComparison },
      },
      config,
    },
    async (request) => {
      const { a, b, of_day } = intervalsOf(request.query);
      const area = areaOfRequest(request);
      const isSeen = (link: number) => indices.reach.value(area, 'link', `${link}`);
      return indices.compareLinks(a, b, of_day, isSeen, request.query.limit);
    },
  );

  http.get(
    '/api/v1/indices/links',
    {
      schema: {
        tags,
        summary: '指数下钻到路段 The links behind a value, those that add most first',
        querystring: Key.extend({
          limit: z.coerce.number().int().min(1).max(5_000).default(200),
          window_end_ms: AtMsText.optional().meta({
            description: 'end of a window that is past; now without it',
          }),
        }),
        response: { 200: IndexLinks },
      },
      config,
    },
    async (request) => {
      const { scope, key, limit, window_end_ms } = request.query;
      if (!indices.reach.links(areaOfRequest(request), scope, key)) throw kitErrors.out_of_area();
      if (window_end_ms === undefined) return indices.links(scope, key, limit);
      return indices.linksAt(scope, key, window_end_ms, limit);
    },
  );

  http.get(
    '/api/v1/indices/revisions',
    {
      schema: {
        tags,
        summary: '指数修订记录 Everything stated of one window, the first value first',
        querystring: Key.extend({ window_start_ms: AtMsText }),
        response: { 200: z.array(IndexRevision) },
      },
      config,
    },
    async (request) => {
      const { scope, key, window_start_ms } = request.query;
      requireIndex(request, indices, scope, key);
      return indices.revisions(scope, key, window_start_ms);
    },
  );
}

/** @throws AppError when the caller's area does not reach the value. */
export function requireIndex(
  request: FastifyRequest,
  { reach }: Pick<Indices, 'reach'>,
  scope: IndexScope,
  key: string,
): void {
  if (!reach.value(areaOfRequest(request), scope, key)) throw kitErrors.out_of_area();
}

/** @throws AppError when an interval or the part of the day is none */
function intervalsOf({ a_from, a_to, b_from, b_to, from_min, to_min }: z.infer<typeof TwoIntervals>) {
  const a = spanOf(a_from, a_to, LONGEST_COMPARED_DAYS);
  if (from_min >= to_min) throw indicesErrors.part_of_day();
  return { a, b: spanOf(b_from, b_to, LONGEST_COMPARED_DAYS), of_day: { from_min, to_min } };
}

function spanOf(from: string, to: string, longest_days: number): Span {
  const from_ms = cityDayStartOf(from);
  const to_ms = cityDayStartOf(to) + DAY_MS;
  if (!(to_ms > from_ms && to_ms - from_ms <= longest_days * DAY_MS))
    throw indicesErrors.interval({ days: longest_days });
  return { from_ms, to_ms };
}
