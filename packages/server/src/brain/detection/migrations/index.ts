import type { Migrations } from '../../../kit/db.ts';
import * as signal from './001-signal.ts';

export const migrations: Migrations = {
  detection_001_signal: signal,
};
