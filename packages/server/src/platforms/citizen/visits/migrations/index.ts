import type { Migrations } from '../../../../kit/db.ts';
import * as visit from './001-visit.ts';
import * as stratum from './002-stratum.ts';

export const migrations: Migrations = {
  visits_001_visit: visit,
  visits_002_stratum: stratum,
};
