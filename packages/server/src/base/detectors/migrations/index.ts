import type { Migrations } from '../../../kit/db.ts';
import * as detectors from './001-detectors.ts';

export const migrations: Migrations = {
  detectors_001_detectors: detectors,
};
