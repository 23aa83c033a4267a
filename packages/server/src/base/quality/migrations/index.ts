import type { Migrations } from '../../../kit/db.ts';
import * as hour from './001-hour.ts';
import * as restAndRejects from './002-rest-and-rejects.ts';
import * as finding from './003-finding.ts';
import * as handling from './004-handling.ts';

export const migrations: Migrations = {
  quality_001_hour: hour,
  quality_002_rest_and_rejects: restAndRejects,
  quality_003_finding: finding,
  quality_004_handling: handling,
};
