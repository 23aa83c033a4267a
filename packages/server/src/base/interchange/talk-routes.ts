import { platformTalkRoutes } from '@opentocc/contract';
import { actingOf } from '../../kit/acting.ts';
import { type Served, serve } from '../../kit/serve-routes.ts';
import type { Talk } from './talk.ts';

export function servePlatformTalk(talk: Talk): Served {
  return serve(platformTalkRoutes, {
    listPlatformRequests: ({ query }) => talk.list(query.source, query.limit),
    async askPlatform(request) {
      const asked = await talk.ask(request.body, actingOf(request).session.account);
      const { id, source, kind, plate } = asked;
      request.audit_detail = { id, source, kind, plate };
      return asked;
    },
    listPlatformAlarms: ({ query }) => talk.listAlarms(query.source, query.limit),
    async supervisePlatformAlarm(request) {
      const asked = await talk.supervise(request.params.id, request.body, actingOf(request).session.account);
      request.audit_detail = { id: asked.id, source: asked.source };
      return asked;
    },
    listPlatformPapers: ({ query }) => talk.listPapers(query.source, query.limit),
    async revealPlatformPaper(request) {
      request.audit_detail = request.body;
      return talk.revealPaper(request.params.id);
    },
  });
}
