import { compose, type Tocc } from '../compose.ts';
import { readConfig } from '../config.ts';
import { systemClock } from '../kit/clock.ts';
import { createLog } from '../kit/log.ts';
import { openDatabase } from './database.ts';
import { demoNetwork } from './networks.ts';

/** Does something to an installation from the command line, also beside a running platform: nothing listens, nothing is matched. */
export async function withPlatform(
  flags: { data?: string },
  work: (tocc: Tocc) => Promise<void>,
): Promise<void> {
  const config = readConfig(flags, process.env);
  const log = createLog(config.log_level);
  const database = await openDatabase(config, log);
  const tocc = await compose({
    config,
    database_url: database.url,
    network: demoNetwork(),
    clock: systemClock,
    log,
  });
  try {
    await work(tocc);
  } finally {
    await tocc.stop();
    await database.release();
  }
}
