import { RosterOutcome, RosterUpload } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import type { Http } from '../../kit/http.ts';
import { languageOf } from '../../kit/i18n.ts';
import { importRoster } from './roster-import.ts';
import type { Sources } from './service.ts';

/** A roster of 50,000 rows with its encoding. */
const ROSTER_BYTES = 12 * 2 ** 20;

/** Rosters of vehicles and their terminals: looked at first, then taken. */
export function rosterRoutes(http: Http, sources: Sources): void {
  for (const [path, summary, applies] of [
    ['preview', '预览车辆名册 What importing a roster would come to', false],
    ['import', '导入车辆名册 Import a roster: its good rows in one transaction, its bad ones named', true],
  ] as const)
    http.post(
      `/api/v1/rosters/${path}`,
      {
        schema: { tags: ['sources'], summary, body: RosterUpload, response: { 200: RosterOutcome } },
        config: { authority: 'sources:approve', area: 'city' },
        bodyLimit: ROSTER_BYTES,
      },
      async (request) => {
        const { file, content_base64, source, vehicle_class } = request.body;
        request.audit_detail = { file, source };
        const bytes = Buffer.from(content_base64, 'base64');
        const language = languageOf(request.headers['accept-language']);
        const actor = applies ? actingOf(request).session.account : null;
        const outcome = await importRoster(sources, { bytes, source, vehicle_class, language }, actor);
        const { good_rows, bad_rows, added, changed, unchanged } = outcome;
        request.audit_detail = { file, source, good_rows, bad_rows, added, changed, unchanged };
        return outcome;
      },
    );
}
