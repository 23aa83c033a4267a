import type { Migrations } from '../../../kit/db.ts';
import * as calibration from './001-calibration.ts';

export const migrations: Migrations = {
  calibration_001_calibration: calibration,
};
