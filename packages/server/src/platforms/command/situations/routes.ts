import { situationRoutes } from '@opentocc/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Acting } from '../../../kit/acting.ts';
import { actingOf } from '../../../kit/acting.ts';
import { type Area, areaOf, areaOfRequest } from '../../../kit/area.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { capOf } from './export-cap.ts';
import { draftFiling } from './filings.ts';
import type { Situations } from './service.ts';

export interface RoutesDeps {
  readonly situations: Situations;
  readonly now: () => number;
  readonly handlers: () => Promise<readonly { readonly principal: string; readonly name: string }[]>;
  /** Situations as DATEX II. */
  readonly toDatex: (area: Area, id: number | null) => Promise<string>;
}

/** What a handler of one situation is given: who acts, how far, on which. */
type Request = FastifyRequest & { readonly params: { readonly id: number } };
const of = (request: Request) => [actingOf(request), areaOfRequest(request), request.params.id] as const;

export function serveSituations({ situations, now, handlers, toDatex }: RoutesDeps): Served {
  const { desk, merges, filings, attaching, reader } = situations;
  /** Answers with the situation as whoever acted may read it. */
  const done = (request: Request, action: string, detail: Parameters<Situations['done']>[4] = {}) =>
    situations.done(
      actingOf(request),
      readable(actingOf(request)),
      request.params.id,
      `situations.${action}`,
      detail,
    );

  return serve(situationRoutes, {
    listSituations: (request) => situations.list(areaOfRequest(request), request.query),
    getSituation: (request) => reader.get(areaOfRequest(request), request.params.id),
    reportSituation: (request) => situations.report(actingOf(request), areaOfRequest(request), request.body),
    async acknowledgeSituation(request) {
      await desk.acknowledge(...of(request), request.body);
      return done(request, 'acknowledge');
    },
    async ownSituation(request) {
      await desk.own(...of(request), request.body);
      return done(request, 'own', { to: request.body.to });
    },
    async moveSituation(request) {
      await desk.move(...of(request), request.body);
      return done(request, 'move', { to: request.body.to, reason: request.body.reason });
    },
    async correctSituation(request) {
      await desk.correct(...of(request), request.body);
      return done(request, 'correct', { fields: Object.keys(request.body) });
    },
    async noteSituation(request) {
      await desk.note(...of(request), request.body.text, request.body.key);
      return done(request, 'note');
    },
    async attachToSituation(request) {
      await attaching.attach(...of(request), request.body);
      return done(request, 'attach', { file: request.body.file });
    },
    async readAttachment(request, reply) {
      const { id, attachment } = request.params;
      return sendFile(reply, await attaching.read(areaOfRequest(request), id, attachment));
    },
    async mergeSituations(request) {
      const [acting, area, id] = of(request);
      await merges.merge(acting, area, { ...request.body, id });
      return done(request, 'merge', { other: request.body.other, reason: request.body.reason });
    },
    async splitSituation(request) {
      const [acting, area, id] = of(request);
      await merges.split(acting, area, { ...request.body, id });
      return done(request, 'split', { other: request.body.other, reason: request.body.reason });
    },
    async refuseProposal(request) {
      const { proposal, reason } = request.body;
      await merges.refuse(...of(request), proposal, reason);
      return done(request, 'refuse', { proposal, reason });
    },
    async fileSituation(request) {
      await filings.file(...of(request), request.body);
      return done(request, 'file', { kind: request.body.kind, to: request.body.to });
    },
    async draftFiling(request) {
      const situation = await reader.get(areaOfRequest(request), request.params.id);
      return draftFiling(situation, request.query.kind, now());
    },
    async actOnClock(request) {
      const { code, version, act } = request.body;
      await desk.actOnClock(...of(request), code, version, act);
      return done(request, 'clock', { code, act: act.kind, reason: act.reason });
    },
    revealCaller: (request) =>
      situations.revealCaller(...of(request), request.params.report, request.body.reason),
    listSituationHandlers: async () => [...(await handlers())],
    listSituationRules: () => situations.ruleBook.list(),
    addSituationRule: (request) => situations.ruleBook.add(actingOf(request), request.body),
    exportDatex: async (request, reply) =>
      reply.type('application/xml').send(await toDatex(areaOfRequest(request), null)),
    exportOneDatex: async (request, reply) =>
      reply.type('application/xml').send(await toDatex(areaOfRequest(request), request.params.id)),
    exportCap: async (request, reply) =>
      reply
        .type('application/cap+xml')
        .send(capOf(await reader.get(areaOfRequest(request), request.params.id))),
  });
}

const readable = ({ session }: Acting): Area => areaOf(session, 'situations:read');

interface SentFile {
  readonly name: string;
  readonly media: string;
  readonly content: Uint8Array;
}

/** Never run by a browser, whatever it is: shown as a picture, or saved. */
function sendFile(reply: FastifyReply, { name, media, content }: SentFile) {
  return reply
    .type(media)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, max-age=86400, immutable')
    .send(Buffer.from(content));
}
