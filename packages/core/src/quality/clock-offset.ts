/** How a terminal's clock stands against the receiver's, from pairs of stated and received time. */
export interface ClockOffset {
  /** Stated minus received time of the promptest fixes, s: positive is fast. Includes the way, a second or two. */
  readonly offset_s: number;
  /** Share of the pairs that agree on it. */
  readonly agreement: number;
  /** First to last pair, by the receiver's clock, s. */
  readonly span_s: number;
}

/** Pairs that lie within this of each other say the same of the clock, s: the way takes no longer as a rule. */
const STEADY_S = 20;
/** Fewer pairs say nothing. */
const LEAST_PAIRS = 6;
/** All within less time than this may be one delayed upload, s. */
const LEAST_SPAN_S = 240;
const LEAST_AGREEMENT = 0.6;

/**
 * The offset of a clock is the constant part of stated minus received time. A terminal that uploads what it stored in a
 * tunnel states times that are late by ever different amounts; they agree on nothing and leave the offset to the
 * prompt fixes beside them, or unknown. The densest 20 s of the sorted differences is the estimate (a half-sample mode:
 * mean and median follow a long upload, the maximum follows one wild value).
 * @returns null while too little is known, or while nothing constant is seen.
 */
export function estimateClockOffset(
  received_ms: ArrayLike<number>,
  stated_ms: ArrayLike<number>,
  count: number,
): ClockOffset | null {
  if (count < LEAST_PAIRS) return null;
  const lead_s = Float64Array.from(
    { length: count },
    (_, i) => (stated_ms[i] - received_ms[i]) / 1000,
  ).sort();
  let [first_ms, last_ms] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    first_ms = Math.min(first_ms, received_ms[i]);
    last_ms = Math.max(last_ms, received_ms[i]);
  }
  const span_s = (last_ms - first_ms) / 1000;
  if (span_s < LEAST_SPAN_S) return null;
  let [best, best_end] = [0, 0];
  for (let from = 0, end = 0; from < count; from++) {
    while (end < count && lead_s[end] - lead_s[from] <= STEADY_S) end++;
    if (end - from >= best) [best, best_end] = [end - from, end];
  }
  const agreement = best / count;
  return agreement < LEAST_AGREEMENT ? null : { offset_s: lead_s[best_end - 1], agreement, span_s };
}

/** What a wrong clock looks like; the name says what is likely wrong inside the terminal. */
export type ClockFault =
  /** Off by whole or half hours: the time zone is wrong. −8 h: UTC was written as local time; +8 h: added twice. */
  | { readonly kind: 'zone'; readonly hours: number }
  /** Off by whole days, with the time of day right. */
  | { readonly kind: 'date'; readonly days: number }
  /** The 10-bit week number of GPS rolled over (every 1024 weeks). */
  | { readonly kind: 'week_rollover'; readonly epochs: number }
  /** The two digits of the year stand for another century. */
  | { readonly kind: 'century'; readonly years: number }
  /** The clock was never set and counts from the first instant that its chip knows. */
  | { readonly kind: 'never_set'; readonly since_year: number }
  /** Ahead by a constant: nothing else can make a fix arrive before its time. */
  | { readonly kind: 'fast' }
  /** Behind by a constant: the clock, or somebody on the way who holds everything back equally long. */
  | { readonly kind: 'slow_or_held' };

const HOUR_S = 3600;
const DAY_S = 86_400;
const WEEK_EPOCH_S = 1024 * 7 * DAY_S;
/** A cause is named when the offset is this near to what it makes, s: a wrong zone and a clock a little off as well. */
const NAMED_WITHIN_S = 90;
/** Time zones reach from −12 to +14 h; twice that when a zone is taken off that was never added. */
const FARTHEST_ZONE_H = 14;
/** First instants of clock chips: Unix, GPS, and the years that two digits of zero or of a fresh battery give. */
const CHIP_EPOCHS = [1970, 1980, 2000, 2010, 2070] as const;
const LEAST_NEVER_SET_S = 365 * DAY_S;

/**
 * Names what is wrong with a clock.
 * @param tolerance_s a smaller offset is no fault.
 * @param stated_ms a time that the terminal stated lately, UTC ms.
 */
export function nameClockFault(offset_s: number, stated_ms: number, tolerance_s: number): ClockFault | null {
  const off_s = Math.abs(offset_s);
  if (off_s <= tolerance_s) return null;
  return (
    namedZone(offset_s) ??
    namedEpoch(offset_s, stated_ms) ??
    namedDate(offset_s) ?? { kind: offset_s > 0 ? 'fast' : 'slow_or_held' }
  );
}

function near(offset_s: number, step_s: number): number | null {
  const steps = Math.round(offset_s / step_s);
  return steps !== 0 && Math.abs(offset_s - steps * step_s) <= NAMED_WITHIN_S ? steps : null;
}

function namedZone(offset_s: number): ClockFault | null {
  const halves = near(offset_s, HOUR_S / 2);
  // Half an hour alone is no zone; a zone of so many and a half hours is (India, Iran).
  if (halves === null || Math.abs(halves) < 2 || Math.abs(halves) > 2 * FARTHEST_ZONE_H) return null;
  return { kind: 'zone', hours: halves / 2 };
}

function namedEpoch(offset_s: number, stated_ms: number): ClockFault | null {
  const epochs = near(offset_s, WEEK_EPOCH_S);
  if (epochs !== null) return { kind: 'week_rollover', epochs };
  const stated = new Date(stated_ms);
  const year = stated.getUTCFullYear();
  const real_year = new Date(stated_ms - offset_s * 1000).getUTCFullYear();
  if (Math.abs(year - real_year) === 100) return { kind: 'century', years: year - real_year };
  const since_year = CHIP_EPOCHS.find((epoch) => year === epoch || year === epoch + 1);
  return since_year !== undefined && Math.abs(offset_s) > LEAST_NEVER_SET_S
    ? { kind: 'never_set', since_year }
    : null;
}

function namedDate(offset_s: number): ClockFault | null {
  const days = near(offset_s, DAY_S);
  return days === null ? null : { kind: 'date', days };
}
