import type { Migrations } from '../../../kit/db.ts';
import * as message from './001-message.ts';
import * as reached from './002-reached.ts';
import * as data from './003-data.ts';

export const migrations: Migrations = {
  messages_001_message: message,
  messages_002_reached: reached,
  messages_003_data: data,
};
