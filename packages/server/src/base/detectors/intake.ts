import { setTimeout as sleep } from 'node:timers/promises';
import { DetectorReport, type DeviceChannel, type RejectReason } from '@opentocc/contract';
import { classOf, DELAY_BOUNDS_S, emptyClasses, TIMELY_S } from '@opentocc/core/quality';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { Quality } from '../quality/index.ts';
import type { Registry } from '../sources/index.ts';
import type { ReportIntake } from './broker.ts';
import { type FaultWatch, STUCK } from './fault-watch.ts';
import { ruleBroken } from './judge-report.ts';
import { endOf, type RegisteredDetector, type StoredReport } from './model.ts';
import type { PendingDetectors } from './pending.ts';
import type { RecentReports } from './recent-reports.ts';
import type { DetectorRegistry } from './registry.ts';
import { valuesOf } from './report-values.ts';
import type { ReportWriter } from './report-writer.ts';
import type { Secrets } from './secrets.ts';

/** Assumed on 2026-11-27: clocks by NTP, and a day of reports after an outage of the line. */
export const REPORT_LIMITS = {
  payload_bytes: 16 * 1024,
  ahead_ms: MINUTE_MS,
  stale_ms: DAY_MS,
  /** Messages of a source in a second; what comes faster waits in the sender's own buffers. */
  per_second: 500,
} as const;

export interface IntakeDeps {
  readonly clock: Clock;
  readonly sources: Pick<Registry, 'listSources'>;
  readonly registry: DetectorRegistry;
  readonly secrets: Secrets;
  readonly quality: Pick<Quality, 'count' | 'received' | 'take'>;
  readonly writer: ReportWriter;
  readonly recent: RecentReports;
  readonly watch: FaultWatch;
  readonly pending: PendingDetectors;
  readonly channels: DeviceChannels;
}

/** Takes a message of a device. Resolves once it is durable or counted, with what is wrong with it where it is none. */
export type DeviceListener = (payload: Uint8Array) => Promise<string | null>;
export type DeviceChannels = ReadonlyMap<DeviceChannel, DeviceListener>;

/** From a message to a durable report, or to a count by its reason. */
export function createIntake(deps: IntakeDeps): ReportIntake {
  const { clock, sources, secrets, quality, registry, pending } = deps;
  const pace = createPace(clock);
  const findSource = (code: string) =>
    sources
      .listSources()
      .find((one) => one.code === code && one.protocol === 'MQTT' && one.retired_ms === null);

  return {
    authenticate(user, secret, address) {
      const source = findSource(user);
      const isProven = source !== undefined && secrets.proves(source.id, secret);
      if (!isProven)
        quality.count(source?.id ?? 0, 'unauthenticated', 1, `${user.slice(0, 40)} @ ${address}`);
      return isProven;
    },
    isInService: (code) => findSource(code) !== undefined,
    async receive(source_code, payload) {
      await pace(source_code);
      const source = findSource(source_code)?.id;
      if (source === undefined) return quality.count(0, 'unregistered', 1, source_code.slice(0, 40));
      const read = readReport(payload);
      if (typeof read === 'string') return quality.count(source, 'malformed', 1, read);
      const detector = registry.find(source, read.detector);
      if (detector) return take(deps, detector, read);
      pending.note(source, read.detector, clock.now());
      quality.count(source, 'unregistered', 1, read.detector);
    },
    async receiveOn(channel, source_code, payload) {
      await pace(source_code);
      const source = findSource(source_code)?.id;
      if (source === undefined) return quality.count(0, 'unregistered', 1, source_code.slice(0, 40));
      const isLong = payload.length > REPORT_LIMITS.payload_bytes;
      const fault = isLong ? `${payload.length} bytes` : await deps.channels.get(channel)?.(payload);
      if (fault === null) quality.received(source, 1, clock.now());
      else quality.count(source, 'malformed', 1, fault ?? channel);
    },
    foreignTopic(source_code, topic) {
      quality.count(findSource(source_code)?.id ?? 0, 'unauthenticated', 1, topic.slice(0, 80));
    },
  };
}

