import { type Session, visitRoutes } from '@opentocc/contract';
import type { FastifyRequest } from 'fastify';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import type { Units } from './rectification-store.ts';
import type { RuleBook } from './rule-book.ts';
import type { Visits } from './service.ts';

/** A request for one thing by its number. */
type Of = FastifyRequest & { readonly params: { readonly id: number } };

/** Units whose rectifications somebody reaches; null is all. */
export function unitsOf(session: Session | null): Units {
  if (!session?.permissions.includes('visits:rectify')) return [];
  return session.reach['visits:rectify']?.units ?? null;
}

export function serveVisits(visits: Visits, ruleBook: RuleBook): Served {
  const { calls, links, draws, rectifications, record, done } = visits;
  const draw = async (id: number) => {
    const [found] = await draws.list(id);
    if (!found) throw new Error(`draw ${id} was there a moment ago`);
    return found;
  };
  const rectified = async (request: Of, action: string) => {
    const { id } = request.params;
    await record(actingOf(request), action, `rectification:${id}`);
    return visits.getRectification(unitsOf(request.session), id);
  };

  return serve(visitRoutes, {
    listVisitDraws: () => draws.list(),
    async commitVisitDraw(request) {
      const { from, to } = request.body;
      const id = await draws.commit(actingOf(request), from, to);
      const made = await draw(id);
      const { commitment, list_hash } = made;
      await record(actingOf(request), 'visits.commit', `visit-draw:${id}`, {
        from,
        to,
        commitment,
        list_hash,
      });
      return made;
    },
    async revealVisitDraw(request) {
      const { id } = request.params;
      const drawn = await draws.reveal(actingOf(request), id, request.body.witness);
      await record(actingOf(request), 'visits.reveal', `visit-draw:${id}`, {
        drawn,
        witness: request.body.witness,
      });
      return draw(id);
    },
    getVisitDrawSheet: (request) => draws.sheet(request.params.id, false),
    getPublicVisitDrawSheet: (request) => draws.sheet(request.params.id, true),
    listVisits: (request) => visits.list(request.query),
    getVisitResults: (request) => visits.results(request.query.from_ms, request.query.to_ms),
    claimVisit: (request) => visits.claim(actingOf(request)),
    getVisit: (request) => visits.get(request.params.id),
    async releaseVisit(request) {
      await calls.release(actingOf(request), request.params.id);
      return done(actingOf(request), request.params.id, 'visits.release');
    },
    revealVisited: (request) => visits.contact(actingOf(request), request.params.id),
    async attemptVisit(request) {
      const { outcome } = request.body;
      await calls.attempt(actingOf(request), request.params.id, request.body);
      return done(actingOf(request), request.params.id, 'visits.attempt', { outcome });
    },
    async answerVisit(request) {
      const { satisfied } = request.body;
      await calls.answer(actingOf(request), request.params.id, request.body);
      return done(actingOf(request), request.params.id, 'visits.answer', { satisfied });
    },
    async sendVisitLink(request) {
      await links.send(actingOf(request), request.params.id, request.body.version);
      return done(actingOf(request), request.params.id, 'visits.link');
    },
    async listRectifications(request) {
      const { state, offset, limit } = request.query;
      const units = unitsOf(request.session);
      const [rectifications, total] = await Promise.all([
        visits.listRectifications(units, state, { offset, limit }),
        visits.countRectifications(units, state),
      ]);
      return { rectifications, total };
    },
    async ownRectification(request) {
      const { id } = request.params;
      await rectifications.own(actingOf(request), unitsOf(request.session), id, request.body.version);
      return rectified(request, 'visits.own');
    },
    async finishRectification(request) {
      await rectifications.finish(
        ...([actingOf(request), unitsOf(request.session), request.params.id, request.body] as const),
      );
      return rectified(request, 'visits.rectified');
    },
    async judgeRectification(request) {
      await rectifications.judge(actingOf(request), request.params.id, request.body);
      const { id } = request.params;
      const { closed, reason } = request.body;
      await record(actingOf(request), 'visits.judge', `rectification:${id}`, { closed, reason });
      return visits.getRectification(null, id);
    },
    listVisitRules: () => ruleBook.list(),
    addVisitRule: (request) => ruleBook.add(actingOf(request), request.body),
  });
}
