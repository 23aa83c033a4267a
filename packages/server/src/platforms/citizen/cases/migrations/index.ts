import type { Migrations } from '../../../../kit/db.ts';
import * as firstCase from './001-case.ts';
import * as closedExamples from './002-closed-examples.ts';
import * as indexes from './003-indexes.ts';

export const migrations: Migrations = {
  cases_001_case: firstCase,
  cases_002_closed_examples: closedExamples,
  cases_003_indexes: indexes,
};
