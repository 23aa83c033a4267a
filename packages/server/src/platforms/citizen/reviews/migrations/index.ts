import type { Migrations } from '../../../../kit/db.ts';
import * as review from './001-review.ts';

export const migrations: Migrations = {
  reviews_001_review: review,
};
