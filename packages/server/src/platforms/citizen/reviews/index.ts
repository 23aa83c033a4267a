import { randomBytes } from 'node:crypto';
import type { Module } from '../../../kit/module.ts';
import type { PlatformModule } from '../../platform-module.ts';
import { cases } from '../cases/index.ts';
import { reviewsErrors } from './errors.ts';
import { migrations } from './migrations/index.ts';
import { serveReviews } from './routes.ts';
import { createReviews } from './service.ts';
import { createReviewStore, type ReviewStore } from './store.ts';

export type { JudgedReview } from './store.ts';

/** What modules beside this one may use of it. */
export interface ReviewsModule extends Module {
  /** For figures. */
  readonly figures: Pick<ReviewStore, 'listJudgedBetween' | 'judgedOf'>;
}

export const reviews: PlatformModule<ReviewsModule> = {
  name: 'reviews',
  migrations,
  errors: reviewsErrors,
  compose({ db, clock, log }, { audit }, _brain, find) {
    const store = createReviewStore(db);
    const service = createReviews({ store, clock, audit, random: randomBytes, facts: find(cases).facts });
    return {
      name: 'reviews',
      figures: store,
      routes: [serveReviews(service)],
      demo: async () => (await import('./demo.ts')).createReviewsDemo(log),
    };
  },
};
