import type { Migrations } from '../../../../kit/db.ts';
import * as knowledge from './001-knowledge.ts';
import * as english from './002-english.ts';

export const migrations: Migrations = {
  knowledge_001_knowledge: knowledge,
  knowledge_002_english: english,
};
