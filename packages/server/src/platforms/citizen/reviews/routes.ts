import { reviewRoutes, type Session } from '@opentocc/contract';
import { actingOf } from '../../../kit/acting.ts';
import { type Served, serve } from '../../../kit/serve-routes.ts';
import { REVIEW_FORM } from './form.ts';
import type { Reviews } from './service.ts';

/** Whose reviews somebody sees: all, or their own. */
const agentOf = (session: Session | null): string | null =>
  session?.permissions.includes('reviews:judge') ? null : (session?.account ?? '');

export const serveReviews = (reviews: Reviews): Served =>
  serve(reviewRoutes, {
    async listReviews(request) {
      const { state, offset, limit } = request.query;
      const form = { ...REVIEW_FORM, questions: [...REVIEW_FORM.questions] };
      const found = await reviews.list({ agent: agentOf(request.session), state }, { offset, limit });
      return { ...found, form };
    },
    drawReviews: (request) => reviews.draw(actingOf(request), request.body),
    judgeReview: (request) => reviews.judge(actingOf(request), request.params.id, request.body),
    disputeReview: (request) => reviews.dispute(actingOf(request), request.params.id, request.body),
    settleReview: (request) => reviews.settle(actingOf(request), request.params.id, request.body),
  });
