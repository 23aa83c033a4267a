import type { Migrations } from '../../../../kit/db.ts';
import * as trip from './001-trip.ts';
import * as use from './002-use.ts';

export const migrations: Migrations = {
  trips_001_trip: trip,
  trips_002_use: use,
};
