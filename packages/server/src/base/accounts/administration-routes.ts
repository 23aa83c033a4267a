import { accountRoutes, roleRoutes, unitRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Administration } from './administration.ts';
import type { Organisation } from './organisation.ts';

export function serveAccounts(service: Administration): Served {
  return serve(accountRoutes, {
    listAccounts: async (request) => service.list(actingOf(request)),
    getAccount: async (request) => service.get(actingOf(request), request.params.id),
    addAccount: async (request) => await service.add(actingOf(request), request.body),
    changeAccount: async (request) => service.change(actingOf(request), request.params.id, request.body),
    resetAccount: async (request) => service.reset(actingOf(request), request.params.id),
    setGrants: async (request) => service.setGrants(actingOf(request), request.params.id, request.body),
    revealAccount: async (request) =>
      service.reveal(actingOf(request), request.params.id, request.body.reason),
  });
}

export function serveRoles(service: Organisation): Served {
  return serve(roleRoutes, {
    listRoles: async () => service.listRoles(),
    listPermissions: async () => service.listPermissions(),
    putRole: async (request) => {
      await service.putRole(actingOf(request), { code: request.params.code, ...request.body });
      return service.listRoles();
    },
    removeRole: async (request) => {
      await service.removeRole(actingOf(request), request.params.code);
    },
  });
}

export function serveUnits(service: Organisation): Served {
  return serve(unitRoutes, {
    listUnits: async () => service.listUnits(),
    putUnit: async (request) => {
      await service.putUnit(actingOf(request), { code: request.params.code, ...request.body });
      return service.listUnits();
    },
    removeUnit: async (request) => {
      await service.removeUnit(actingOf(request), request.params.code);
    },
  });
}
