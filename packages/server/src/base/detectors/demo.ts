import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { DetectorOutcome, SourceHealth, SourceSecret } from '@opentocc/contract';
import { DetectorReport } from '@opentocc/contract/detector-report';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import {
  DETECTOR_OWNERS,
  type DetectorOwner,
  type DetectorSite,
  detectorCsv,
  detectorSites,
  fieldTraffic,
  reportOf,
  type SpotTraffic,
} from '@opentocc/testkit/detectors';
import type { Demo, DemoCity, DemoDoor, DemoOperator, DemoPast } from '../../kit/demo.ts';
import { keepRunning } from '../../kit/demo-process.ts';
import { invariant } from '../../kit/errors.ts';
import { FaultWatch, STUCK } from './fault-watch.ts';
import { ruleBroken } from './judge-report.ts';
import type { RegisteredDetector, StoredReport } from './model.ts';
import { valuesOf } from './report-values.ts';

export interface DetectorsDemoDeps {
  readonly listRegistered: () => readonly RegisteredDetector[];
  /** Whether anything was stored before the start. */
  readonly hasPast: () => boolean;
  readonly storePast: (reports: readonly StoredReport[]) => Promise<unknown>;
}

/** The past is by these periods, and ends so long ago for detectors that are silent now. */
const PAST_PERIOD_S = 300;
const SILENT_FOR_MS = 40 * MINUTE_MS;

/** Three owners of detectors, who register them over HTTP, and their detectors, which report over MQTT. */
export function createDetectorsDemo(deps: DetectorsDemoDeps): Demo {
  const access: Partial<Record<DetectorOwner, SourceSecret>> = {};
  return {
    // Secrets are shown once: whoever starts again makes new ones.
    registers_for_world: true,
    isUnregistered: () => Object.keys(access).length === 0,
    async register(city, operator) {
      const sites = detectorSites(city.network, city.seed);
      const known = await operator.call<SourceHealth[]>('GET', '/sources');
      for (const owner of Object.keys(DETECTOR_OWNERS) as DetectorOwner[]) {
        const source = await addOwner(operator, owner, known);
        const own = sites.filter((site) => site.owner === owner);
        // In a city of a few streets an owner may have none, and an empty list is refused.
        if (own.length > 0) await importSites(operator, source, detectorCsv(own, city.network));
        access[owner] = await operator.call<SourceSecret>('POST', `/sources/${source}/secret`);
      }
    },
    past: (city, past) => makePast(deps, city, past),
    async world(city, { mqtt, ...door }) {
      const [police, operator, contractor] = [access.police, access.operator, access.contractor];
      if (door.signal.aborted || !mqtt || !police || !operator || !contractor) return;
      const played = { mqtt, access: { police, operator, contractor } };
      await keepRunning('the process of the demo detectors', () => startDetectors(city, played), door);
    },
  };
}

/** @returns id of the source of an owner, made where it is not there yet. */
async function addOwner(
  operator: DemoOperator,
  owner: DetectorOwner,
  known: readonly SourceHealth[],
): Promise<number> {
  const { code, zh, en } = DETECTOR_OWNERS[owner];
  const there = known.find((source) => source.code === code);
  if (there) return there.id;
  const draft = { code, name: { zh, en }, owner: zh, protocol: 'MQTT', report_interval_s: 60 };
  return (await operator.call<SourceHealth>('POST', '/sources', draft)).id;
}

async function importSites(operator: DemoOperator, source: number, csv: string): Promise<void> {
  const { bad_rows } = await operator.call<DetectorOutcome>('POST', '/detectors/import', {
    file: 'detectors.csv',
    content_base64: Buffer.from(csv).toString('base64'),
    source,
  });
  invariant(bad_rows === 0, `the list of demo detectors has ${bad_rows} bad rows`);
}

interface Played {
  readonly mqtt: NonNullable<DemoDoor['mqtt']>;
  readonly access: Readonly<Record<DetectorOwner, SourceSecret>>;
}

/** Starts the detectors in a process of their own; secrets go in by its standard input. */
function startDetectors(city: DemoCity, { mqtt, access }: Played): ChildProcess {
  const args = ['detectors', '--network', city.network_file, '--broker', mqtt.url];
  args.push(
    '--seed',
    `${city.seed}`,
    '--trips',
    `${city.trips}`,
    `--shift=${city.shift_ms}`,
    '--with-parent',
  );
  if (!mqtt.own) args.push('--outside');
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../../bin/tocc.mjs'), ...args], {
    // The channel carries nothing: it closes when this process ends, in whatever way.
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  });
  // One that ends before it has read them is started again, as any.
  child.stdin?.on('error', () => undefined).end(JSON.stringify(access));
  return child;
}

/** A day of reports, by the same traffic and with the same faults. */
async function makePast(
  deps: DetectorsDemoDeps,
  city: DemoCity,
  { now_ms, signal }: DemoPast,
): Promise<void> {
  if (deps.hasPast()) return;
  const { network, seed } = city;
  const field = await city.traffic.over({ from_ms: now_ms - DAY_MS, to_ms: now_ms, signal, passages: true });
  const traffic = fieldTraffic(network, field, seed);
  const byCode = new Map(deps.listRegistered().map((detector) => [detector.code, detector]));
  const watch = new FaultWatch();
  const step_ms = PAST_PERIOD_S * 1000;
  const end_ms = Math.floor(now_ms / step_ms) * step_ms;
  const sites = detectorSites(city.network, city.seed).map((site) => ({ ...site, period_s: PAST_PERIOD_S }));
  for (let begin_ms = end_ms - DAY_MS; begin_ms < end_ms && !signal.aborted; begin_ms += step_ms) {
    const reports = sites.flatMap((site) => {
      const detector = byCode.get(site.code);
      const isGone = site.defect === 'silent' && begin_ms > end_ms - SILENT_FOR_MS;
      return detector && !isGone ? [judgedBy(watch, pastReport(site, detector, begin_ms, traffic))] : [];
    });
    if (reports.length > 0) await deps.storePast(reports);
    await breathe();
  }
}

/** A report as the platform would have judged it then. */
function judgedBy(watch: FaultWatch, report: StoredReport): StoredReport {
  const isStuck = report.refused === null && watch.isStuck(report);
  watch.note(report);
  return isStuck ? { ...report, refused: STUCK } : report;
}

function pastReport(
  site: DetectorSite,
  detector: RegisteredDetector,
  begin_ms: number,
  traffic: SpotTraffic,
): StoredReport {
  const end_ms = begin_ms + PAST_PERIOD_S * 1000;
  const read = DetectorReport.parse(
    reportOf(site, begin_ms, traffic.counts(site.link, begin_ms, end_ms, site.at)),
  );
  return {
    detector: detector.id,
    begin_ms,
    period_s: PAST_PERIOD_S,
    received_ms: end_ms,
    ...valuesOf(read),
    refused: ruleBroken(read, detector),
    lanes: read.lanes ?? null,
  };
}
