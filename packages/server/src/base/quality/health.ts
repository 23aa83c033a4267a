import type { SourceHealth } from '@opentocc/contract';
import { DELAY_BOUNDS_S, quantileOf } from '@opentocc/core/quality';
import { QUALITY_LIMITS } from './limits.ts';
import { type Counts, rejectedOf } from './model.ts';
import type { SourceCounts } from './source-counts.ts';

/** Health looks back over so many minutes, the running one included. */
const HEALTH_MINUTES = 5;

/** When a source is named degraded or silent. */
export interface QualityThresholds {
  readonly silent_after_s: number;
  /** Share of rejected fixes. */
  readonly rejected_share: number;
  readonly delay_p95_s: number;
}

/** Assumed by us on 2026-11-01, without a published source: to be set by the centre. */
export const DEFAULT_THRESHOLDS: QualityThresholds = {
  silent_after_s: QUALITY_LIMITS.silent.value,
  rejected_share: 0.2,
  delay_p95_s: 60,
};

export type Health = Pick<
  SourceHealth,
  'fixes_per_s' | 'accepted' | 'rejected' | 'delay_p50_s' | 'delay_p95_s' | 'last_fix_ms' | 'state'
>;

interface HealthAt {
  readonly now_ms: number;
  /** Counting began then: rates of the first minutes are over less time. */
  readonly started_ms: number;
  readonly thresholds: QualityThresholds;
}

/** How a source does now, over the last five minutes. */
export function healthOf(source: SourceCounts, { now_ms, started_ms, thresholds }: HealthAt): Health {
  const { last_fix_ms } = source;
  const counts = source.recent(now_ms, HEALTH_MINUTES);
  const span_s = Math.min(HEALTH_MINUTES * 60, Math.max(1, (now_ms - started_ms) / 1000));
  return {
    fixes_per_s: counts.received / span_s,
    accepted: counts.accepted,
    rejected: { ...counts.rejected },
    delay_p50_s: quantileOf(DELAY_BOUNDS_S, counts.delays, 0.5),
    delay_p95_s: quantileOf(DELAY_BOUNDS_S, counts.delays, 0.95),
    last_fix_ms,
    state: stateOf(counts, last_fix_ms, now_ms, thresholds),
  };
}

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
  const late = (quantileOf(DELAY_BOUNDS_S, counts.delays, 0.95) ?? 0) > thresholds.delay_p95_s;
  return share > thresholds.rejected_share || late ? 'degraded' : 'ok';
}
