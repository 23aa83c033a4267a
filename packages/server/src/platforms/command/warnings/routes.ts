import { silenceRoutes, type Warning, warningRoutes, warningRuleRoutes } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { actingOf } from '../../../kit/acting.ts';
import { areaOfRequest } from '../../../kit/area.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { describePolicy } from './policy.ts';
import type { Warnings } from './service.ts';

const who = (request: FastifyRequest) => [actingOf(request), areaOfRequest(request)] as const;

export function serveWarnings(warnings: Warnings): Served {
  return serve(warningRoutes, {
    async listWarnings(request, reply) {
      const { state, limit } = request.query;
      const text = await warnings.list(areaOfRequest(request), state, limit);
      return reply.type('application/json; charset=utf-8').send(text);
    },
    listWarningPlaces: async (request) => warnings.places(areaOfRequest(request)),
    getWarning: (request) => warnings.get(areaOfRequest(request), request.params.id),
    getWarningCurve: (request) => warnings.curve(areaOfRequest(request), request.params.id),
    actOnWarnings: (request): Promise<Warning[]> => warnings.act(...who(request), request.body),
    listWarningPeople: async () => [...(await warnings.people())],
    getWarningPolicy: async () => describePolicy(warnings.policy),
  });
}

export function serveRules({ rules }: Warnings): Served {
  return serve(warningRuleRoutes, {
    listMeasures: async () => rules.measures(),
    listRuleChoices: async (request) => rules.choices(areaOfRequest(request)),
    listRules: async (request) => rules.list(areaOfRequest(request)),
    addRule: (request) => rules.add(...who(request), request.body),
    changeRule: (request) => rules.change(...who(request), request.params.id, request.body),
    retireRule: (request) => rules.retire(...who(request), request.params.id),
    listRuleVersions: (request) => rules.versions(areaOfRequest(request), request.params.id),
    previewRule: (request) => rules.preview(areaOfRequest(request), request.body),
  });
}

export function serveSilences({ silences }: Warnings): Served {
  return serve(silenceRoutes, {
    listSilences: async (request) => silences.list(areaOfRequest(request)),
    addSilence: (request) => silences.add(...who(request), request.body),
    endSilence: (request) => silences.end(...who(request), request.params.id),
    getInhibitions: async () => silences.inhibitions(),
    setInhibitions: (request) => silences.setInhibitions(actingOf(request), request.body),
  });
}
