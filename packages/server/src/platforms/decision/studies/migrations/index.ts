import type { Migrations } from '../../../../kit/db.ts';
import * as study from './001-study.ts';
import * as replay from './002-replay.ts';

export const migrations: Migrations = {
  studies_001_study: study,
  studies_002_replay: replay,
};
