import type { Migrations } from '../../../kit/db.ts';
import * as note from './001-note.ts';

export const migrations: Migrations = {
  obligations_001_note: note,
};
