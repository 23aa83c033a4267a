import type { Migrations } from '../../../kit/db.ts';
import * as view from './001-view.ts';

export const migrations: Migrations = {
  views_001_view: view,
};
