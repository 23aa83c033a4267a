import type { Migrations } from '../../../kit/db.ts';
import * as superior from './001-superior.ts';

export const migrations: Migrations = {
  superiors_001_superior: superior,
};
