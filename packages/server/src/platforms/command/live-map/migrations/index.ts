import type { Migrations } from '../../../../kit/db.ts';
import * as lastPlace from './001-last-place.ts';

export const migrations: Migrations = {
  live_map_001_last_place: lastPlace,
};
