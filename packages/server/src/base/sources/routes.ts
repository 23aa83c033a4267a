import { sourceRoutes } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Sources } from './service.ts';
import type { Decider } from './terminal-desk.ts';

export function serveSources(sources: Sources): Served {
  return serve(sourceRoutes, {
    listSources: async () => sources.listHealth(),
    getSource: async (request) => sources.getHealth(request.params.id),
    listPendingTerminals: async () => sources.listPending(),
    approveTerminal: async (request) => {
      const { source, vehicle_class } = request.body;
      await sources.approve(request.params.phone, source, vehicle_class, deciderOf(request));
    },
    refuseTerminal: async (request) => {
      await sources.refuse(request.params.phone, deciderOf(request));
    },
    sendText: async (request) => {
      request.audit_detail = request.body;
      const outcome = await sources.sendText(request.params.id, request.body);
      request.audit_detail = { ...request.body, ...outcome };
      return outcome;
    },
    readParameters: async (request) => sources.readParameters(request.params.id),
  });
}

function deciderOf({ session, ip }: FastifyRequest): Decider {
  const { principal, account: actor } = session!;
  return { principal, actor, address: ip };
}
