import type { Migrations } from '../../../kit/db.ts';
import * as platform from './001-platform.ts';
import * as talk from './002-talk.ts';

export const migrations: Migrations = {
  interchange_001_platform: platform,
  interchange_002_talk: talk,
};
