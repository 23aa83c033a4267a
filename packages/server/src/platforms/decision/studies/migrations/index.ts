import type { Migrations } from '../../../../kit/db.ts';
import * as study from './001-study.ts';

export const migrations: Migrations = {
  studies_001_study: study,
};