/** @returns the report, or what is wrong with the message. */
export function readReport(payload: Uint8Array): DetectorReport | string {
  if (payload.length > REPORT_LIMITS.payload_bytes) return `${payload.length} bytes`;
  try {
    const read = DetectorReport.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)),
    );
    if (read.success) return read.data;
    const [{ path, message }] = read.error.issues;
    return `${path.join('.')}: ${message}`.slice(0, 200);
  } catch {
    return 'no JSON in UTF-8';
  }
}

/** Takes a report of a registered detector: judged, made durable, counted once. */
async function take(deps: IntakeDeps, detector: RegisteredDetector, read: DetectorReport): Promise<void> {
  const { clock, quality, writer, recent, watch } = deps;
  const { source } = detector;
  const received_ms = clock.now();
  const judged = reportOf(detector, read, received_ms);
  const report = judged.refused === null && watch.isStuck(judged) ? { ...judged, refused: STUCK } : judged;
  quality.received(source, 1, received_ms);
  const misfit = timeFault(report, received_ms) ?? (recent.overlaps(report) ? 'duplicate' : null);
  if (misfit !== null) return quality.count(source, misfit, 1, textOf(detector, report));
  const stored = await recent.reserve(report, writer.add(report));
  if (stored !== 'stored') {
    const reason = stored === 'duplicate' ? 'duplicate' : 'malformed';
    return quality.count(source, reason, 1, textOf(detector, report));
  }
  recent.add(report);
  watch.note(report);
  if (report.refused === null) quality.take(tickOf(source, report));
  else {
    const reason = report.refused === STUCK ? 'stuck_value' : 'impossible_value';
    quality.count(source, reason, 1, textOf(detector, report));
  }
}

function reportOf(detector: RegisteredDetector, read: DetectorReport, received_ms: number): StoredReport {
  return {
    detector: detector.id,
    begin_ms: read.begin,
    period_s: read.period_s,
    received_ms,
    ...valuesOf(read),
    refused: ruleBroken(read, detector),
    lanes: read.lanes ?? null,
  };
}

function timeFault(report: StoredReport, received_ms: number): RejectReason | null {
  if (endOf(report) - received_ms > REPORT_LIMITS.ahead_ms) return 'future_clock';
  return received_ms - endOf(report) > REPORT_LIMITS.stale_ms ? 'stale_clock' : null;
}

/** What a person reads of a report that was not used. */
function textOf(
  { code }: RegisteredDetector,
  { begin_ms, vehicles, speed_kmh, occupancy_pct, refused }: StoredReport,
) {
  const parts = [
    `${code} ${new Date(begin_ms).toISOString()}`,
    `${vehicles} veh`,
    speed_kmh === null ? '' : `${speed_kmh.toFixed(1)} km/h`,
    occupancy_pct === null ? '' : `${occupancy_pct.toFixed(1)} %`,
    refused ?? '',
  ];
  return parts.filter(Boolean).join(' · ');
}

function tickOf(source: number, report: StoredReport) {
  const delay_s = Math.max(0, (report.received_ms - endOf(report)) / 1000);
  const delays = emptyClasses(DELAY_BOUNDS_S);
  delays[classOf(DELAY_BOUNDS_S, delay_s)] = 1;
  const on_time = delay_s <= TIMELY_S ? 1 : 0;
  return { source, accepted: 1, on_time, rejected: {}, delays, samples: [], newest: [] };
}

/** Lets messages of a source through at a rate, 1/s; the others wait their turn. */
function createPace(clock: Clock): (source: string) => Promise<void> {
  const next_ms = new Map<string, number>();
  const step_ms = 1000 / REPORT_LIMITS.per_second;
  return async (source) => {
    const now_ms = clock.now();
    // A second that was not used is there for a burst.
    const turn_ms = Math.max(next_ms.get(source) ?? 0, now_ms - 1000) + step_ms;
    next_ms.set(source, turn_ms);
    if (turn_ms > now_ms) await sleep(turn_ms - now_ms);
  };
}
