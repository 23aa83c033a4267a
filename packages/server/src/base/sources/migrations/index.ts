import type { Migrations } from '../../../kit/db.ts';
import * as registry from './001-registry.ts';
import * as decisions from './002-decisions.ts';

export const migrations: Migrations = {
  sources_001_registry: registry,
  sources_002_decisions: decisions,
};
