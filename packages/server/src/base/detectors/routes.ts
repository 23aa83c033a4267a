import { detectorRoutes } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import type { FastifyRequest } from 'fastify';
import { areaOfRequest, isWithin, requireWithin } from '../../kit/area.ts';
import { kitErrors } from '../../kit/errors.ts';
import { languageOf } from '../../kit/i18n.ts';
import { type RequestOf, type Served, serve } from '../../kit/serve-routes.ts';
import type { Detectors } from './service.ts';

/** Spans that are answered in one piece. */
const LONGEST_MS = 31 * DAY_MS;
const LONGEST_EXPORT_MS = 2 * DAY_MS;

export interface DetectorRoutesDeps {
  readonly detectors: Detectors;
  /** Code of the district where a link lies; null in none. */
  readonly districtOf: (link: number) => string | null;
}

export function serveDetectors({ detectors, districtOf }: DetectorRoutesDeps): Served {
  const districtOfDetector = (link: number | null) => (link === null ? null : districtOf(link));
  const shownTo = (request: FastifyRequest) => {
    const area = areaOfRequest(request);
    return (link: number | null) => isWithin(area, districtOfDetector(link));
  };
  const read = async (request: RequestOf<typeof detectorRoutes.importDetectors>, apply: boolean) => {
    const { file, content_base64, source } = request.body;
    request.audit_detail = { file, source };
    const bytes = Buffer.from(content_base64, 'base64');
    const language = languageOf(request.headers['accept-language']);
    const outcome = await detectors.import({ bytes, source, language }, apply);
    const { good_rows, bad_rows, added, changed, unchanged } = outcome;
    request.audit_detail = { file, source, good_rows, bad_rows, added, changed, unchanged };
    return outcome;
  };
  return serve(detectorRoutes, {
    listDetectors: async (request) => {
      const isShown = shownTo(request);
      return detectors.list(request.query.source).filter(({ link }) => isShown(link));
    },
    // Where a detector stands is not known before it is registered: only who reaches the whole city sees those that wait.
    listPendingDetectors: async (request) => (areaOfRequest(request) === null ? detectors.listPending() : []),
    detectorAccess: async () => detectors.access(),
    countsOfDetector: async (request) => {
      const { id } = request.params;
      requireWithin(request, districtOfDetector(detectors.get(id).link));
      return detectors.counts(id, spanOf(request.query, LONGEST_MS));
    },
    exportDetectorCounts: async (request, reply) => {
      const span = spanOf(request.query, LONGEST_EXPORT_MS);
      const csv = await detectors.csv(request.query.source, span, shownTo(request));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="detectors.csv"')
        .send(csv);
    },
    previewDetectors: (request) => read(request, false),
    importDetectors: (request) => read(request, true),
    async retireDetector(request) {
      const { code, source } = await detectors.retire(request.params.id);
      request.audit_detail = { code, source, before: { retired: false }, after: { retired: true } };
    },
    async renewSourceSecret(request) {
      const { id } = request.params;
      request.audit_detail = { replaced: detectors.hasSecret(id) };
      return detectors.renewSecret(id);
    },
  });
}

function spanOf({ from_ms, to_ms }: { from_ms: number; to_ms: number }, longest_ms: number) {
  if (from_ms >= to_ms || to_ms - from_ms > longest_ms)
    throw kitErrors.interval({ hours: longest_ms / 3_600_000 });
  return { from_ms, to_ms };
}
