import { callRoutes } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { Exemptions } from './exemptions.ts';
import type { Calls } from './service.ts';

export const serveCalls = (calls: Calls, exemptions: Exemptions): Served =>
  serve(callRoutes, {
    deliverCallEvents: ({ body }) => calls.deliver(body.events),
    getCallDelivery: () => calls.delivered(),
    getOwnSeat: async (request) => ({ seat: await calls.seatOf(actingOf(request).session.principal) }),
    setOwnSeat: (request) => calls.sit(actingOf(request), request.body),
    getCallFigures: ({ query }) => calls.figures(query.from, query.to),
    listCallExemptions: ({ query }) => exemptions.list(query.from, query.to),
    declareCallExemption: (request) => exemptions.declare(actingOf(request), request.body),
    decideCallExemption: (request) => exemptions.decide(actingOf(request), request.params.id, request.body),
    listCalls: ({ query: { day, figure, part, before_id, limit } }) =>
      calls.list(day, { figure, part }, { before_id, limit }),
    getCall: (request) => calls.get(actingOf(request), request.params.id),
    revealCallNumber: (request) => calls.reveal(actingOf(request), request.params.id, request.body.reason),
  });
