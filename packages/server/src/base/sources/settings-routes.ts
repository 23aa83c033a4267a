import { type SourceSettings, sourceSettingsRoutes } from '@opentocc/contract';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { sourceErrors } from './errors.ts';
import { UNKNOWN_SOURCE } from './model.ts';
import type { Sources } from './service.ts';

/** What the centre agrees with a source: the datum that it declares, its interval, its quota. */
export function serveSourceSettings(sources: Sources): Served {
  return serve(sourceSettingsRoutes, {
    changeSource: async (request) => {
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
  });
}

function settingsOf({ datum, report_interval_s, quota_per_s }: Required<SourceSettings>) {
  return { datum, report_interval_s, quota_per_s };
}
