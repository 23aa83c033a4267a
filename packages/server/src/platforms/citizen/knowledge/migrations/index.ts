import type { Migrations } from '../../../../kit/db.ts';
import * as knowledge from './001-knowledge.ts';

export const migrations: Migrations = {
  knowledge_001_knowledge: knowledge,
};
