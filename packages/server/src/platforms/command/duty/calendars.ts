import type { CalendarImport, CalendarReport } from '@opentocc/contract';
import { gapsOf, type Shift, type Span, scheduleOf } from '@opentocc/core/duty';
import { HOUR_MS } from '@opentocc/core/time';
import { type CalendarRead, readCalendar, writeCalendar } from '@opentocc/protocols/icalendar';

const UNCOMPUTED =
  '放假安排未装入，之后的工作日轮班未计算 Holidays not loaded: duty by workdays is not computed from here';

/** What a person is called in the summary of an event: "@Li.Na", "[L1] li.na", in any case. */
export const calledIn = (summary: string): string =>
  summary
    .replace(/^\s*\[[^\]]*\]\s*/, '')
    .replace(/^@/, '')
    .trim()
    .toLowerCase();

export interface ReadRoster {
  readonly shifts: readonly Shift[];
  readonly report: Omit<CalendarReport, 'applied'>;
}

/**
 * Shifts of a calendar by who is named in its events.
 * @param find the person of a name in lower case; undefined for nobody that is known
 */
export function rosterOf(text: string, span: Span, find: (name: string) => string | undefined): ReadRoster {
  const read = readCalendar(text, span);
  const shifts = read.shifts.flatMap(({ summary, from_ms, to_ms }) => {
    const person = find(calledIn(summary));
    return person === undefined ? [] : [{ person, from_ms, to_ms }];
  });
  return { shifts, report: reportOf(read, shifts, span, find) };
}

function reportOf(
  read: CalendarRead,
  shifts: readonly Shift[],
  span: Span,
  find: (name: string) => string | undefined,
): ReadRoster['report'] {
  const unknown = new Map<string, number>();
  for (const { summary } of read.shifts)
    if (find(calledIn(summary)) === undefined) unknown.set(summary, (unknown.get(summary) ?? 0) + 1);
  const schedule = scheduleOf([{ id: 1, kind: 'shifts', priority: 1, shifts }], [], span);
  return {
    ...{ name: read.name, zone: read.zone, events: read.events, shifts: shifts.length },
    unknown: [...unknown]
      .map(([summary, count]) => ({ summary: summary.slice(0, 100), shifts: count }))
      .slice(0, 100),
    double_booked: doubledIn(shifts).slice(0, 100),
    gaps: gapsOf(schedule, [span]).slice(0, 1000),
    faults: read.faults.slice(0, 200).map(({ line, kind }) => ({ line, kind })),
  };
}

/** Where somebody stands twice at once. */
function doubledIn(shifts: readonly Shift[]): Shift[] {
  const last = new Map<string, Shift>();
  return [...shifts]
    .sort((a, b) => a.from_ms - b.from_ms)
    .flatMap((shift) => {
      const before = last.get(shift.person);
      if (!before || before.to_ms < shift.to_ms) last.set(shift.person, shift);
      if (!before || before.to_ms <= shift.from_ms) return [];
      return [{ ...shift, to_ms: Math.min(before.to_ms, shift.to_ms) }];
    });
}

export const calendarText = ({ content_base64 }: Pick<CalendarImport, 'content_base64'>): string =>
  Buffer.from(content_base64, 'base64').toString('utf8');

/**
 * One's own duty for calendars.
 * @param uncomputed_ms from when on it cannot be computed, which the calendar says for an hour of that day; null where it can
 */
export function feedOf(
  shifts: readonly (Span & { post: number; name: string })[],
  uncomputed_ms: number | null,
  now_ms: number,
): string {
  const events = shifts.map(({ post, name, from_ms, to_ms }) => ({
    ...{ uid: `duty-${post}-${from_ms}@opentocc`, from_ms, to_ms, summary: `值班 ${name}` },
  }));
  const unknown =
    uncomputed_ms === null
      ? []
      : [
          {
            ...{ uid: `duty-uncomputed-${uncomputed_ms}@opentocc`, from_ms: uncomputed_ms },
            ...{ to_ms: uncomputed_ms + HOUR_MS, summary: UNCOMPUTED },
          },
        ];
  return writeCalendar('值班 Duty', [...events, ...unknown], now_ms);
}
