import type { Migrations } from '../../../../kit/db.ts';
import * as score from './001-score.ts';

export const migrations: Migrations = {
  scores_001_score: score,
};
