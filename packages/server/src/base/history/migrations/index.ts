import type { Migrations } from '../../../kit/db.ts';
import * as log from './001-log.ts';

export const migrations: Migrations = {
  history_001_log: log,
};
