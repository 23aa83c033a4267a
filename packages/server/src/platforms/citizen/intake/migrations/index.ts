import type { Migrations } from '../../../../kit/db.ts';
import * as intake from './001-intake.ts';
import * as indexes from './002-indexes.ts';

export const migrations: Migrations = {
  intake_001_intake: intake,
  intake_002_indexes: indexes,
};
