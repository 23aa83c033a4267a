import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { migrations as accountsMigrations, createAccounts } from './base/accounts/index.ts';
import { migrations as auditMigrations, createAudit } from './base/audit/index.ts';
import { migrations as historyMigrations } from './base/history/index.ts';
import {
  createKeys,
  createSoftwareVault,
  migrations as keysMigrations,
  masterKeyOf,
} from './base/keys/index.ts';
import { createQualityStore, migrations as qualityMigrations } from './base/quality/index.ts';
import { migrations as sharingMigrations } from './base/sharing/index.ts';
import {
  SEALED_COLUMNS as sealedSourceColumns,
  migrations as sourcesMigrations,
} from './base/sources/index.ts';
import { migrations as indicesMigrations } from './brain/indices/index.ts';
import type { Config } from './config.ts';
import type { Clock } from './kit/clock.ts';
import { migrate, openDb } from './kit/db.ts';
import type { Logger } from './kit/log.ts';
import { migrations as liveMapMigrations } from './platforms/command/live-map/index.ts';

export interface ComposeBaseOptions {
  readonly config: Config;
  readonly database_url: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Builds what an installation is without its roads: the database as this version wants it, the audit, keys and
 * accounts. The platform stands on it, and so do commands that change a register beside a running platform.
 */
export async function composeBase({ config, database_url, clock, log }: ComposeBaseOptions) {
  const db = openDb(database_url);
  await migrate(db, {
    ...auditMigrations,
    ...keysMigrations,
    ...accountsMigrations,
    ...sharingMigrations,
    ...qualityMigrations,
    ...sourcesMigrations,
    ...historyMigrations,
    ...indicesMigrations,
    ...liveMapMigrations,
  });
  const audit = createAudit({ db, clock, log, anchors_file: join(config.data_dir, 'audit-anchors.jsonl') });
  const master = await masterKeyOf(join(config.data_dir, 'keys', 'master'), randomBytes);
  const vault = createSoftwareVault(master, randomBytes);
  const keys = createKeys({ db, clock, log, random: randomBytes, vault, audit });
  const accounts = createAccounts({
    db,
    clock,
    log,
    random: randomBytes,
    audit,
    keys: keys.service,
    config: { secure_cookies: config.https, second_factor: config.second_factor, oidc: config.oidc },
  });
  keys.service.watch([...accounts.sealed_columns, ...sealedSourceColumns]);
  await keys.service.start();
  return { db, audit, keys, accounts, qualityStore: createQualityStore(db) };
}
