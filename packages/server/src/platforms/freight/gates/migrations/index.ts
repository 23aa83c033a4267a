import type { Migrations } from '../../../../kit/db.ts';
import * as gate from './001-gate.ts';
import * as oneRegister from './002-one-register.ts';

export const migrations: Migrations = {
  gates_001_gate: gate,
  gates_002_one_register: oneRegister,
};
