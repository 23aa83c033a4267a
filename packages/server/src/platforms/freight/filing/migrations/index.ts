import type { Migrations } from '../../../../kit/db.ts';
import * as entry from './001-entry.ts';

export const migrations: Migrations = {
  filing_001_entry: entry,
};
