import type { Datum, QualityHour, QualityLimit, RejectReason, SourceQuality } from '@opentocc/contract';
import type { RoadProbe } from '@opentocc/core/quality';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { every } from '../../kit/unattended.ts';
import { compareSources } from './compare.ts';
import type { Finding } from './finding.ts';
import type { FindingQuery } from './finding-store.ts';
import { Findings } from './findings.ts';
import { DEFAULT_THRESHOLDS, type Health, healthOf, type QualityThresholds } from './health.ts';
import { HourLedger } from './hour-ledger.ts';
import { createJudge } from './judge.ts';
import { listLimits } from './limits.ts';
import { addTick, type DeclaredSource, type FixSample, figuresOf, type SourceTick } from './model.ts';
import { PositionErrors } from './position-errors.ts';
import { PositionLooks } from './position-looks.ts';
import { RejectSamples, type StoredReject } from './reject-samples.ts';
import { SampleWriter } from './sample-writer.ts';
import { SharedPhones } from './shared-phones.ts';
import { hourOf } from './source-counts.ts';
import type { QualityStore, RejectQuery } from './store.ts';
import type { Diagnosis } from './symptom.ts';
import { TerminalEvidence } from './terminal-evidence.ts';

/** Retention of samples of rejected records and of closed findings. */
const KEEP_REJECTS_MS = 7 * DAY_MS;
const KEEP_FINDINGS_MS = 400 * DAY_MS;

export interface QualityDeps {
  readonly store: QualityStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** The roads that positions are held against; without them nothing is said of positions. */
  readonly probe?: RoadProbe;
  /** All sources as they are now; asked for at each look. */
  readonly sources?: () => readonly DeclaredSource[];
  readonly thresholds?: QualityThresholds;
  readonly flush_ms?: number;
  /** Between two looks for findings. */
  readonly look_ms?: number;
  readonly random?: () => number;
}

/**
 * Counts what becomes of every record, by source, reason and hour, stores samples of what was rejected, and reports what
 * is wrong with a source. Counting is memory only; hours go to the database every few seconds, examples every minute, and
 * both are restored after a restart, so at most that can be lost.
 */
export async function createQuality({
  store,
  clock,
  log,
  probe,
  sources = () => [],
  thresholds = DEFAULT_THRESHOLDS,
  flush_ms = 10_000,
  look_ms = 60_000,
  random = Math.random,
}: QualityDeps) {
  const started_ms = clock.now();
  const ledger = new HourLedger(store, clock);
  const samples = new RejectSamples(random);
  const writer = new SampleWriter(samples, store, clock);
  const terminals = new TerminalEvidence();
  const phones = new SharedPhones();
  const errors = new PositionErrors();
  const positions = probe && new PositionLooks(probe, terminals);
  await recall({ store, ledger, errors, samples }, started_ms);
  const findings = new Findings(store.findings);
  await findings.recall();
  const diagnosing: (() => readonly Diagnosis[])[] = [];
  const judge = createJudge({
    clock,
    started_ms,
    ledger,
    terminals,
    phones,
    errors,
    findings,
    positions,
    sources,
    others: () => diagnosing.flatMap((diagnose) => diagnose()),
  });
  const flush = () => ledger.flush(flush_ms, () => writer.saveWhenDue());
  const timers = [
    every(flush_ms, log, 'store quality counts', flush),
    every(1000, log, 'look at positions', () => positions?.step()),
    every(look_ms, log, 'judge sources', judge),
  ];

  return {
    ...createCounting({ clock, ledger, samples, terminals, positions, sources }),
    /** A device was refused, since another one uses the phone of its vehicle. */
    phoneShared: (source: number, vehicle: number): void => phones.note(source, vehicle, clock.now()),
    /** By how much a source's positions are off beyond a plain receiver's: standard deviation on each axis, m. */
    positionErrorOf: (source: number): number => errors.of(source),
    /** How a source does now, over the last five minutes. */
    health: (source: number): Health =>
      healthOf(ledger.of(source), { now_ms: clock.now(), started_ms, thresholds }),
    ...createHourReading(ledger),
    /** Stored samples of rejected records of the hours that start in [from_ms, to_ms), the newest first. */
    async rejects(query: RejectQuery): Promise<StoredReject[]> {
      await writer.save();
      return store.listRejects(query);
    },
    /** Something to fix, the open ones first, the newest first. */
    findings: (query: FindingQuery): Promise<Finding[]> => store.findings.list(query),
    limits: (): QualityLimit[] => listLimits(),
    judge,
    /** Asks at each look what a module sees in the data of its sources. */
    hearOf: (diagnose: () => readonly Diagnosis[]): void => void diagnosing.push(diagnose),
    /** Reloads findings that another instance has opened. */
    recallFindings: (): Promise<void> => findings.recall(),
    /** Goes on with what is looked for in the background; called each second by itself. */
    step: (): void => positions?.step(),
    flush,
    /** Deletes what is past its retention. */
    async sweep(): Promise<void> {
      await store.forgetRejects(clock.now() - KEEP_REJECTS_MS);
      await store.findings.forget(clock.now() - KEEP_FINDINGS_MS);
      await store.handling.forgetMutes(clock.now());
    },
    async close(): Promise<void> {
      for (const timer of timers) clearInterval(timer);
      await flush();
      await writer.save();
    },
  };
}

