import { messageRoutes } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { actingOf } from '../../kit/acting.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Endpoints } from './endpoints.ts';
import type { MessageService } from './service.ts';

export function serveMessages(service: MessageService, endpoints: Endpoints): Served {
  return serve(messageRoutes, {
    listMessages: ({ query }) => service.list(query),
    getMessageStatus: () => service.status(),
    getMessage: ({ params }) => service.get(params.id),
    sendAgain: (request) => service.sendAgain(actingOf(request), request.params.id, request.body),
    listEndpoints: () => endpoints.list(),
    addEndpoint: (request) => endpoints.add(actingOf(request), request.body),
    changeEndpoint: (request) => endpoints.change(actingOf(request), request.params.id, request.body),
    renewEndpointSecret: (request) => endpoints.renewSecret(actingOf(request), request.params.id),
    testEndpoint: (request) => service.testEndpoint(actingOf(request), request.params.id),
    takeSmsReceipt: (request) => service.takeSmsReceipt(request.body, signatureIn(request)),
    listInbox: (request) => service.inbox(actingOf(request).session.principal),
    readInbox: (request) => service.read(actingOf(request).session.principal, request.params.id),
  });
}

function signatureIn({ headers }: FastifyRequest): { at_s: number; signature: string } {
  return {
    at_s: Number(headers['webhook-timestamp']),
    signature: String(headers['webhook-signature'] ?? ''),
  };
}
