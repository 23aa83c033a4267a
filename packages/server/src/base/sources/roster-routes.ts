import { rosterRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { languageOf } from '../../kit/i18n.ts';
import { type RequestOf, type Served, serve } from '../../kit/serve-routes.ts';
import { importRoster } from './roster-import.ts';
import type { Sources } from './service.ts';

/** Rosters of vehicles and their terminals: looked at first, then taken. */
export function serveRosters(sources: Sources): Served {
  const read = async (request: RequestOf<typeof rosterRoutes.importRoster>, actor: string | null) => {
    const { file, content_base64, source, vehicle_class } = request.body;
    request.audit_detail = { file, source };
    const bytes = Buffer.from(content_base64, 'base64');
    const language = languageOf(request.headers['accept-language']);
    const outcome = await importRoster(sources, { bytes, source, vehicle_class, language }, actor);
    const { good_rows, bad_rows, added, changed, unchanged } = outcome;
    request.audit_detail = { file, source, good_rows, bad_rows, added, changed, unchanged };
    return outcome;
  };
  return serve(rosterRoutes, {
    previewRoster: (request) => read(request, null),
    importRoster: (request) => read(request, actingOf(request).session.account),
  });
}
