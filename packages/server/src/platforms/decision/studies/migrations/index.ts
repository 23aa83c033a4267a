import type { Migrations } from '../../../../kit/db.ts';
import * as study from './001-study.ts';
import * as replay from './002-replay.ts';
import * as failureSays from './003-failure-says.ts';

export const migrations: Migrations = {
  studies_001_study: study,
  studies_002_replay: replay,
  studies_003_failure_says: failureSays,
};
