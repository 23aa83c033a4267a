import { Interval, QualityHour, RejectedExample } from '@opentocc/contract';
import { z } from 'zod';
import { kitErrors } from '../../kit/errors.ts';
import type { Http } from '../../kit/http.ts';
import type { Quality } from './service.ts';

const ById = z.object({ id: z.coerce.number().int().nonnegative() });
/** Longest interval of one request, hours: a quarter. */
const LONGEST_H = 92 * 24;
const HOUR_MS = 3_600_000;

export function qualityRoutes(http: Http, quality: Quality): void {
  http.get(
    '/api/v1/sources/:id/quality',
    {
      schema: {
        tags: ['sources'],
        summary: 'Quality of a source by hour',
        params: ById,
        querystring: Interval,
        response: { 200: z.array(QualityHour) },
      },
      config: { authority: 'sources:read' },
    },
    async (request) => {
      const { from_ms, to_ms } = request.query;
      if (!(to_ms > from_ms && to_ms - from_ms <= LONGEST_H * HOUR_MS))
        throw kitErrors.interval({ hours: LONGEST_H });
      return quality.hours(request.params.id, Math.floor(from_ms / HOUR_MS) * HOUR_MS, to_ms);
    },
  );

  http.get(
    '/api/v1/sources/:id/rejects',
    {
      schema: {
        tags: ['sources'],
        summary: 'Recent examples of records of a source that were not used, by reason',
        params: ById,
        response: { 200: z.array(RejectedExample) },
      },
      config: { authority: 'sources:read' },
    },
    async (request) => quality.examples(request.params.id),
  );
}
