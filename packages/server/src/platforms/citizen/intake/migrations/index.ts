import type { Migrations } from '../../../../kit/db.ts';
import * as intake from './001-intake.ts';

export const migrations: Migrations = {
  intake_001_intake: intake,
};
