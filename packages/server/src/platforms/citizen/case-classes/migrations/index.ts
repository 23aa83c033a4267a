import type { Migrations } from '../../../../kit/db.ts';
import * as firstTraining from './001-training.ts';

export const migrations: Migrations = {
  case_classes_001_training: firstTraining,
};
