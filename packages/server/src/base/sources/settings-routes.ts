import { type SourceSettings, sourceSettingsRoutes } from '@opentocc/contract';
import { type RequestOf, type Served, serve } from '../../kit/serve-routes.ts';
import { sourceErrors } from './errors.ts';
import { UNKNOWN_SOURCE } from './model.ts';
import type { Sources } from './service.ts';

/** Sources themselves, and what the centre agrees with them: the datum that they declare, their interval, their quota. */
export function serveSourceSettings(sources: Sources): Served {
  type Retiring = RequestOf<typeof sourceSettingsRoutes.retireSource>;
  const setRetired = async (request: Retiring, isRetired: boolean) => {
    const { id } = request.params;
    if (id === UNKNOWN_SOURCE) throw sourceErrors.source_fixed();
    const was = sources.getSource(id).retired_ms !== null;
    request.audit_detail = { before: { retired: was }, after: { retired: isRetired } };
    await (isRetired ? sources.retireSource(id) : sources.restoreSource(id));
    return sources.getHealth(id);
  };
  return serve(sourceSettingsRoutes, {
    async addSource(request) {
      request.audit_detail = { after: request.body };
      const id = await sources.addSource(request.body);
      request.audit_detail = { id, after: request.body };
      return sources.getHealth(id);
    },
    retireSource: (request) => setRetired(request, true),
    restoreSource: (request) => setRetired(request, false),
    async changeSource(request) {
      const { id } = request.params;
      if (id === UNKNOWN_SOURCE) throw sourceErrors.source_fixed();
      const { id: _, ...before } = sources.getSource(id);
      request.audit_detail = {
        before: settingsOf(before, request.body),
        after: settingsOf({ ...before, ...request.body }, request.body),
      };
      await sources.saveSource({ ...before, ...request.body });
      return sources.getHealth(id);
    },
  });
}

/** What is audited of a source: its settings, and its name and owner where they are changed. */
function settingsOf(source: Required<SourceSettings>, changes: SourceSettings) {
  const { datum, report_interval_s, quota_per_s, name, owner } = source;
  return {
    ...{ datum, report_interval_s, quota_per_s },
    ...(changes.name && { name }),
    ...(changes.owner !== undefined && { owner }),
  };
}
