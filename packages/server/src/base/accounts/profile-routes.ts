import { ownAccountRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Profile } from './profile.ts';
import { answer, type SessionCookie, tokenOf } from './session-routes.ts';

/** What everybody does with their own account. */
export function serveOwnAccount(service: Profile, cookie: SessionCookie): Served {
  return serve(ownAccountRoutes, {
    getOwnAccount: async (request) => service.describe(actingOf(request)),
    listOwnSessions: async (request) => service.listSessions(actingOf(request), tokenOf(request)),
    endOtherSessions: async (request) => {
      await service.endOthers(actingOf(request), tokenOf(request));
    },
    startSecondFactor: async (request) => service.startSecondFactor(actingOf(request)),
    confirmSecondFactor: async (request, reply) => {
      const acting = actingOf(request);
      const { codes, token } = await service.confirmSecondFactor(
        acting,
        request.body.code,
        tokenOf(request) ?? '',
      );
      answer(reply, { token, session: acting.session }, cookie);
      return { codes };
    },
    removeSecondFactor: async (request) => {
      await service.removeSecondFactor(actingOf(request), request.body);
    },
  });
}
