import type { Migrations } from '../../../kit/db.ts';
import * as value from './001-value.ts';
import * as stated from './002-stated.ts';
import * as slot from './003-slot.ts';
import * as config from './004-config.ts';
import * as slotPasses from './005-slot-passes.ts';

export const migrations: Migrations = {
  indices_001_value: value,
  indices_002_stated: stated,
  indices_003_slot: slot,
  indices_004_config: config,
  indices_005_slot_passes: slotPasses,
};
