import type { Migrations } from '../../../kit/db.ts';
import * as keys from './001-keys.ts';

export const migrations: Migrations = {
  keys_001_keys: keys,
};
