import type { Migrations } from '../../../../kit/db.ts';
import * as firstCase from './001-case.ts';

export const migrations: Migrations = {
  cases_001_case: firstCase,
};
