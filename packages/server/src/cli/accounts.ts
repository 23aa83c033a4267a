import { compose } from '../compose.ts';
import { readConfig } from '../config.ts';
import { systemClock } from '../kit/clock.ts';
import { createLog } from '../kit/log.ts';
import { openDatabase } from './database.ts';
import { demoNetwork } from './networks.ts';

/** `tocc accounts reset NAME`: prints a one-time password; works beside a running platform and is audited. */
export async function resetAccount(name: string, flags: { data?: string }): Promise<void> {
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
    const one_time_password = await tocc.accounts.resetPassword(name);
    process.stdout.write(`账号 account:   ${name}\n密码 password:  ${one_time_password}\n`);
  } finally {
    await tocc.stop();
    await database.release();
  }
}
