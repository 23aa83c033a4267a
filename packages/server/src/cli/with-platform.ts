import { composeIdentity } from '../base/compose.ts';
import { createQuality, createQualityStore } from '../base/quality/index.ts';
import { createSources, openRegistry } from '../base/sources/index.ts';
import { type Config, readConfig } from '../config.ts';
import { systemClock } from '../kit/clock.ts';
import { closeInOrder } from '../kit/closing.ts';
import { migrate, openDb } from '../kit/db.ts';
import { invariant } from '../kit/errors.ts';
import { createLog, type Logger } from '../kit/log.ts';
import { migrationsOf } from '../kit/module.ts';
import { MODULES } from '../modules.ts';
import { openDatabase } from './database.ts';

/** The registers of an installation: all that a command changes. */
export type Registers = Awaited<ReturnType<typeof openRegisters>>;

/** Does something to an installation from the command line, also beside a running platform: no road is loaded, nothing listens. */
export async function withPlatform(
  flags: { data?: string },
  work: (registers: Registers) => Promise<void>,
): Promise<void> {
  const config = readConfig(flags, process.env);
  const log = createLog(config.log_level);
  const database = await openDatabase(config, log);
  try {
    const registers = await openRegisters(config, database.url, log);
    try {
      await work(registers);
    } finally {
      await registers.close();
    }
  } finally {
    await database.release();
  }
}

async function openRegisters(config: Config, database_url: string, log: Logger) {
  const clock = systemClock;
  const db = openDb(database_url);
  await migrate(db, ...migrationsOf(MODULES));
  const { audit, keys, accounts } = await composeIdentity({ config, db, clock, log });
  const quality = await createQuality({ store: createQualityStore(db), clock, log });
  const append = async () => invariant(false, 'a command takes no fixes');
  const registry = await openRegistry({ db, clock, log, keys: keys.service });
  const sources = createSources({
    registry,
    db,
    clock,
    log,
    telemetryLog: { append },
    quality,
    keys: keys.service,
  });
  const close = () =>
    closeInOrder(log, [
      ['sources', sources.close],
      ['quality', quality.close],
      ['audit', audit.flush],
      ['database', () => db.destroy()],
    ]);
  return { accounts, audit, sources, close };
}
