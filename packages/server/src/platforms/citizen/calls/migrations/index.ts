import type { Migrations } from '../../../../kit/db.ts';
import * as call from './001-call.ts';

export const migrations: Migrations = {
  calls_001_call: call,
};
