import { terminalRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { type RequestOf, type Served, serve } from '../../kit/serve-routes.ts';
import type { Sources } from './service.ts';

/** Decisions on terminals: those that say otherwise than the registry, many at once, and the way back. */
export function serveTerminals(sources: Sources): Served {
  type Deciding = RequestOf<typeof terminalRoutes.acceptTerminal>;
  const decide = async (request: Deciding, act: 'accept' | 'move' | 'retire') => {
    const { before, after } = await sources[act](request.params.phone, actingOf(request).session.account);
    request.audit_detail = { before: { ...before }, after: { ...after } };
  };
  return serve(terminalRoutes, {
    getTerminalCase: async (request) => sources.getCase(request.params.phone),
    async revealTerminalPlate(request) {
      request.audit_detail = request.body;
      return { plate: sources.revealPendingPlate(request.params.phone) };
    },
    listMismatches: async () => sources.listMismatches(),
    acceptTerminal: (request) => decide(request, 'accept'),
    moveTerminal: (request) => decide(request, 'move'),
    retireTerminal: (request) => decide(request, 'retire'),
    async refuseTerminals(request) {
      const { phones } = request.body;
      request.audit_detail = { phones };
      return { refused: await sources.refuseAll(phones, actingOf(request).session.account) };
    },
    listDecisions: async (request) => sources.listDecisions(request.query.limit),
    async undoDecision(request) {
      const { kind, phones } = await sources.undo(request.params.id);
      request.audit_detail = { decision: kind, phones };
    },
  });
}
