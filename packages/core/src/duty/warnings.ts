import { type Entry, type Leave, type Segment, scheduleOf, shiftsOf } from './schedule.ts';
import type { Shift, Span } from './span.ts';
import { uncomputedIn } from './turns.ts';

/** What is odd about a roster although it can be stored. */
export interface RosterWarning extends Span {
  readonly kind: 'without_effect' | 'on_leave' | 'double_booked' | 'uncomputed';
  readonly entry: number;
  /** Empty where it is of nobody in particular. */
  readonly person: string;
}

/** A shift on another post. */
export type Elsewhere = Shift;

/**
 * What to look at on a roster: rotations whose days are not known yet, overrides that change nothing, people who are entered
 * while on leave, and people who are on duty at two posts at once.
 */
export function warningsOf(
  entries: readonly Entry[],
  leave: readonly Leave[],
  schedule: readonly Segment[],
  elsewhere: readonly Elsewhere[],
  span: Span,
): RosterWarning[] {
  return [
    ...entries.flatMap((entry) => uncomputed(entry, span)),
    ...entries.flatMap((entry) => idleOverride(entry, entries, leave, schedule, span)),
    ...entries.flatMap((entry) => awayIn(entry, leave, span)),
    ...schedule.flatMap((segment) => doubled(segment, elsewhere)),
  ];
}

function uncomputed(entry: Entry, span: Span): RosterWarning[] {
  const part = entry.kind === 'turns' ? uncomputedIn(entry, span) : undefined;
  return part ? [{ kind: 'uncomputed', entry: entry.id, person: '', ...part }] : [];
}

/** An override without which the same people would be on duty. */
function idleOverride(
  entry: Entry,
  entries: readonly Entry[],
  leave: readonly Leave[],
  schedule: readonly Segment[],
  span: Span,
): RosterWarning[] {
  if (entry.kind !== 'override' || !touches(entry, span)) return [];
  const own = overlap(entry, span);
  const others = entries.filter(({ id }) => id !== entry.id);
  const isIdle = scheduleOf(others, leave, own).every((without) =>
    schedule
      .filter((segment) => touches(segment, without))
      .every((segment) => segment.people.join() === without.people.join()),
  );
  return isIdle ? [{ kind: 'without_effect', entry: entry.id, person: entry.person, ...own }] : [];
}

function awayIn(entry: Entry, leave: readonly Leave[], span: Span): RosterWarning[] {
  return shiftsOf(entry, span).flatMap((shift) =>
    leave
      .filter(({ person, ...away }) => person === shift.person && touches(away, shift))
      .map(
        (away) =>
          ({ kind: 'on_leave', entry: entry.id, person: shift.person, ...overlap(away, shift) }) as const,
      ),
  );
}

function doubled(segment: Segment, elsewhere: readonly Elsewhere[]): RosterWarning[] {
  return elsewhere
    .filter(({ person, ...other }) => segment.people.includes(person) && touches(other, segment))
    .map(({ person, ...other }) => ({
      ...{ kind: 'double_booked' as const, entry: segment.entries[0], person },
      ...overlap(other, segment),
    }));
}

const touches = (a: Span, b: Span) => a.from_ms < b.to_ms && a.to_ms > b.from_ms;
const overlap = (a: Span, b: Span): Span => ({
  from_ms: Math.max(a.from_ms, b.from_ms),
  to_ms: Math.min(a.to_ms, b.to_ms),
});
