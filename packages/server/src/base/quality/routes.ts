import { type Interval, qualityRoutes } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import type { z } from 'zod';
import { kitErrors } from '../../kit/errors.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { explainReject } from './explain-reject.ts';
import type { StoredReject } from './reject-samples.ts';
import type { Quality } from './service.ts';
import { hourOf } from './source-counts.ts';

/** Longest interval of one request, hours: a quarter, and for all sources together a month. */
const LONGEST_H = 92 * 24;
const LONGEST_COMPARED_H = 31 * 24;

/** The masked plate of a vehicle by its id, null when there is no such vehicle. */
export type PlateReader = (vehicle: number) => string | null;

export function serveQuality(quality: Quality, plateOf: PlateReader): Served {
  return serve(qualityRoutes, {
    qualityOfSource: async (request) => {
      const { from_ms, to_ms } = checked(request.query, LONGEST_H);
      return quality.hours(request.params.id, hourOf(from_ms), to_ms);
    },
    listRejects: async (request) => {
      const { from_ms, to_ms } = checked(request.query, LONGEST_H);
      const { reason } = request.query;
      const rejects = await quality.rejects({
        source: request.params.id,
        reason,
        from_ms: hourOf(from_ms),
        to_ms,
      });
      return uniqueOf(rejects).map((one) => sampleOf(one, plateOf));
    },
    compareSources: async (request) => {
      const { from_ms, to_ms } = checked(request.query, LONGEST_COMPARED_H);
      return quality.compare(hourOf(from_ms), to_ms);
    },
    listLimits: async () => quality.limits(),
  });
}

function checked<T extends z.infer<typeof Interval>>(query: T, hours: number): T {
  const { from_ms, to_ms } = query;
  if (!(to_ms > from_ms && to_ms - from_ms <= hours * HOUR_MS)) throw kitErrors.interval({ hours });
  return query;
}

/** One that is both of the newest and of the fair sample is shown once, as of the newest. */
function uniqueOf(rejects: readonly StoredReject[]): StoredReject[] {
  const newest = new Set(rejects.filter((one) => one.newest).map(({ key }) => key));
  return rejects.filter((one) => one.newest || !newest.has(one.key));
}

function sampleOf(
  { reason, received_ms, newest, fix, figure, terminal }: StoredReject,
  plateOf: PlateReader,
) {
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
