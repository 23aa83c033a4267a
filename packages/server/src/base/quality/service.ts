import type { QualityHour, RejectedExample, RejectReason, SourceHealth } from '@opentocc/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import {
  addCounts,
  type Counts,
  countDelay,
  delayQuantile,
  emptyCounts,
  rejectedOf,
  timely,
} from './model.ts';
import type { QualityStore, SourceHour } from './store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Health looks back over so many minutes, the running one included. */
const HEALTH_MINUTES = 5;
/** Examples kept of each reason and source: the newest. */
const EXAMPLES = 8;

/** When a source is named degraded or silent. */
export interface QualityThresholds {
  readonly silent_after_s: number;
  /** Share of rejected fixes. */
  readonly rejected_share: number;
  readonly delay_p95_s: number;
}

/** Assumed by us on 2026-11-01, without a published source: to be set by the centre. */
export const DEFAULT_THRESHOLDS: QualityThresholds = {
  silent_after_s: 300,
  rejected_share: 0.2,
  delay_p95_s: 60,
};

export interface QualityDeps {
  readonly store: QualityStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly thresholds?: QualityThresholds;
  readonly flush_ms?: number;
}

type Health = Pick<
  SourceHealth,
  'fixes_per_s' | 'accepted' | 'rejected' | 'delay_p50_s' | 'delay_p95_s' | 'last_fix_ms' | 'state'
>;

/** Minutes and hours of one source. */
class SourceQuality {
  /** Ring by minute modulo its length. */
  readonly minutes = Array.from({ length: HEALTH_MINUTES }, () => ({ minute: -1, counts: emptyCounts() }));
  /** Hours not yet closed, by start. */
  readonly hours = new Map<number, Counts>();
  readonly examples = new Map<RejectReason, RejectedExample[]>();
  last_fix_ms: number | null = null;

  minute(now_ms: number): Counts {
    const minute = Math.floor(now_ms / MINUTE_MS);
    const slot = this.minutes[minute % HEALTH_MINUTES];
    if (slot.minute !== minute) {
      slot.minute = minute;
      slot.counts = emptyCounts();
    }
    return slot.counts;
  }

  hour(now_ms: number): Counts {
    const hour_ms = Math.floor(now_ms / HOUR_MS) * HOUR_MS;
    let counts = this.hours.get(hour_ms);
    if (!counts) {
      counts = emptyCounts();
      this.hours.set(hour_ms, counts);
    }
    return counts;
  }

  recent(now_ms: number): Counts {
    const oldest = Math.floor(now_ms / MINUTE_MS) - HEALTH_MINUTES + 1;
    const sum = emptyCounts();
    for (const { minute, counts } of this.minutes) if (minute >= oldest) addCounts(sum, counts);
    return sum;
  }
}

/**
 * Counts what becomes of every record, by source, reason and hour. Counting is memory only; hours go to the database
 * every few seconds and are taken up again after a restart, so at most those seconds of counts can be lost.
 */
