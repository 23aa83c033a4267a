import { caseRoutes } from '@opentocc/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actingOf } from '../../../kit/acting.ts';
import { areaOfRequest } from '../../../kit/area.ts';
import { type Handlers as HandlersOf, type Served, serve } from '../../../kit/serve-routes.ts';
import type { Detail } from './recording.ts';
import type { Cases } from './service.ts';
import { askedFor, type Suggest } from './suggesting.ts';

/** What a handler of one case is given: who acts, and on which. */
type Request = FastifyRequest & { readonly params: { readonly id: number } };
const of = (request: Request) => [actingOf(request), request.params.id] as const;

type Handlers = HandlersOf<typeof caseRoutes>;
type OfClusters = 'listCaseClusters' | 'decideOnCluster' | 'answerCluster';
type Reading =
  | (
      | 'listCases'
      | 'exportCases'
      | 'countCases'
      | 'listEarlierCases'
      | 'getCase'
      | 'listCasesOf'
      | 'listCasesOfVehicle'
    )
  | ('suggestCase' | 'getSuggestionAccuracy' | 'revealAsker' | 'readCaseAttachment' | 'listCaseUnits')
  | ('listCaseCategories' | 'changeCaseCategories' | 'listCaseRules' | 'addCaseRule');

export interface RoutesDeps {
  readonly cases: Cases;
  readonly suggest: Suggest;
  /** Code of the district of a place; null where it lies in none. */
  readonly districtAt: (lon: number, lat: number) => string | null;
}

export const serveCases = (deps: RoutesDeps): Served =>
  serve(caseRoutes, { ...readingOf(deps), ...actsOn(deps), ...clustersOf(deps) });

function readingOf({ cases, suggest, districtAt }: RoutesDeps): Pick<Handlers, Reading> {
  return {
    listCases: (request) => cases.list(actingOf(request), request.query),
    exportCases: async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="cases.csv"')
        .send(await cases.exportCsv(actingOf(request), request.query)),
    countCases: (request) => cases.counts(actingOf(request)),
    listEarlierCases: (request) => cases.earlierOf(actingOf(request), request.body.phone),
    suggestCase: async (request) => [...suggest(askedFor(request.body, districtAt))],
    getSuggestionAccuracy: ({ query }) =>
      cases.accuracy(query.from_ms ?? 0, query.to_ms ?? Number.MAX_SAFE_INTEGER),
    getCase: (request) => cases.get(...of(request)),
    revealAsker: (request) => cases.reveal(...of(request), request.body.reason),
    listCasesOfVehicle: (request) =>
      cases.casesOfVehicle(actingOf(request), request.params.id, areaOfRequest(request)),
    listCasesOf: (request) => cases.casesOf(actingOf(request), request.query),
    listCaseUnits: () => cases.units.list(),
    listCaseCategories: async () => cases.taxonomy.list(),
    changeCaseCategories: (request) => cases.taxonomy.change(actingOf(request), request.body),
    listCaseRules: async () => cases.ruleBook.list(),
    addCaseRule: (request) => cases.ruleBook.add(actingOf(request), request.body),
    async readCaseAttachment(request, reply) {
      const { id, attachment } = request.params;
      return sendFile(reply, await cases.readAttachment(actingOf(request), id, attachment));
    },
  };
}

function clustersOf({ cases }: RoutesDeps): Pick<Handlers, OfClusters> {
  const { clusters } = cases;
  /** Answers with the cluster. */
  const done = async (request: Request, action: string, detail: Detail) => {
    const [acting, id] = of(request);
    await cases.record(acting, null, action, { cluster: id, ...detail });
    return clusters.get(id);
  };
  return {
    listCaseClusters: ({ query }) => clusters.list(query.state),
    async decideOnCluster(request) {
      await clusters.decide(...of(request), request.body);
      return done(request, 'cases.cluster', { decision: request.body.decision, reason: request.body.reason });
    },
    async answerCluster(request) {
      await clusters.answer(...of(request), request.body);
      return done(request, 'cases.clusterAnswer', { close: request.body.close });
    },
  };
}

function actsOn({ cases }: RoutesDeps): Omit<Handlers, Reading | OfClusters> {
  const { desk, filing, handling, supervision, merges } = cases;
  /** Answers with the case as whoever acted may read it. */
  const done = (request: Request, action: string, detail: Detail = {}) =>
    cases.done(...of(request), `cases.${action}`, detail);
  return {
    takeCase: (request) => cases.takeByHand(actingOf(request), request.body),
    async correctCase(request) {
      await filing.correct(...of(request), request.body);
      return done(request, 'correct', { fields: Object.keys(request.body) });
    },
    async dispatchCase(request) {
      await desk.dispatch(...of(request), request.body);
      return done(request, 'dispatch', { unit: request.body.unit });
    },
    async acceptCase(request) {
      await handling.accept(...of(request), request.body);
      return done(request, 'accept');
    },
    async answerCase(request) {
      await desk.answer(...of(request), request.body);
      return done(request, 'answer', { close: request.body.close });
    },
    async closeCase(request) {
      await desk.close(...of(request), request.body);
      return done(request, 'close');
    },
    async reworkCase(request) {
      await desk.rework(...of(request), request.body);
      return done(request, 'rework', { reason: request.body.reason });
    },
    async reopenCase(request) {
      await desk.reopen(...of(request), request.body);
      return done(request, 'reopen', { reason: request.body.reason });
    },
    async withdrawCase(request) {
      await desk.withdraw(...of(request), request.body);
      return done(request, 'withdraw', { reason: request.body.reason });
    },
    async referCase(request) {
      await desk.refer(...of(request), request.body);
      return done(request, 'refer', { to: request.body.to, body: request.body.body });
    },
    async requestOnCase(request) {
      await handling.request(...of(request), request.body);
      return done(request, 'request', { kind: request.body.kind, reason: request.body.reason });
    },
    async ruleOnCase(request) {
      await supervision.rule(...of(request), request.body);
      const { request: number, granted, reason } = request.body;
      return done(request, 'rule', { request: number, granted, reason });
    },
    async superviseCase(request) {
      await supervision.supervise(...of(request), request.body);
      return done(request, 'supervise', { to: request.body.to, reason: request.body.reason });
    },
    async actOnCaseClock(request) {
      await supervision.actOnClock(...of(request), request.body);
      const { code, act } = request.body;
      return done(request, 'clock', { code, act: act.kind, reason: act.reason });
    },
    async resumeCase(request) {
      await handling.resume(...of(request), request.body);
      return done(request, 'resume', { reason: request.body.reason });
    },
    async noteCase(request) {
      await cases.note(...of(request), request.body);
      return done(request, 'note');
    },
    async attachToCase(request) {
      const { file, note, content_base64 } = request.body;
      await cases.attach(...of(request), { file, note, content: Buffer.from(content_base64, 'base64') });
      return done(request, 'attach', { file });
    },
    async linkCase(request) {
      await filing.link(...of(request), request.body);
      return done(request, 'link', { ...request.body.link, linked: request.body.linked });
    },
    async reportCaseToSituations(request) {
      await cases.reportToSituations(...of(request), request.body);
      return done(request, 'report', { kind: request.body.kind });
    },
    async mergeCases(request) {
      const [acting, id] = of(request);
      await merges.merge(acting, { ...request.body, id });
      return done(request, 'merge', { other: request.body.other, reason: request.body.reason });
    },
    async splitCase(request) {
      const [acting, id] = of(request);
      await merges.split(acting, { ...request.body, id });
      return done(request, 'split', { other: request.body.other, reason: request.body.reason });
    },
  };
}

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
