import type { Migrations } from '../../../../kit/db.ts';
import * as trip from './001-trip.ts';
import * as heard from './002-heard.ts';

export const migrations: Migrations = {
  tracking_001_trip: trip,
  tracking_002_heard: heard,
};
