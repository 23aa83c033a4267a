import { type SuperiorPlatform, superiorRoutes } from '@opentocc/contract';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Superiors } from './service.ts';

export function serveSuperiors(superiors: Superiors): Served {
  return serve(superiorRoutes, {
    listSuperiors: async () => superiors.list(),
    async addSuperior(request) {
      const added = await superiors.add(request.body);
      request.audit_detail = { before: null, after: recordOf(added) };
      return added;
    },
    async changeSuperior(request) {
      const before = recordOf(superiors.find(request.params.id));
      const changed = await superiors.change(request.params.id, request.body);
      request.audit_detail = { before, after: recordOf(changed) };
      return changed;
    },
    async removeSuperior(request) {
      const before = recordOf(superiors.find(request.params.id));
      await superiors.remove(request.params.id);
      request.audit_detail = { before, after: null };
    },
  });
}

/** What the audit records of a superior: its secrets are none of it. */
function recordOf(superior: SuperiorPlatform | undefined) {
  if (!superior) return null;
  const { name, host, port, edition, centre, user, sources, counts, enabled, encrypted } = superior;
  return { name, host, port, edition, centre, user, sources: [...sources], counts, enabled, encrypted };
}
