import type { Migrations } from '../../../../kit/db.ts';
import * as visit from './001-visit.ts';

export const migrations: Migrations = {
  visits_001_visit: visit,
};
