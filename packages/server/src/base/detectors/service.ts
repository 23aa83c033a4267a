import {
  type Detector,
  type DetectorAccess,
  type DetectorOutcome,
  type DeviceChannel,
  reportTopicOf,
  type SourceSecret,
} from '@opentocc/contract';
import type { RoadNetwork } from '@opentocc/core/network';
import { DAY_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { Db } from '../../kit/db.ts';
import type { Logger } from '../../kit/log.ts';
import type { Quality } from '../quality/index.ts';
import type { Registry } from '../sources/index.ts';
import type { ReportBroker } from './broker.ts';
import { createCondition } from './condition.ts';
import { countsCsv, countsOf, type QuarterCount, quarterCountsOf, type Span } from './counts.ts';
import { detectorErrors } from './errors.ts';
import { FaultWatch } from './fault-watch.ts';
import { importList, type ListImport } from './import-list.ts';
import { createIntake, type DeviceListener } from './intake.ts';
import { DetectorLocator } from './locate.ts';
import { endOf, type RegisteredDetector, type StoredReport } from './model.ts';
import { PendingDetectors } from './pending.ts';
import { RECENT_MS, RecentReports } from './recent-reports.ts';
import { openDetectorRegistry } from './registry.ts';
import { ReportWriter } from './report-writer.ts';
import { openSecrets } from './secrets.ts';
import { createDetectorStore } from './store.ts';

export interface DetectorsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly network: RoadNetwork;
  readonly sources: Pick<Registry, 'listSources' | 'getSource'>;
  readonly quality: Pick<Quality, 'count' | 'received' | 'take' | 'expect'>;
  readonly broker: ReportBroker;
  readonly random: (bytes: number) => Buffer;
}

/** Reports are stored so long. Assumed on 2026-11-27: five weeks hold four of each day of the week. */
const KEEP_REPORTS_MS = 35 * DAY_MS;
const FORGET_PENDING_MS = DAY_MS;

/** Detectors at the road: who they are, what they report, how they do, and what they say of their links. */
export async function createDetectors(deps: DetectorsDeps) {
  const { db, clock, log, network, sources, quality, broker, random } = deps;
  const store = createDetectorStore(db);
  const locator = new DetectorLocator(network);
  const network_version = network.meta.version;
  const registry = await openDetectorRegistry({ store, locator, network_version });
  const secrets = await openSecrets({ store, clock, random });
  const writer = new ReportWriter({ store, log, clock });
  const [recent, watch, pending] = [new RecentReports(), new FaultWatch(), new PendingDetectors()];
  const newest_ms = new Map((await store.listNewest()).map(({ detector, end_ms }) => [detector, end_ms]));
  const has_past = newest_ms.size > 0;
  for (const report of await store.listReportsSince(clock.now() - RECENT_MS)) {
    recent.add(report);
    watch.note(report);
  }
  const condition = createCondition({ clock, sources, registry, quality, recent, watch, newest_ms });
  const channels = new Map<DeviceChannel, DeviceListener>();
  const intake = createIntake({
    ...{ clock, sources, registry, secrets, quality, writer, recent, watch, pending, channels },
  });
  const { shown, listOf, presenceOf, detectionsIn, diagnose, expectReports } = condition;

  return {
    ...{ presenceOf, detectionsIn, diagnose, expectReports },
    list: (source?: number): Detector[] => listOf(source).map(shown),
    /** @throws AppError when there is no such detector in service. */
    get: (id: number): Detector => shown(registry.get(id)),
    find: (id: number): RegisteredDetector | undefined => registry.findById(id),
    listPending: () => pending.list(),
    access: (): DetectorAccess => broker.access(),
    counts: (id: number, span: Span) => countsOf(store, registry.get(id), span),
    /** What all detectors counted by quarter-hours that their reports cover whole. */
    quarterCounts: (from_ms: number, to_ms: number): Promise<QuarterCount[]> =>
      quarterCountsOf(store, registry.list(), { from_ms, to_ms }),
    /** @param isShown whether who asks may see a detector of this link */
    csv: (source: number | undefined, span: Span, isShown: (link: number | null) => boolean) => {
      const shownOnes = listOf(source).filter(({ link }) => isShown(link));
      return countsCsv(store, shownOnes, span);
    },
    async import(list: ListImport, apply: boolean): Promise<DetectorOutcome> {
      const outcome = await importList({ registry, sources, locator, network_version }, list, apply);
      for (const { source, code } of pending.list())
        if (registry.find(source, code)) pending.delete(source, code);
      return outcome;
    },
    async retire(id: number): Promise<RegisteredDetector> {
      const detector = registry.get(id);
      await registry.retire(id, clock.now());
      recent.forget(id);
      watch.forget(id);
      return detector;
    },
    /** Makes a new secret for a source; connections by the one before end. @throws AppError */
    async renewSecret(source: number): Promise<SourceSecret> {
      const { code, name, protocol, retired_ms } = sources.getSource(source);
      if (protocol !== 'MQTT') throw detectorErrors.not_mqtt({ name, protocol });
      if (retired_ms !== null) throw detectorErrors.source_retired({ name });
      const secret = await secrets.renew(source);
      broker.disconnect(code);
      return { user: code, secret, topic: reportTopicOf(code) };
    },
    hasSecret: secrets.has,
    listRegistered: (): RegisteredDetector[] => registry.list(),
    /** Whether anything was stored before the start. */
    hasPast: (): boolean => has_past,
    /** Stores reports of a past. */
    async storePast(reports: readonly StoredReport[]): Promise<void> {
      await store.addReports(reports);
      for (const report of reports)
        newest_ms.set(report.detector, Math.max(endOf(report), newest_ms.get(report.detector) ?? 0));
    },
    async sweep(): Promise<void> {
      await store.forgetReports(clock.now() - KEEP_REPORTS_MS);
      pending.forget(clock.now() - FORGET_PENDING_MS);
    },
    /** Hears what devices of another kind report through the same broker; one listener for a channel, before the start. */
    listenTo: (channel: DeviceChannel, listener: DeviceListener): void =>
      void channels.set(channel, listener),
    start: () => broker.start(intake),
    metrics: () => ({
      detectors: registry.list().length,
      connections: broker.access().connections,
      reports_waiting: writer.waiting,
      log_failing: Number(writer.failing_since_ms !== null),
    }),
    /** What is wrong with the way that reports come; null when nothing is. */
    trouble(): string | null {
      if (writer.failing_since_ms !== null)
        return `reports cannot be stored since ${new Date(writer.failing_since_ms).toISOString()}`;
      const { state, reason } = broker.access();
      return state === 'up' ? null : (reason ?? 'broker unreachable');
    },
    /** Takes nothing more in, and finishes what was taken. */
    async close(): Promise<void> {
      await broker.close();
      await writer.close();
    },
  };
}

export type Detectors = Awaited<ReturnType<typeof createDetectors>>;
