import type { Migrations } from '../../../kit/db.ts';
import * as keys from './001-keys.ts';
import * as quotaPerMinute from './002-quota-per-minute.ts';
import * as device from './003-device.ts';

export const migrations: Migrations = {
  sharing_001_keys: keys,
  sharing_002_quota_per_minute: quotaPerMinute,
  sharing_003_device: device,
};
