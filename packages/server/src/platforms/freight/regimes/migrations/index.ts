import type { Migrations } from '../../../../kit/db.ts';
import * as regime from './001-regime.ts';

export const migrations: Migrations = {
  regimes_001_regime: regime,
};
