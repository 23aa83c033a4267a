import { sharingRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import { SHARING_POLICY } from './policy.ts';
import type { SharingService } from './service.ts';

export function serveSharing(service: SharingService): Served {
  return serve(sharingRoutes, {
    listSharedItems: async () => service.listItems(),
    sharingRules: async () => SHARING_POLICY,
    listApplications: async (request) => service.list(actingOf(request)),
    applyForSharing: async (request) => await service.apply(actingOf(request), request.body),
    approveApplication: async (request) =>
      service.approve(actingOf(request), request.params.id, request.body),
    refuseApplication: async (request) =>
      service.refuse(actingOf(request), request.params.id, request.body.decision),
    issueKey: async (request) => service.issue(actingOf(request), request.params.id),
    revokeKey: async (request) => service.revoke(actingOf(request), request.params.id),
  });
}
