import type { Datum, QualityFigures, RejectReason } from '@opentocc/contract';
import {
  DELAY_BOUNDS_S,
  emptyClasses,
  emptyShiftSums,
  estimatePositionError_m,
  estimateShift,
  quantileOf,
  ROAD_BOUNDS_M,
  type ShiftSums,
  shareWithin,
  TIMELY_S,
} from '@opentocc/core/quality';

/** A fix as its terminal sent it, picked to be looked into. */
export interface FixSample {
  readonly vehicle: number;
  readonly source: number;
  /** By the terminal's clock, UTC ms. */
  readonly at_ms: number;
  readonly received_ms: number;
  /** Degrees in the datum of the source; NaN of a fix to be looked into that states no place. */
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number | null;
  readonly course_deg: number | null;
}

/** A fix that was not used. */
export interface RejectedFix extends FixSample {
  readonly reason: RejectReason;
  /** What decided, in the unit of the reason: s late, km/h, m; null when the reason says it all. */
  readonly figure: number | null;
  /** Random in [0, 1): the smallest keys of an hour are its sample. */
  readonly key: number;
}

/** What became of one source's fixes since the last tick. */
export interface SourceTick {
  readonly source: number;
  readonly accepted: number;
  /** Accepted and within `TIMELY_S`. */
  readonly on_time: number;
  readonly rejected: Readonly<Partial<Record<RejectReason, number>>>;
  /** Number of fixes by class of delay (`DELAY_BOUNDS_S`); those ahead of our clock are in none. */
  readonly delays: readonly number[];
  readonly samples: readonly RejectedFix[];
  readonly newest: readonly RejectedFix[];
}

/** Clocks of a source's terminals as they stood when last looked at. */
export interface ClockCounts {
  readonly judged: number;
  readonly wrong: number;
  readonly offset_p50_s: number | null;
}

/** What is counted of one source in one stretch of time. */
export interface Counts {
  /** Fixes that the gateway took in, and when the last of them came, UTC ms. */
  received: number;
  last_ms: number | null;
  /** Fixes that the pipeline used, and those of them that came in time. */
  accepted: number;
  on_time: number;
  /** Fixes that its connected terminals owed at the source's reporting interval. */
  expected: number;
  readonly rejected: Partial<Record<RejectReason, number>>;
  /** Number of fixes by class of delay. */
  readonly delays: number[];
  /** Number of sampled moving fixes by class of distance to the road. */
  readonly road: number[];
  readonly shift: ShiftSums;
  clocks: ClockCounts;
}

export function emptyCounts(): Counts {
  return {
    received: 0,
    last_ms: null,
    accepted: 0,
    on_time: 0,
    expected: 0,
    rejected: {},
    delays: emptyClasses(DELAY_BOUNDS_S),
    road: emptyClasses(ROAD_BOUNDS_M),
    shift: emptyShiftSums(),
    clocks: { judged: 0, wrong: 0, offset_p50_s: null },
  };
}

/** Adds `more`, which is later, to `to`. */
export function addCounts(to: Counts, more: Counts): void {
  to.received += more.received;
  to.last_ms = more.last_ms ?? to.last_ms;
  to.accepted += more.accepted;
  to.on_time += more.on_time;
  to.expected += more.expected;
  addRejected(to, more.rejected);
  addInto(to.delays, more.delays);
  addInto(to.road, more.road);
  addInto(to.shift, more.shift);
  if (more.clocks.judged > 0) to.clocks = more.clocks;
}

/** Adds what perception reports of a source. */
export function addTick(to: Counts, { accepted, on_time, rejected, delays }: SourceTick): void {
  to.accepted += accepted;
  to.on_time += on_time;
  addRejected(to, rejected);
  addInto(to.delays, delays);
}

function addRejected(to: Counts, rejected: SourceTick['rejected']): void {
  for (const [reason, count] of Object.entries(rejected) as [RejectReason, number][])
    to.rejected[reason] = (to.rejected[reason] ?? 0) + count;
}

function addInto(to: number[], more: readonly number[]): void {
  more.forEach((count, i) => {
    to[i] += count;
  });
}

export function rejectedOf(counts: Pick<Counts, 'rejected'>, ...reasons: readonly RejectReason[]): number {
  const named = reasons.length > 0 ? reasons : (Object.keys(counts.rejected) as RejectReason[]);
  return named.reduce((sum, reason) => sum + (counts.rejected[reason] ?? 0), 0);
}

/** Each reason stands in one figure at most, so that figures do not count a fix twice. */
const DRIFT = ['out_of_area', 'impossible_speed', 'contradicts_speed', 'unmatched'] as const;
const SPOOF = ['zero_position', 'frozen', 'shared_position'] as const;

/** The figures that follow from what was counted; defined in docs/data-quality.md. */
export function figuresOf(counts: Counts): QualityFigures {
  const share = (part: number, of: number) => (of > 0 ? part / of : null);
  const judged = counts.accepted + rejectedOf(counts);
  const once = counts.received - rejectedOf(counts, 'duplicate');
  const completeness = share(once, counts.expected);
  return {
    received: counts.received,
    accepted: counts.accepted,
    rejected: { ...counts.rejected },
    completeness: completeness === null ? null : Math.min(1, completeness),
    timeliness: shareWithin(DELAY_BOUNDS_S, counts.delays, TIMELY_S),
    validity: share(counts.accepted, judged),
    qualified_on_time: share(counts.on_time, judged),
    drift: share(rejectedOf(counts, ...DRIFT), judged),
    duplicates: share(rejectedOf(counts, 'duplicate'), judged),
    spoof: share(rejectedOf(counts, ...SPOOF), judged),
    delay_p50_s: quantileOf(DELAY_BOUNDS_S, counts.delays, 0.5),
    delay_p95_s: quantileOf(DELAY_BOUNDS_S, counts.delays, 0.95),
    road_distance_p50_m: quantileOf(ROAD_BOUNDS_M, counts.road, 0.5),
    road_distance_p95_m: quantileOf(ROAD_BOUNDS_M, counts.road, 0.95),
    position_error_m: estimatePositionError_m(counts.road),
    shift: estimateShift(counts.shift),
    clocks_judged: counts.clocks.judged,
    clocks_wrong: counts.clocks.wrong,
    clock_offset_p50_s: counts.clocks.offset_p50_s,
  };
}

/** What a source declares, as far as its data is judged by it. */
export interface DeclaredSource {
  readonly id: number;
  readonly datum: Datum;
  readonly quota_per_s: number | null;
  readonly protocol?: string;
}
