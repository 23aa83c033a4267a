import { join } from 'node:path';
import { type HelloMessage, PERMISSIONS } from '@opentocc/contract';
import { sql } from 'kysely';
import { createAlertmanager } from './adapters/alertmanager/index.ts';
import { createDuckDbParquet } from './adapters/duckdb/index.ts';
import { allowHosts, createFetch, createWebhook } from './adapters/http-out/index.ts';
import { createImageCleaner } from './adapters/images/index.ts';
import { createImapMailbox } from './adapters/imap/index.ts';
import { createReportBroker } from './adapters/mqtt/index.ts';
import { createSmsGateway } from './adapters/sms-gateway/index.ts';
import { createSmtpMail } from './adapters/smtp/index.ts';
import { composeBase } from './base/compose.ts';
import { obligationsModule } from './base/obligations/index.ts';
import { composeBrain } from './brain/compose.ts';
import type { MessagesConfig } from './config.ts';
import { type Db, migrate, openDb } from './kit/db.ts';
import { createHttp } from './kit/http.ts';
import { startJobs } from './kit/jobs.ts';
import { LiveChannel } from './kit/live-channel.ts';
import { liveModule } from './kit/live-route.ts';
import { gather, type Module, migrationsOf, startModules, stopModules } from './kit/module.ts';
import { openFileLimit, shareOpenFiles } from './kit/open-files.ts';
import { serveOperations } from './kit/operations.ts';
import { screenRoutes } from './kit/screens.ts';
import { ERROR_TEXTS, MODULES, PLATFORM_MODULES } from './modules.ts';
import type { Platform } from './platform.ts';
import { composeModules } from './platforms/platform-module.ts';

const WEB = join(import.meta.dirname, '../../web/dist');
const BODY_LIMIT_BYTES = 2 ** 20;

export interface ComposeOptions extends Omit<Platform, 'db'> {
  readonly database_url: string;
  /** Errors that nothing caught so far; see {@link watchUncaught}. */
  readonly uncaught?: () => number;
}

export type Tocc = Awaited<ReturnType<typeof compose>>;

/** Ties the floors: base, brain, platforms. Nothing listens yet; the only place that knows adapters. It has no branch. */
export async function compose({ database_url, uncaught = () => 0, ...options }: ComposeOptions) {
  const { config, log } = options;
  const open_files = shareOpenFiles(openFileLimit());
  const db = openDb(database_url);
  await migrate(db, ...migrationsOf(MODULES));

  const alertmanager = createAlertmanager(config.alertmanager_url);
  const mailbox = createImapMailbox(config.mail_in_url, { log });
  const platform: Platform = { ...options, db, alertmanager, mailbox };
  const base = await composeBase({
    ...platform,
    parquet: createDuckDbParquet({ log, temp_dir: join(config.data_dir, 'tmp') }),
    images: createImageCleaner(),
    ways_out: waysOut(config.messages),
    gateway_connections: open_files.gateway,
    broker: createReportBroker(config.mqtt, {
      name: config.data_dir,
      connections: open_files.detectors,
      clock: options.clock,
      log,
    }),
  });
  const brain = await composeBrain(platform, base);
  const above = composeModules(PLATFORM_MODULES, platform, base, brain);
  const floors = [...base.modules, ...brain.modules, ...above];
  const live = new LiveChannel(gather(floors, 'topics'), () => greetingOf(platform));
  const waiting = obligationsModule({
    db,
    clock: options.clock,
    modules: floors.flatMap(({ obligations }) => obligations ?? []),
  });
  const modules = [...floors, waiting, liveModule(live, base.sessions)];

  const http = await createHttp({
    log,
    authenticate: base.sessions.authenticate,
    audit: base.audit.ofRequest,
    permission_names: PERMISSIONS,
    error_texts: ERROR_TEXTS,
    security: { tls: config.https, trusted_proxies: config.trusted_proxies, connections: open_files.http },
    body_limit: BODY_LIMIT_BYTES,
  });
  const own = operationsOf(modules, db, uncaught);
  for (const served of [...gather(modules, 'routes'), own]) served.mount(http);
  await screenRoutes(http, WEB);

  const { accounts, audit, sources, detectors, interchange } = base;
  let stopJobs = async (): Promise<void> => undefined;
  return {
    ...{ http, accounts, audit, sources, detectors, interchange, modules },
    /** Rebuilds what the last minutes showed, then lets terminals in. @returns the gateway's port. */
    async start(): Promise<number> {
      await startModules(modules);
      stopJobs = startJobs(gather(modules, 'jobs'), log);
      return sources.gateway.listen(config.gateway.host, config.gateway.port);
    },
    /** Takes nothing new, finishes what was taken, and releases all resources. */
    async stop(): Promise<void> {
      const between = [
        ['http', () => http.close()],
        ['jobs', () => stopJobs()],
      ] as const;
      await stopModules(modules, between, log);
      await db.destroy();
    },
  };
}

/** How messages leave the building, as far as it is set up. */
function waysOut({ smtp, sms, private_networks }: MessagesConfig) {
  return {
    mail: createSmtpMail(smtp),
    sms: createSmsGateway(sms),
    webhook: createWebhook(allowHosts(private_networks)),
    fetch: createFetch(allowHosts(private_networks)),
  };
}

/** The first message to a client of the live channel. */
function greetingOf({ network, clock }: Platform): string {
  const hello: HelloMessage = {
    type: 'hello',
    network_version: network.meta.version,
    server_ms: clock.now(),
  };
  return JSON.stringify(hello);
}

/** Whether the platform is ready and what it counts, gathered from its modules. */
function operationsOf(modules: readonly Module[], db: Db, uncaught: () => number) {
  return serveOperations({
    ready: [['database', () => answers(db)], ...gather(modules, 'ready')],
    degraded: [
      ...gather(modules, 'degraded'),
      ['uncaught_errors', () => (uncaught() > 0 ? String(uncaught()) : null)],
    ],
    metrics: [
      ['process', () => ({ uncaught_errors: uncaught() })],
      ...modules.flatMap(({ metrics }) => Object.entries(metrics ?? {})),
    ],
  });
}

async function answers(db: Db): Promise<boolean> {
  try {
    await sql`SELECT 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
