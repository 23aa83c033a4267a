import type { Migrations } from '../../../../kit/db.ts';
import * as consignment from './001-consignment.ts';
import * as heard from './002-heard.ts';

export const migrations: Migrations = {
  cold_chain_001_consignment: consignment,
  cold_chain_002_heard: heard,
};
