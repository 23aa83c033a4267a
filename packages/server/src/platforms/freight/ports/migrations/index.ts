import type { Migrations } from '../../../../kit/db.ts';
import * as port from './001-port.ts';
import * as received from './002-received.ts';

export const migrations: Migrations = {
  ports_001_port: port,
  ports_002_received: received,
};
