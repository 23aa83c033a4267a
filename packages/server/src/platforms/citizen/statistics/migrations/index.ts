import type { Migrations } from '../../../../kit/db.ts';
import * as fact from './001-fact.ts';
import * as takenByPeople from './002-taken-by-people.ts';

export const migrations: Migrations = {
  statistics_001_fact: fact,
  statistics_002_taken_by_people: takenByPeople,
};
