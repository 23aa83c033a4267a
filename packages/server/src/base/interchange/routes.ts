import { interchangeRoutes } from '@opentocc/contract';
import { languageOf } from '../../kit/i18n.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Interchange } from './service.ts';

export function serveInterchange(interchange: Interchange): Served {
  return serve(interchangeRoutes, {
    interchangeAccess: async (request) => interchange.access(languageOf(request.headers['accept-language'])),
    async registerPlatform(request) {
      const { cipher, ...settings } = request.body;
      // The constants are secrets: only that there are some, or that they were changed, is recorded.
      const after = { ...settings, ...(cipher === undefined ? {} : { encrypted: cipher !== null }) };
      request.audit_detail = { after };
      return interchange.register(request.params.id, request.body);
    },
    async renewPlatformPassword(request) {
      const { id } = request.params;
      request.audit_detail = { replaced: interchange.hasPassword(id) };
      return interchange.renewPassword(id);
    },
    async removePlatform(request) {
      await interchange.remove(request.params.id);
      request.audit_detail = { before: { registered: true }, after: { registered: false } };
    },
  });
}
