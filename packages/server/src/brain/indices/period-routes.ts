import { type IndexPeriod, type IndexScope, indexPeriodRoutes, type TwoIntervals } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { areaOfRequest } from '../../kit/area.ts';
import { cityDayStartOf } from '../../kit/clock.ts';
import { kitErrors } from '../../kit/errors.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { indicesErrors } from './errors.ts';
import type { Span } from './periods.ts';
import { periodsCsv } from './periods-csv.ts';
import type { Indices } from './service.ts';

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
const LONGEST_TYPICAL_DAYS = 92;

/** Routes that answer from what is stored: periods, comparisons, restatements, and the links behind a value. */
export function serveIndexPeriods(indices: Indices): Served {
  return serve(indexPeriodRoutes, {
    listPeriods: async (request) => {
      const { scope, key, period, from, to } = request.query;
      requireIndex(request, indices, scope, key);
      return indices.periods(scope, key, period, spanOf(from, to, LONGEST_DAYS[period]));
    },
    exportPeriods: async (request, reply) => {
      const { scope, key, period, from, to } = request.query;
      requireIndex(request, indices, scope, key);
      const values = await indices.periods(scope, key, period, spanOf(from, to, LONGEST_DAYS[period]));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="index-${scope}-${period}-${from}-${to}.csv"`)
        .send(periodsCsv(values));
    },
    typicalDay: async (request) => {
      const { scope, key, from, to, step_s } = request.query;
      requireIndex(request, indices, scope, key);
      return indices.typical(scope, key, spanOf(from, to, LONGEST_TYPICAL_DAYS), step_s);
    },
    compareIntervals: async (request) => {
      const { scope } = request.query;
      const { a, b, of_day } = intervalsOf(request.query);
      const compared = await indices.compare(scope, a, b, of_day);
      const area = areaOfRequest(request);
      return compared.filter(({ key }) => indices.reach.value(area, scope, key));
    },
    compareLinks: async (request) => {
      const { a, b, of_day } = intervalsOf(request.query);
      const area = areaOfRequest(request);
      const isSeen = (link: number) => indices.reach.value(area, 'link', `${link}`);
      return indices.compareLinks(a, b, of_day, isSeen, request.query.limit);
    },
    linksBehindIndex: async (request) => {
      const { scope, key, limit, window_end_ms } = request.query;
      if (!indices.reach.links(areaOfRequest(request), scope, key)) throw kitErrors.out_of_area();
      if (window_end_ms === undefined) return indices.links(scope, key, limit);
      return indices.linksAt(scope, key, window_end_ms, limit);
    },
    listRevisions: async (request) => {
      const { scope, key, window_start_ms } = request.query;
      requireIndex(request, indices, scope, key);
      return indices.revisions(scope, key, window_start_ms);
    },
  });
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
