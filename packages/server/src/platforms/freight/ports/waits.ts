import { type MeasuredWait, measuredWait, type PortVisit, type WaitSample } from '@opentocc/core/freight';
import { HOUR_MS } from '@opentocc/core/time';
import type { VisitRow } from './model.ts';

/** The wait is that of trucks that came within this; where none of them crossed yet, within the longer one. */
const RECENT_MS = [2 * HOUR_MS, 6 * HOUR_MS] as const;
export const LONGEST_RECENT_MS = RECENT_MS[1];

/** What a visit says of the wait, at a time; null where a rule leaves it out. */
export function sampleOf(visit: VisitRow, now_ms: number): WaitSample | null {
  if (visit.excluded !== null || !visit.entry_seen) return null;
  const until_ms = visit.end_ms ?? Math.max(visit.heard_ms, Math.min(now_ms, visit.heard_ms + HOUR_MS));
  return { wait_s: (until_ms - visit.entered_ms) / 1000, crossed: visit.end === 'crossed' };
}

/** Of visits that are over, or open as they were written last. */
export function waitOf(visits: readonly VisitRow[], now_ms: number): MeasuredWait | null {
  return measuredWait(visits.flatMap((visit) => sampleOf(visit, now_ms) ?? []));
}

/** How long trucks wait now, by who came lately: those that crossed, and those that wait still. */
export function waitNow(
  over: readonly VisitRow[],
  open: readonly PortVisit[],
  now_ms: number,
): MeasuredWait | null {
  const waiting = open
    .filter(({ entry_seen }) => entry_seen)
    .map(({ entered_ms }) => ({
      entered_ms,
      sample: { wait_s: (now_ms - entered_ms) / 1000, crossed: false },
    }));
  const ended = over.flatMap((visit) => {
    const sample = sampleOf(visit, now_ms);
    return sample && visit.end !== null ? [{ entered_ms: visit.entered_ms, sample }] : [];
  });
  for (const within_ms of RECENT_MS) {
    const recent = [...waiting, ...ended].filter(({ entered_ms }) => entered_ms > now_ms - within_ms);
    const wait = measuredWait(recent.map(({ sample }) => sample));
    if (wait !== null) return wait;
  }
  return null;
}