interface CountingDeps extends Required<Pick<QualityDeps, 'clock' | 'sources'>> {
  readonly ledger: HourLedger;
  readonly samples: RejectSamples;
  readonly terminals: TerminalEvidence;
  readonly positions: PositionLooks | undefined;
}

/** What is counted as it happens: in memory alone, without waiting. */
function createCounting({ clock, ledger, samples, terminals, positions, sources }: CountingDeps) {
  const datumOf = (source: number): Datum => sources().find(({ id }) => id === source)?.datum ?? 'WGS-84';

  return {
    /** A record was not used, and no fix could be read of it. `example` says which, for a person who looks into it. */
    count(source: number, reason: RejectReason, n = 1, example?: string): void {
      const now_ms = clock.now();
      ledger.change(source, now_ms, ({ rejected }) => {
        rejected[reason] = (rejected[reason] ?? 0) + n;
      });
      if (example !== undefined) samples.addText(source, reason, now_ms, example);
    },
    /** Fixes came in. */
    received(source: number, fixes: number, at_ms = clock.now()): void {
      ledger.change(source, at_ms, (counts) => {
        counts.received += fixes;
        counts.last_ms = at_ms;
      }).last_fix_ms = at_ms;
    },
    /** What became of fixes, as perception reports it. */
    take(tick: SourceTick, at_ms = clock.now()): void {
      ledger.change(tick.source, at_ms, (counts) => addTick(counts, tick));
      for (const fix of tick.samples) samples.addFix(fix, false);
      for (const fix of tick.newest) samples.addFix(fix, true);
    },
    /** Looks into one fix: its clock, its place, its datum. */
    look(fix: FixSample): void {
      if (terminals.look(fix))
        positions?.take(fix, datumOf(fix.source), (apply) =>
          ledger.change(fix.source, fix.received_ms, apply),
        );
    },
    /** Terminals of a source were connected for a while and owed so many fixes in it. */
    expect(source: number, fixes: number, at_ms = clock.now()): void {
      if (fixes > 0)
        ledger
          .change(source, at_ms, (counts) => {
            counts.expected += fixes;
          })
          .connected(at_ms);
    },
  };
}

/** Hours of sources as they are asked for. */
function createHourReading(ledger: HourLedger) {
  return {
    /** Hours of a source that start in [from_ms, to_ms), the running one included. */
    async hours(source: number, from_ms: number, to_ms: number): Promise<QualityHour[]> {
      const hours = await ledger.hours(from_ms, to_ms, source);
      return hours.map(({ hour_ms, counts }) => ({ hour_ms, ...figuresOf(counts) }));
    },
    /** Every source over [from_ms, to_ms), over the same time before it, and by day. */
    async compare(from_ms: number, to_ms: number): Promise<SourceQuality[]> {
      const hours = await ledger.hours(from_ms - (to_ms - from_ms), to_ms);
      return compareSources(hours, from_ms);
    },
  };
}

export type Quality = Awaited<ReturnType<typeof createQuality>>;

interface Recalled {
  readonly store: QualityStore;
  readonly ledger: HourLedger;
  readonly errors: PositionErrors;
  readonly samples: RejectSamples;
}

/** Takes up the running hour, and when each source spoke last. */
async function recall({ store, ledger, errors, samples }: Recalled, started_ms: number): Promise<void> {
  const this_hour_ms = hourOf(started_ms);
  for (const { source, hour_ms, counts } of await store.listHours(
    started_ms - DAY_MS,
    started_ms + HOUR_MS,
  )) {
    const known = ledger.of(source);
    errors.learn(source, counts);
    if (hour_ms === this_hour_ms) known.hours.set(hour_ms, counts);
  }
  // Hours stored before the instant was recorded give the last fix to the hour.
  for (const { source, hour_ms, counts } of await store.listLastHours())
    ledger.of(source).last_fix_ms = counts.last_ms ?? Math.min(started_ms, hour_ms + HOUR_MS);
  samples.restore(await store.listRejectsOf(this_hour_ms));
}
