import type { RejectReason } from '@opentocc/contract';

/** Upper bounds of the classes of delay, s; the last class is open. */
export const DELAY_BOUNDS_S = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 120, 300, 900, 3600] as const;
const CLASSES = DELAY_BOUNDS_S.length + 1;

/** What is counted of one source in one stretch of time. */
export interface Counts {
  /** Fixes that the gateway took in. */
  received: number;
  /** Fixes that the pipeline used. */
  accepted: number;
  /** Fixes that its connected terminals owed at the source's reporting interval. */
  expected: number;
  readonly rejected: Partial<Record<RejectReason, number>>;
  /** Number of fixes by class of delay. */
  readonly delays: number[];
}

export function emptyCounts(): Counts {
  return { received: 0, accepted: 0, expected: 0, rejected: {}, delays: new Array<number>(CLASSES).fill(0) };
}

export function countDelay(delays: number[], delay_s: number): void {
  let low = 0;
  while (low < DELAY_BOUNDS_S.length && delay_s > DELAY_BOUNDS_S[low]) low++;
  delays[low]++;
}

/** Adds `more` to `to`. */
export function addCounts(to: Counts, more: Counts): void {
  to.received += more.received;
  to.accepted += more.accepted;
  to.expected += more.expected;
  for (const [reason, count] of Object.entries(more.rejected) as [RejectReason, number][])
    to.rejected[reason] = (to.rejected[reason] ?? 0) + count;
  more.delays.forEach((count, i) => {
    to.delays[i] += count;
  });
}

/**
 * The delay that a share of the fixes does not exceed, s, interpolated within its class; null without fixes. The open
 * class answers its lower bound.
 */
export function delayQuantile(delays: readonly number[], share: number): number | null {
  const total = delays.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = total * share;
  let lower_s = 0;
  for (let i = 0; i < DELAY_BOUNDS_S.length; i++) {
    const upper_s = DELAY_BOUNDS_S[i];
    if (left <= delays[i] && delays[i] > 0) return lower_s + ((upper_s - lower_s) * left) / delays[i];
    left -= delays[i];
    lower_s = upper_s;
  }
  return lower_s;
}

export function rejectedOf(counts: Counts, ...reasons: RejectReason[]): number {
  const named = reasons.length > 0 ? reasons : (Object.keys(counts.rejected) as RejectReason[]);
  return named.reduce((sum, reason) => sum + (counts.rejected[reason] ?? 0), 0);
}

/** Share of fixes that arrived within `bound_s` of their time, which must be a bound of a class; null without fixes. */
export function timely(delays: readonly number[], bound_s: (typeof DELAY_BOUNDS_S)[number]): number | null {
  const total = delays.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const classes = DELAY_BOUNDS_S.indexOf(bound_s) + 1;
  return delays.slice(0, classes).reduce((sum, count) => sum + count, 0) / total;
}