export async function createQuality({
  store,
  clock,
  log,
  thresholds = DEFAULT_THRESHOLDS,
  flush_ms = 10_000,
}: QualityDeps) {
  const started_ms = clock.now();
  const sources = new Map<number, SourceQuality>();
  const dirty = new Set<number>();
  const this_hour_ms = Math.floor(started_ms / HOUR_MS) * HOUR_MS;
  for (const { source, hour_ms, counts } of await store.listHours(this_hour_ms, this_hour_ms + HOUR_MS))
    qualityOf(source).hours.set(hour_ms, counts);
  const flusher = setInterval(
    () => flush().catch((err) => log.error({ err }, 'quality counts could not be stored; trying again')),
    flush_ms,
  );

  function qualityOf(source: number): SourceQuality {
    let quality = sources.get(source);
    if (!quality) {
      quality = new SourceQuality();
      sources.set(source, quality);
    }
    return quality;
  }

  function change(source: number, apply: (counts: Counts) => void): SourceQuality {
    const now = clock.now();
    const quality = qualityOf(source);
    apply(quality.minute(now));
    apply(quality.hour(now));
    dirty.add(source);
    return quality;
  }

  function keepExample(quality: SourceQuality, reason: RejectReason, example: string): void {
    const kept = quality.examples.get(reason) ?? [];
    kept.push({ reason, at_ms: clock.now(), example });
    if (kept.length > EXAMPLES) kept.shift();
    quality.examples.set(reason, kept);
  }

  async function flush(): Promise<void> {
    const written = [...dirty];
    dirty.clear();
    const hours = written.flatMap((source) =>
      [...qualityOf(source).hours].map(([hour_ms, counts]): SourceHour => ({ source, hour_ms, counts })),
    );
    try {
      await store.saveHours(hours);
    } catch (error) {
      for (const source of written) dirty.add(source);
      throw error;
    }
    for (const { source, hour_ms } of hours)
      if (hour_ms + HOUR_MS + flush_ms < clock.now()) qualityOf(source).hours.delete(hour_ms);
  }

  return {
    /** A record of a source was not used. `example` says which, for a person who looks into it. */
    count(source: number, reason: RejectReason, n = 1, example?: string): void {
      const quality = change(source, ({ rejected }) => {
        rejected[reason] = (rejected[reason] ?? 0) + n;
      });
      if (example !== undefined) keepExample(quality, reason, example);
    },
    /** Fixes came in. */
    received(source: number, fixes: number): void {
      change(source, (counts) => {
        counts.received += fixes;
      }).last_fix_ms = clock.now();
    },
    /** Fixes were used. */
    accept(source: number, n = 1): void {
      change(source, (counts) => {
        counts.accepted += n;
      });
    },
    /** A fix arrived so long after its time, s. */
    delay(source: number, delay_s: number): void {
      change(source, ({ delays }) => countDelay(delays, delay_s));
    },
    /** Terminals of a source were connected for a while and owed so many fixes in it. */
    expect(source: number, fixes: number): void {
      if (fixes > 0)
        change(source, (counts) => {
          counts.expected += fixes;
        });
    },
    /** How a source does now, over the last five minutes. */
    health(source: number): Health {
      const now = clock.now();
      const quality = qualityOf(source);
      const counts = quality.recent(now);
      const span_s = Math.min(HEALTH_MINUTES * 60, Math.max(1, (now - started_ms) / 1000));
      return {
        fixes_per_s: counts.received / span_s,
        accepted: counts.accepted,
        rejected: { ...counts.rejected },
        delay_p50_s: delayQuantile(counts.delays, 0.5),
        delay_p95_s: delayQuantile(counts.delays, 0.95),
        last_fix_ms: quality.last_fix_ms,
        state: stateOf(counts, quality.last_fix_ms, now, thresholds),
      };
    },
    /** Hours of a source that start in [from_ms, to_ms), the running one included. */
    async hours(source: number, from_ms: number, to_ms: number): Promise<QualityHour[]> {
      const byHour = new Map<number, Counts>();
      for (const { hour_ms, counts } of await store.listHours(from_ms, to_ms, source))
        byHour.set(hour_ms, counts);
      for (const [hour_ms, counts] of qualityOf(source).hours)
        if (hour_ms >= from_ms && hour_ms < to_ms) byHour.set(hour_ms, counts);
      return [...byHour].sort(([a], [b]) => a - b).map(([hour_ms, counts]) => hourOf(hour_ms, counts));
    },
    /** Recent examples of what was rejected of a source, by reason, newest last. */
    examples: (source: number): RejectedExample[] => [...qualityOf(source).examples.values()].flat(),
    flush,
    async close(): Promise<void> {
      clearInterval(flusher);
      await flush();
    },
  };
}

export type Quality = Awaited<ReturnType<typeof createQuality>>;

function stateOf(
  counts: Counts,
  last_fix_ms: number | null,
  now_ms: number,
  thresholds: QualityThresholds,
): SourceHealth['state'] {
  if (last_fix_ms === null) return 'never';
  if (now_ms - last_fix_ms > thresholds.silent_after_s * 1000) return 'silent';
  const rejected = rejectedOf(counts);
  const share = rejected / Math.max(1, rejected + counts.accepted);
  const late = (delayQuantile(counts.delays, 0.95) ?? 0) > thresholds.delay_p95_s;
  return share > thresholds.rejected_share || late ? 'degraded' : 'ok';
}

/** A fix is in time within this bound. Assumed by us on 2026-11-01; the standard states none. */
const TIMELY_S = 30;

function hourOf(hour_ms: number, counts: Counts): QualityHour {
  const share = (part: number, of: number) => (of > 0 ? part / of : null);
  const rejected = rejectedOf(counts);
  const judged = counts.accepted + rejected;
  const completeness = share(counts.received, counts.expected);
  return {
    hour_ms,
    received: counts.received,
    accepted: counts.accepted,
    rejected: { ...counts.rejected },
    completeness: completeness === null ? null : Math.min(1, completeness),
    timeliness: timely(counts.delays, TIMELY_S),
    validity: share(counts.accepted, judged),
    drift: share(rejectedOf(counts, 'impossible_speed', 'out_of_area', 'unmatched'), judged),
    duplicates: share(rejectedOf(counts, 'duplicate'), judged),
    delay_p50_s: delayQuantile(counts.delays, 0.5),
    delay_p95_s: delayQuantile(counts.delays, 0.95),
  };
}
