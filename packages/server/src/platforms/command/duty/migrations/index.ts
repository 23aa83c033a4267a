import type { Migrations } from '../../../../kit/db.ts';
import * as roster from './001-roster.ts';
import * as log from './002-log.ts';
import * as handover from './003-handover.ts';
import * as bulletin from './004-bulletin.ts';

export const migrations: Migrations = {
  duty_001_roster: roster,
  duty_002_log: log,
  duty_003_handover: handover,
  duty_004_bulletin: bulletin,
};
