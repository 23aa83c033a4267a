import type { Migrations } from '../../../kit/db.ts';
import * as file from './001-file.ts';

export const migrations: Migrations = {
  attachments_001_file: file,
};
