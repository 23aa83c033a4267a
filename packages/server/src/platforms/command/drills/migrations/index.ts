import type { Migrations } from '../../../../kit/db.ts';
import * as drill from './001-drill.ts';

export const migrations: Migrations = {
  drills_001_drill: drill,
};
