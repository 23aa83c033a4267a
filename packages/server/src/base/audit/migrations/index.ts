import type { Migrations } from '../../../kit/db.ts';
import * as chain from './001-chain.ts';
import * as always from './002-always.ts';

export const migrations: Migrations = {
  audit_001_chain: chain,
  audit_002_always: always,
};
