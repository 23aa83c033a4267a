import { SourceHealth, SourceSettings } from '@opentocc/contract';
import { z } from 'zod';
import type { Http } from '../../kit/http.ts';
import { sourceErrors } from './errors.ts';
import { UNKNOWN_SOURCE } from './model.ts';
import type { Sources } from './service.ts';

const ById = z.object({ id: z.coerce.number().int().nonnegative() });

/** What the centre agrees with a source: the datum that it declares, its interval, its quota. */
export function sourceSettingsRoutes(http: Http, sources: Sources): void {
  http.patch(
    '/api/v1/sources/:id',
    {
      schema: {
        tags: ['sources'],
        summary:
          "设定数据源的坐标系、上报间隔或配额（即时生效）Set a source's datum, reporting interval or quota; fixes are matched by it from now on",
        params: ById,
        body: SourceSettings,
        response: { 200: SourceHealth },
      },
      config: { authority: 'sources:approve', area: 'city' },
    },
    async (request) => {
      const { id } = request.params;
      if (id === UNKNOWN_SOURCE) throw sourceErrors.source_fixed();
      const { id: _, ...before } = sources.getSource(id);
      request.audit_detail = {
        before: settingsOf(before),
        after: settingsOf({ ...before, ...request.body }),
      };
      await sources.saveSource({ ...before, ...request.body });
      return sources.getHealth(id);
    },
  );
}

function settingsOf({ datum, report_interval_s, quota_per_s }: Required<SourceSettings>) {
  return { datum, report_interval_s, quota_per_s };
}
