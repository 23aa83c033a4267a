import type { Migrations } from '../../../../kit/db.ts';
import * as firstCase from './001-case.ts';
import * as indexes from './002-indexes.ts';

export const migrations: Migrations = {
  cases_001_case: firstCase,
  cases_002_indexes: indexes,
};
