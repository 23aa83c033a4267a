import type { RoadNetwork } from '@opentocc/core/network';
import type { Config } from './config.ts';
import type { Clock } from './kit/clock.ts';
import type { Db } from './kit/db.ts';
import type { Logger } from './kit/log.ts';

/** What every floor is given. */
export interface Platform {
  readonly config: Config;
  readonly db: Db;
  readonly network: RoadNetwork;
  readonly clock: Clock;
  readonly log: Logger;
}
