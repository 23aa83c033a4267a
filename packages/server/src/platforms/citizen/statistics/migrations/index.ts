import type { Migrations } from '../../../../kit/db.ts';
import * as fact from './001-fact.ts';

export const migrations: Migrations = {
  statistics_001_fact: fact,
};
