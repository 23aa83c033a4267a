import type { Migrations } from '../../../../kit/db.ts';
import * as warning from './001-warning.ts';
import * as messageOrder from './002-message-order.ts';

export const migrations: Migrations = {
  warnings_001_warning: warning,
  warnings_002_message_order: messageOrder,
};
