import type { Migrations } from '../../../kit/db.ts';
import * as platform from './001-platform.ts';

export const migrations: Migrations = {
  interchange_001_platform: platform,
};
