import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { VEHICLE_CLASSES } from '@opentocc/contract';
import { toWgs84 } from '@opentocc/core/geo';
import { RoadProbe } from '@opentocc/core/quality';
import { districtOfLink } from '../kit/area.ts';
import { createBackPressure } from '../kit/back-pressure.ts';
import type { Clock } from '../kit/clock.ts';
import { freeBytesAt } from '../kit/disk.ts';
import type { Module } from '../kit/module.ts';
import type { Platform } from '../platform.ts';
import { accountsModule, createAccounts } from './accounts/index.ts';
import { createAttachments, type ImageCleaner } from './attachments/index.ts';
import { auditModule, createAudit } from './audit/index.ts';
import { createDetectors, detectorsModule, type ReportBroker } from './detectors/index.ts';
import { createHistory, type History, historyModule, type ParquetPort } from './history/index.ts';
import {
  createInterchange,
  createPresence,
  interchangeModule,
  SEALED_COLUMNS as sealedInterchangeColumns,
} from './interchange/index.ts';
import { createKeys, createSoftwareVault, keysModule, masterKeyOf } from './keys/index.ts';
import {
  createMessages,
  type MailPort,
  messagesModule,
  type SmsPort,
  SEALED_COLUMNS as sealedMessageColumns,
  type WebhookPort,
} from './messages/index.ts';
import { createQuality, createQualityStore, qualityModule } from './quality/index.ts';
import { authenticateBy, createSharing, sharingModule } from './sharing/index.ts';
import {
  createSources,
  DEFAULT_GATEWAY_LIMITS,
  openRegistry,
  type Registry,
  SEALED_COLUMNS as sealedSourceColumns,
  sourcesModule,
  type TelemetryLog,
  type TerminalDecision,
} from './sources/index.ts';
import {
  createSuperiors,
  SEALED_COLUMNS as sealedSuperiorColumns,
  superiorsModule,
} from './superiors/index.ts';
import { viewsModule } from './views/index.ts';

export interface BaseDeps extends Platform {
  readonly parquet: ParquetPort & { stop(): Promise<void> };
  /** Cleans pictures that people attach. */
  readonly images: ImageCleaner;
  /** The way by which detectors report. */
  readonly broker: ReportBroker;
  /** Ways out for messages; null where the installation has none. */
  readonly ways_out: {
    readonly mail: MailPort | null;
    readonly sms: SmsPort | null;
    readonly webhook: WebhookPort;
    /** Reads what others publish; what is too long or too slow is an error. */
    readonly fetch: (url: string) => Promise<Uint8Array>;
  };
  /** Connections that the gateway may hold, by the limit of open files. */
  readonly gateway_connections: number;
}

/**
 * Who acts and what they did: the audit, the keys and the accounts. Commands that change a register beside a running
 * platform stand on it too; no road is needed for it.
 */
export async function composeIdentity({ config, db, clock, log }: Omit<Platform, 'network'>) {
  const random = randomBytes;
  const audit = createAudit({ db, clock, log, anchors_file: join(config.data_dir, 'audit-anchors.jsonl') });
  const master = await masterKeyOf(join(config.data_dir, 'keys', 'master'), random);
  const keys = createKeys({ db, clock, log, random, vault: createSoftwareVault(master, random), audit });
  const accounts = createAccounts({
    db,
    clock,
    log,
    random,
    audit,
    keys: keys.service,
    config: { secure_cookies: config.https, second_factor: config.second_factor, oidc: config.oidc },
  });
  keys.service.watch([
    ...accounts.sealed_columns,
    ...sealedMessageColumns,
    ...sealedSourceColumns,
    ...sealedInterchangeColumns,
    ...sealedSuperiorColumns,
  ]);
  await keys.service.start();
  return { audit, keys, accounts };
}

