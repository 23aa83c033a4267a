import { z } from 'zod';
import { CaseField, CaseType } from './case-parts.ts';
import { AtMs, Bilingual, RowId } from './common.ts';
import { defineContract } from './module.ts';
import { defineRoutes } from './route.ts';

const Reason = z.string().trim().min(2).max(500);
const Version = z.number().int().positive();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A question of the form by which an answer is judged; `decides`: a no makes the answer wrong. */
export const ReviewQuestion = z
  .object({ key: z.string(), text: Bilingual, decides: z.boolean() })
  .meta({ id: 'ReviewQuestion' });
export type ReviewQuestion = z.infer<typeof ReviewQuestion>;

export const ReviewJudgement = z.object({
  by: z.string(),
  at_ms: AtMs,
  marks: z.record(z.string(), z.boolean()),
  /** Follows from the marks. */
  right: z.boolean(),
  comment: z.string(),
});
export type ReviewJudgement = z.infer<typeof ReviewJudgement>;

/** waiting → judged; disputed by the agent → settled by a second opinion. */
export const ReviewState = z.enum(['waiting', 'judged', 'disputed', 'settled']);
export type ReviewState = z.infer<typeof ReviewState>;

/** A judgement of an answer. */
export const Review = z
  .object({
    id: z.number().int(),
    version: z.number().int(),
    draw: z.number().int(),
    case: z.number().int(),
    number: z.string(),
    title: z.string(),
    type: CaseType,
    field: CaseField,
    unit: z.string().nullable(),
    /** Account of who answered. */
    agent: z.string(),
    answered_ms: AtMs,
    state: ReviewState,
    /** Of the last judgement; null while none is made. */
    right: z.boolean().nullable(),
    first: ReviewJudgement.nullable(),
    dispute: z.object({ at_ms: AtMs, reason: z.string() }).nullable(),
    second: ReviewJudgement.nullable(),
    /** Until when the agent may dispute it. */
    disputable_until_ms: AtMs.nullable(),
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof Review>;

export const ReviewDraw = z
  .object({
    id: z.number().int(),
    from: Day,
    to: Day,
    per_agent: z.number().int(),
    seed: z.string(),
    list_hash: z.string(),
    at_ms: AtMs,
    by: z.string(),
    eligible: z.number().int(),
    drawn: z.number().int(),
  })
  .meta({ id: 'ReviewDraw' });
export type ReviewDraw = z.infer<typeof ReviewDraw>;

const Marks = z.object({
  version: Version,
  marks: z.record(z.string().max(40), z.boolean()),
  comment: z.string().trim().max(1000).default(''),
});

const changed = { method: 'POST', audit: 'own', target: 'review', area: 'everything' } as const;
const onReview = { ...changed, params: RowId, response: Review } as const;

export const reviewRoutes = defineRoutes('reviews', {
  listReviews: {
    method: 'GET',
    path: '/api/v1/reviews',
    summary: { zh: '质检（话务员只见本人）', en: 'Reviews of answers; agents see their own' },
    authority: 'reviews:read',
    area: 'everything',
    query: z.object({
      state: ReviewState.optional(),
      offset: z.coerce.number().int().min(0).max(200_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: z.object({
      reviews: z.array(Review),
      total: z.number().int(),
      form: z.object({ questions: z.array(ReviewQuestion), source: Bilingual, assumed: z.boolean() }),
    }),
  },
  drawReviews: {
    method: 'POST',
    path: '/api/v1/review-draws',
    summary: { zh: '抽取质检样本（按人等量）', en: 'Draw answers to review, as many of each agent' },
    authority: 'reviews:judge',
    area: 'everything',
    audit: 'own',
    body: z.object({ from: Day, to: Day, per_agent: z.number().int().min(1).max(100).default(5) }),
    status: 201,
    response: ReviewDraw,
  },
  judgeReview: {
    ...onReview,
    path: '/api/v1/reviews/:id/judgement',
    summary: { zh: '评判答复', en: 'Judge an answer' },
    authority: 'reviews:judge',
    body: Marks,
  },
  disputeReview: {
    ...onReview,
    path: '/api/v1/reviews/:id/dispute',
    summary: { zh: '本人申诉', en: 'Dispute a judgement of one’s own answer' },
    authority: 'reviews:read',
    body: z.object({ version: Version, reason: Reason }),
  },
  settleReview: {
    ...onReview,
    path: '/api/v1/reviews/:id/second-opinion',
    summary: { zh: '复评（须为另一人）', en: 'A second opinion, by somebody else' },
    authority: 'reviews:judge',
    body: Marks,
  },
});

export const reviewsContract = defineContract({
  routes: reviewRoutes,
  permissions: {
    'reviews:read': {
      ...{ platform: 'citizen', zh: '查看质检', en: 'See reviews of answers' },
      roles: ['hotline-agent', 'hotline-supervisor'],
    },
    'reviews:judge': {
      ...{ platform: 'citizen', zh: '质检评判', en: 'Judge answers' },
      roles: ['hotline-supervisor'],
    },
  },
});
