import type { DetectorMeasure } from '@opentocc/contract';
import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import { harmonicMean_kmh } from '@opentocc/core/traffic';
import { endOf, type StoredReport } from './model.ts';

/** How long reports stay in memory, ms, and how many of a detector at most. */
export const RECENT_MS = 2 * HOUR_MS;
const MOST = 240;
/** Span of what is shown as now. */
const NOW_MS = 5 * MINUTE_MS;

/** The newest reports of each detector, in the order of their periods; those refused too. */
export class RecentReports {
  readonly #reports = new Map<number, StoredReport[]>();
  /** Those that are being stored. */
  readonly #coming = new Map<number, Set<StoredReport>>();

  add(report: StoredReport): void {
    const known = this.#reports.get(report.detector) ?? [];
    this.#reports.set(report.detector, known);
    let at = known.length;
    while (at > 0 && known[at - 1].begin_ms > report.begin_ms) at--;
    known.splice(at, 0, report);
    const oldest_ms = endOf(known[known.length - 1]) - RECENT_MS;
    while (known.length > MOST || endOf(known[0]) < oldest_ms) known.shift();
  }

  /** Holds the period of a report while it is being stored: one that overlaps it may come at the same time. */
  async reserve<T>(report: StoredReport, stored: Promise<T>): Promise<T> {
    const coming = this.#coming.get(report.detector) ?? new Set();
    this.#coming.set(report.detector, coming.add(report));
    try {
      return await stored;
    } finally {
      coming.delete(report);
      if (coming.size === 0) this.#coming.delete(report.detector);
    }
  }

  /** End of the newest period; null before the first. */
  lastEnd_ms(detector: number): number | null {
    const known = this.#reports.get(detector);
    return known ? endOf(known[known.length - 1]) : null;
  }

  of(detector: number): readonly StoredReport[] {
    return this.#reports.get(detector) ?? [];
  }

  /** Whether another period that was reported, or is being stored, overlaps this one. */
  overlaps({
    detector,
    begin_ms,
    period_s,
  }: Pick<StoredReport, 'detector' | 'begin_ms' | 'period_s'>): boolean {
    const end_ms = begin_ms + period_s * 1000;
    return [...this.of(detector), ...(this.#coming.get(detector) ?? [])].some(
      (known) => known.begin_ms !== begin_ms && known.begin_ms < end_ms && endOf(known) > begin_ms,
    );
  }

  /**
   * What was used of the reports that reach into a window; where none does, as while a long period runs, of the newest that
   * ended at most a period before it.
   */
  within(detector: number, start_ms: number, end_ms: number): StoredReport[] {
    const used = this.of(detector).filter(({ refused, begin_ms }) => refused === null && begin_ms < end_ms);
    const inside = used.filter((report) => endOf(report) > start_ms);
    if (inside.length > 0) return inside;
    const newest = used.at(-1);
    return newest && endOf(newest) > start_ms - newest.period_s * 1000 ? [newest] : [];
  }

  /** Of the last five minutes; null without a report. */
  now(detector: number, now_ms: number): DetectorMeasure | null {
    const reports = this.within(detector, now_ms - NOW_MS, now_ms);
    return reports.length > 0 ? measureOf(reports) : null;
  }

  forget(detector: number): void {
    this.#reports.delete(detector);
  }
}

/** @param reports at least one, of one detector */
export function measureOf(reports: readonly StoredReport[]): DetectorMeasure {
  const sum = (of: (report: StoredReport) => number) => reports.reduce((all, one) => all + of(one), 0);
  const vehicles = sum((one) => one.vehicles);
  const covered_s = sum((one) => one.period_s);
  const stated = reports.filter(({ occupancy_pct }) => occupancy_pct !== null);
  const stated_s = stated.reduce((all, { period_s }) => all + period_s, 0);
  const occupied = stated.reduce((all, { occupancy_pct, period_s }) => all + occupancy_pct! * period_s, 0);
  const speed_kmh = harmonicMean_kmh(
    reports.map((one) => ({ vehicles: one.vehicles, speed_kmh: one.speed_kmh ?? Number.NaN })),
  );
  return {
    vehicles,
    flow_vph: (vehicles * 3600) / covered_s,
    speed_kmh: Number.isNaN(speed_kmh) ? null : speed_kmh,
    occupancy_pct: stated_s > 0 ? occupied / stated_s : null,
  };
}
