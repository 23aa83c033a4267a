import {
  Interval,
  QualityFinding,
  QualityHour,
  QualityLimit,
  RejectedSample,
  RejectReason,
  SourceQuality,
} from '@opentocc/contract';
import { z } from 'zod';
import { kitErrors } from '../../kit/errors.ts';
import type { Http } from '../../kit/http.ts';
import { explainReject } from './explain-reject.ts';
import type { Finding } from './findings.ts';
import type { KeptReject } from './reject-samples.ts';
import type { Quality } from './service.ts';
import { HOUR_MS, hourOf } from './source-counts.ts';

const ById = z.object({ id: z.coerce.number().int().nonnegative() });
/** Longest interval of one request, hours: a quarter, and for all sources together a month. */
const LONGEST_H = 92 * 24;
const LONGEST_COMPARED_H = 31 * 24;

/** The masked plate of a vehicle by its id, null when there is no such vehicle. */
type PlateReader = (vehicle: number) => string | null;

export function qualityRoutes(http: Http, quality: Quality, plateOf: PlateReader): void {
  http.get(
    '/api/v1/sources/:id/quality',
    {
      schema: {
        tags: ['sources'],
        summary: '数据源逐时质量 Quality of a source by hour',
        params: ById,
        querystring: Interval,
        response: { 200: z.array(QualityHour) },
      },
      config: { authority: 'sources:read' },
    },
    async (request) => {
      const { from_ms, to_ms } = checked(request.query, LONGEST_H);
      return quality.hours(request.params.id, hourOf(from_ms), to_ms);
    },
  );

  http.get(
    '/api/v1/sources/:id/rejects',
    {
      schema: {
        tags: ['sources'],
        summary:
          '未用记录样本 Records of a source that were not used: a fair sample of each hour, and the newest',
        params: ById,
        querystring: Interval.extend({ reason: RejectReason.optional() }),
        response: { 200: z.array(RejectedSample) },
      },
      // Samples show where vehicles were.
      config: { authority: 'sources:read', area: 'city' },
    },
    async (request) => {
      const { from_ms, to_ms } = checked(request.query, LONGEST_H);
      const { reason } = request.query;
      const kept = await quality.rejects({
        source: request.params.id,
        reason,
        from_ms: hourOf(from_ms),
        to_ms,
      });
      return uniqueOf(kept).map((one) => sampleOf(one, plateOf));
    },
  );

  http.get(
    '/api/v1/quality/sources',
    {
      schema: {
        tags: ['sources'],
        summary: '各数据源质量对比 Quality of all sources over an interval, before it, and by day',
        querystring: Interval,
        response: { 200: z.array(SourceQuality) },
      },
      config: { authority: 'sources:read' },
    },
    async (request) => {
      const { from_ms, to_ms } = checked(request.query, LONGEST_COMPARED_H);
      return quality.compare(hourOf(from_ms), to_ms);
    },
  );

  http.get(
    '/api/v1/quality/findings',
    {
      schema: {
        tags: ['sources'],
        summary: '质量问题清单 What to fix: findings opened and closed by the data, open ones first',
        querystring: z.object({
          state: z.enum(['open', 'closed', 'all']).default('open'),
          source: z.coerce.number().int().nonnegative().optional(),
          limit: z.coerce.number().int().min(1).max(1000).default(200),
        }),
        response: { 200: z.array(QualityFinding) },
      },
      config: { authority: 'sources:read' },
    },
    async (request) => (await quality.findings(request.query)).map((finding) => findingOf(finding, plateOf)),
  );

  http.get(
    '/api/v1/quality/limits',
    {
      schema: {
        tags: ['sources'],
        summary: '质量判据 What quality is judged by, dated, and which of it is assumed',
        response: { 200: z.array(QualityLimit) },
      },
      config: { authority: 'sources:read' },
    },
    async () => quality.limits(),
  );
}

function checked<T extends z.infer<typeof Interval>>(query: T, hours: number): T {
  const { from_ms, to_ms } = query;
  if (!(to_ms > from_ms && to_ms - from_ms <= hours * HOUR_MS)) throw kitErrors.interval({ hours });
  return query;
}

/** One that is both of the newest and of the fair sample is shown once, as of the newest. */
function uniqueOf(kept: readonly KeptReject[]): KeptReject[] {
  const newest = new Set(kept.filter((one) => one.newest).map(({ key }) => key));
  return kept.filter((one) => one.newest || !newest.has(one.key));
}

function sampleOf({ reason, received_ms, newest, fix, figure, terminal }: KeptReject, plateOf: PlateReader) {
  return {
    reason,
    received_ms,
    vehicle: fix?.vehicle ?? null,
    plate: fix ? plateOf(fix.vehicle) : null,
    terminal,
    at_ms: fix?.at_ms ?? null,
    lon: fix?.lon ?? null,
    lat: fix?.lat ?? null,
    speed_kmh: fix?.speed_kmh ?? null,
    course_deg: fix?.course_deg ?? null,
    why: explainReject(reason, figure),
    newest,
  };
}

function findingOf(finding: Finding, plateOf: PlateReader): QualityFinding {
  return { ...finding, examples: finding.examples.map((vehicle) => ({ vehicle, plate: plateOf(vehicle) })) };
}
