import type { Migrations } from '../../../../kit/db.ts';
import * as call from './001-call.ts';
import * as exemption from './002-exemption.ts';

export const migrations: Migrations = {
  calls_001_call: call,
  calls_002_exemption: exemption,
};
