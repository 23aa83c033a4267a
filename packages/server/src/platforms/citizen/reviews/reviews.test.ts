import type { Review, ReviewDraw } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../../../base/accounts/test-identity.ts';
import { agent, closeCase, startVisits, type TestVisits, type VisitsOnly } from '../visits/test-visits.ts';
import { migrations } from './migrations/index.ts';
import { serveReviews } from './routes.ts';
import { createReviews } from './service.ts';
import { createReviewStore } from './store.ts';

let on: TestVisits;
let judge: Browser;
let other: Browser;
let answerer: Browser;

beforeAll(async () => {
  const reviewed = (visits: VisitsOnly) => {
    const store = createReviewStore(visits.identity.db);
    const { clock, cases } = visits;
    const random = (bytes: number) => new Uint8Array(bytes).fill(9);
    const reviews = createReviews({ store, clock, audit: visits.identity.audit, random, facts: cases.facts });
    serveReviews(reviews).mount(visits.identity.http);
  };
  on = await startVisits(reviewed, migrations);
  judge = await on.appoint('judge', 'city', 'hotline-supervisor');
  other = await on.appoint('other', 'city', 'hotline-supervisor');
  answerer = await on.appoint(agent.session.account, 'city', 'hotline-agent');
});
afterAll(() => on.identity.stop());

const post = async <T>(by: Browser, path: string, body: object) => {
  const { status, body: answer } = await by.ask('POST', `/api/v1/${path}`, body);
  return { status, code: answer.code, answer: answer as unknown as T };
};
const listed = async (by: Browser) =>
  (await by.ask('GET', '/api/v1/reviews')).body as unknown as { reviews: Review[]; total: number };
const RIGHT = { facts: true, complete: true, category: true, wording: false };
const WRONG = { ...RIGHT, facts: false };

test('a draw takes as many answers of each agent as it says, of days that are over, once', async () => {
  for (let i = 0; i < 8; i++) await closeCase(on);
  const days = { from: '2026-11-23', to: '2026-11-23', per_agent: 3 };
  expect((await post(judge, 'review-draws', days)).code).toBe('reviews.span');
  on.clock.now_ms += DAY_MS;
  const made = await post<ReviewDraw>(judge, 'review-draws', days);
  expect(made).toMatchObject({ status: 201, answer: { eligible: 8, drawn: 3, from: '2026-11-23' } });
  expect((await post(judge, 'review-draws', days)).code).toBe('reviews.drawn_before');
  expect((await post(answerer, 'review-draws', days)).status).toBe(403);
});

test('what decides makes an answer wrong, and what does not does not', async () => {
  const [first, second] = (await listed(judge)).reviews;
  const open = { version: 1, marks: { facts: true } };
  expect((await post(judge, `reviews/${first.id}/judgement`, open)).code).toBe('reviews.incomplete');
  const right = await post<Review>(judge, `reviews/${first.id}/judgement`, { version: 1, marks: RIGHT });
  expect(right.answer).toMatchObject({ state: 'judged', right: true });
  const wrong = await post<Review>(judge, `reviews/${second.id}/judgement`, { version: 1, marks: WRONG });
  expect(wrong.answer).toMatchObject({ state: 'judged', right: false });
  expect((await post(judge, `reviews/${second.id}/judgement`, { version: 2, marks: RIGHT })).code).toBe(
    'reviews.not_now',
  );
});

test('an agent sees their own judgements and disputes one, which somebody else settles', async () => {
  const mine = await listed(answerer);
  expect(mine.total).toBe(3);
  const wrong = mine.reviews.find(({ right }) => right === false)!;
  const path = `reviews/${wrong.id}`;
  const dispute = { version: wrong.version, reason: '依据的是新票价文件' };
  expect((await post(other, `${path}/dispute`, dispute)).code).toBe('reviews.not_yours');
  const disputed = await post<Review>(answerer, `${path}/dispute`, dispute);
  expect(disputed.answer.state).toBe('disputed');
  const { version } = disputed.answer;
  expect((await post(judge, `${path}/second-opinion`, { version, marks: RIGHT })).code).toBe(
    'reviews.same_judge',
  );
  const settled = await post<Review>(other, `${path}/second-opinion`, { version, marks: RIGHT });
  expect(settled.answer).toMatchObject({
    state: 'settled',
    right: true,
    first: { right: false },
    second: { by: 'other' },
  });
});

test('a dispute comes within a week or not at all, and no judgement is changed by hand', async () => {
  const right = (await listed(answerer)).reviews.find(({ state }) => state === 'judged')!;
  on.clock.now_ms += 8 * DAY_MS;
  const late = await post(answerer, `reviews/${right.id}/dispute`, {
    version: right.version,
    reason: '太晚了',
  });
  expect(late.code).toBe('reviews.late');
  await expect(sql`UPDATE reviews_judgement SET is_right = true`.execute(on.identity.db)).rejects.toThrow(
    /append-only/,
  );
});
