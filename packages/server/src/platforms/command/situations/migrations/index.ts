import type { Migrations } from '../../../../kit/db.ts';
import * as situation from './001-situation.ts';
import * as rule from './002-rule.ts';

export const migrations: Migrations = {
  situations_001_situation: situation,
  situations_002_rule: rule,
};