/** 数字化底座: who acts, what happened, who delivers data, and what is stored of it. */
export async function composeBase(deps: BaseDeps) {
  const { config, db, clock, log, network: roads, parquet } = deps;
  const { audit, keys, accounts } = await composeIdentity(deps);
  const { districtsOf } = accounts;
  const sharing = createSharing({ db, clock, random: randomBytes, audit, log, districtsOf });

  const { sms_receipt_secret, console_url } = config.messages;
  const messages = createMessages({
    ...{ db, clock, log, audit, random: randomBytes, keys: keys.service, sms_receipt_secret, console_url },
    ...{ ...deps.ways_out, contactOf: accounts.contactOf, namesOf: accounts.namesOf },
  });

  const registry = await openRegistry({ db, clock, log, keys: keys.service });
  const store = createQualityStore(db);
  const probe = new RoadProbe(roads);
  const inService = () => registry.listSources().filter(({ retired_ms }) => retired_ms === null);
  const openQuality = (of: Clock) => createQuality({ store, clock: of, log, probe, sources: inService });
  const quality = await openQuality(clock);
  const history = openHistory(deps, registry);
  const intake = createBackPressure();
  const detectors = await createDetectors({
    ...{ db, clock, log, quality, broker: deps.broker },
    network: roads,
    sources: registry,
    random: randomBytes,
  });
  quality.hearOf(detectors.diagnose);
  const telemetryLog: TelemetryLog = {
    append: async (batch) => {
      await intake.room();
      await history.append(batch);
    },
  };
  const presence = createPresence(registry, clock);
  const sources = createSources({
    registry,
    db,
    clock,
    log,
    telemetryLog,
    quality,
    presenceOf: (source) => detectors.presenceOf(source) ?? presence.presenceOf(source),
    keys: keys.service,
    limits: { connections: Math.min(DEFAULT_GATEWAY_LIMITS.connections, deps.gateway_connections) },
    onChange: (decision) => audit.record(recordOf(decision, (id) => registry.getSource(id).code)),
  });
  const interchange = await createInterchange({
    ...{ db, clock, log, registry, telemetryLog, quality, presence, keys: keys.service },
    publish: sources.fixes.publish,
    address: config.interchange,
    random: randomBytes,
  });
  const superiors = await createSuperiors({
    ...{ db, clock, log, registry, keys: keys.service, positions: history },
    randomU32: () => randomBytes(4).readUInt32BE(),
  });
  const modules: readonly Module[] = [
    auditModule(audit),
    keysModule(keys),
    accountsModule(accounts),
    messagesModule(messages),
    sharingModule(sharing),
    qualityModule({
      ...{ quality, store, clock },
      plateOf: sources.maskedPlateOf,
      sourceOf: registry.getSource,
      handlers: () => accounts.holdersOf('quality:handle'),
    }),
    historyModule(history, parquet),
    sourcesModule({ sources, registry, freeBytes: () => freeBytesAt(config.data_dir) }),
    detectorsModule({ detectors, districtOf: (link) => districtOfLink(roads, link) }),
    interchangeModule(interchange, clock),
    superiorsModule(superiors),
    viewsModule({ db, clock, audit, unitsOf: accounts.unitsOf }),
  ];
  return {
    ...{ audit, accounts, messages, quality, history, sources, detectors, interchange, modules },
    keys: keys.service,
    attachments: createAttachments({ db, images: deps.images }),
    /** What others publish on the net. */
    outside: { fetch: deps.ways_out.fetch },
    /** What was received waits here until the modules above have room for it. */
    intake,
    /** Quality on another clock and the same tables: a past is judged on the clock of that past. */
    openQuality,
    /** Sessions of people and of keys, and what changes them. */
    sessions: {
      authenticate: authenticateBy(sharing, accounts),
      changes: [accounts.session_changes, sharing.session_changes],
    },
  };
}

/** The history of these roads and of what is registered. */
function openHistory(
  { config, db, clock, log, network: roads, parquet }: BaseDeps,
  { getSource, index }: Registry,
): History {
  return createHistory({
    db,
    data_dir: config.data_dir,
    clock,
    log,
    parquet,
    network: () => ({
      version: roads.meta.version,
      link_count: roads.link_count,
      link_length_m: roads.link_length_m,
      box: roads.meta.bbox,
    }),
    districtOf: (link) => districtOfLink(roads, link),
    toWgs84: (source, lon, lat) => toWgs84(getSource(source).datum, lon, lat),
    vehicleClass: (id) => VEHICLE_CLASSES.indexOf(index.findByVehicle(id)?.vehicle_class ?? 'other'),
  });
}

export type Base = Awaited<ReturnType<typeof composeBase>>;

/** A decision on a terminal as the audit records it. */
function recordOf(
  { phone, plate, decision, taken_in, by }: TerminalDecision,
  codeOf: (source: number) => string,
) {
  const after = taken_in && { ...taken_in, source_code: codeOf(taken_in.source) };
  return {
    ...by,
    action: `terminals.${decision}`,
    target: `terminal:${phone}`,
    result: 'done' as const,
    detail: { plate, before: { status: 'pending' }, after: { status: decision, ...after } },
  };
}
