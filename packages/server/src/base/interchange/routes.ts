import { type ForwardingPlatform, interchangeRoutes } from '@opentocc/contract';
import { languageOf } from '../../kit/i18n.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Interchange } from './service.ts';

export function serveInterchange(interchange: Interchange): Served {
  return serve(interchangeRoutes, {
    interchangeAccess: async (request) => interchange.access(languageOf(request.headers['accept-language'])),
    async registerPlatform(request) {
      const { id } = request.params;
      const before = recordOf(interchange.find(id));
      request.audit_detail = { before };
      const registered = await interchange.register(id, request.body);
      request.audit_detail = { before, after: recordOf(registered) };
      return registered;
    },
    async renewPlatformPassword(request) {
      const { id } = request.params;
      request.audit_detail = { replaced: interchange.hasPassword(id) };
      return interchange.renewPassword(id);
    },
    async removePlatform(request) {
      const { id } = request.params;
      const before = recordOf(interchange.find(id));
      await interchange.remove(id);
      request.audit_detail = { before, after: null };
    },
  });
}

/** What the audit records of a platform: the constants of its cipher are secrets, that there are some is not. */
function recordOf(platform: ForwardingPlatform | undefined) {
  if (!platform) return null;
  const { centre, user, sub_link_host, encrypted } = platform;
  return { centre, user, sub_link_host, encrypted };
}
