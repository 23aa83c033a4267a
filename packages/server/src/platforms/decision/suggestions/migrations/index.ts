import type { Migrations } from '../../../../kit/db.ts';
import * as draft from './001-draft.ts';

export const migrations: Migrations = {
  suggestions_001_draft: draft,
};
