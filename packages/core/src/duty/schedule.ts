import type { Shift, Span } from './span.ts';
import { type TurnRule, turnsOf } from './turns.ts';

/** Somebody does not stand shifts. */
export type Leave = Shift;

interface Entered {
  /** The later one was entered later, and counts before an earlier one of its kind. */
  readonly id: number;
}

/** What was entered on the roster of a post: a temporary schedule counts before an override, that before a rotation. */
export type Entry = Entered &
  (
    | ({ readonly kind: 'turns' /** The highest counts alone. */; readonly priority: number } & TurnRule)
    | { readonly kind: 'shifts'; readonly priority: number; readonly shifts: readonly Shift[] }
    /** Stands in for whoever it would have been. */
    | ({ readonly kind: 'override' } & Shift)
    /** Replaces everything of its span, also where it names nobody. */
    | ({ readonly kind: 'temporary'; readonly shifts: readonly Shift[] } & Span)
  );

/** Who is on duty in a part of a span; nobody in a gap. */
export interface Segment extends Span {
  readonly people: readonly string[];
  /** Entries by which they are, in order. */
  readonly entries: readonly number[];
}

/** A shift as it competes with others. */
interface Candidate extends Span {
  readonly person: string | null;
  readonly entry: number;
  readonly rank: number;
}

/** Priorities of rotations lie below. */
const OVERRIDE_RANK = 1e6;
const TEMPORARY_RANK = 2e6;

/**
 * Who is on duty over a span, without a hole: a sweep over all begins and ends, where among those who stand at once the
 * highest rank counts. Rotations of one priority stand together; of overrides and temporary schedules the one that was
 * entered last counts alone. Whoever is on leave does not stand, so that the next lower rank does. O(n log n + n k) for n
 * begins with at most k at once.
 */
export function scheduleOf(entries: readonly Entry[], leave: readonly Leave[], span: Span): Segment[] {
  const candidates = entries
    .flatMap((entry) => candidatesOf(entry, span))
    .flatMap((one) => present(one, leave));
  const begins = candidates.filter((one) => touches(one, span)).sort((a, b) => a.from_ms - b.from_ms);
  const times = [
    ...new Set([span.from_ms, ...begins.flatMap(({ from_ms, to_ms }) => [from_ms, to_ms]), span.to_ms]),
  ]
    .filter((at_ms) => at_ms >= span.from_ms && at_ms <= span.to_ms)
    .sort((a, b) => a - b);
  const segments: Segment[] = [];
  let next = 0;
  let standing: Candidate[] = [];
  for (let i = 0; i + 1 < times.length; i++) {
    const [from_ms, to_ms] = [times[i], times[i + 1]];
    while (next < begins.length && begins[next].from_ms <= from_ms) standing.push(begins[next++]);
    standing = standing.filter((one) => one.to_ms > from_ms);
    append(segments, { from_ms, to_ms, ...whoOf(standing) });
  }
  return segments;
}

/** The shifts of an entry that touch a span. */
export function shiftsOf(entry: Entry, span: Span): Shift[] {
  if (entry.kind === 'turns') return turnsOf(entry, span);
  if (entry.kind !== 'override') return entry.shifts.filter((one) => touches(one, span));
  const { person, from_ms, to_ms } = entry;
  return touches(entry, span) ? [{ person, from_ms, to_ms }] : [];
}

/** Parts without anybody, within the hours in which somebody has to be there. */
export function gapsOf(segments: readonly Segment[], required: readonly Span[]): Span[] {
  return segments
    .filter(({ people }) => people.length === 0)
    .flatMap((gap) =>
      required.map(({ from_ms, to_ms }) => ({
        from_ms: Math.max(gap.from_ms, from_ms),
        to_ms: Math.min(gap.to_ms, to_ms),
      })),
    )
    .filter(({ from_ms, to_ms }) => from_ms < to_ms)
    .sort((a, b) => a.from_ms - b.from_ms);
}

function candidatesOf(entry: Entry, span: Span): Candidate[] {
  const rank = rankOf(entry);
  const shifts = shiftsOf(entry, span).map((shift): Candidate => ({ ...shift, entry: entry.id, rank }));
  if (entry.kind !== 'temporary') return shifts;
  // Where a temporary schedule names nobody, nobody of a lower rank stands either.
  const { id, from_ms, to_ms } = entry;
  const within = shifts.map((one) => ({
    ...one,
    from_ms: Math.max(one.from_ms, from_ms),
    to_ms: Math.min(one.to_ms, to_ms),
  }));
  return [
    { person: null, from_ms, to_ms, entry: id, rank },
    ...within.filter((one) => one.from_ms < one.to_ms),
  ];
}

function rankOf(entry: Entry): number {
  if (entry.kind === 'temporary') return TEMPORARY_RANK;
  return entry.kind === 'override' ? OVERRIDE_RANK : entry.priority;
}

/** What is left of a shift without the leave of its person. */
function present(shift: Candidate, leave: readonly Leave[]): Candidate[] {
  const own = leave.filter((one) => one.person === shift.person && touches(one, shift));
  return own.reduce<Candidate[]>(
    (parts, away) =>
      parts.flatMap((part) =>
        touches(away, part)
          ? [
              { ...part, to_ms: Math.min(part.to_ms, away.from_ms) },
              { ...part, from_ms: Math.max(part.from_ms, away.to_ms) },
            ].filter(({ from_ms, to_ms }) => from_ms < to_ms)
          : [part],
      ),
    [shift],
  );
}

/** Who counts of those who stand at once. */
function whoOf(standing: readonly Candidate[]): Pick<Segment, 'people' | 'entries'> {
  const rank = Math.max(...standing.map((one) => one.rank));
  const top = standing.filter((one) => one.rank === rank);
  const last = Math.max(...top.map(({ entry }) => entry));
  const counted = rank >= OVERRIDE_RANK ? top.filter(({ entry }) => entry === last) : top;
  const people = counted.flatMap(({ person }) => (person === null ? [] : [person]));
  return {
    people: [...new Set(people)].sort(),
    entries: [...new Set(counted.map(({ entry }) => entry))].sort((a, b) => a - b),
  };
}

/** Puts a segment behind the others, as one with the last where the same people stand by the same entries. */
function append(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  const isSame = last && same(last.people, segment.people) && same(last.entries, segment.entries);
  if (isSame) segments[segments.length - 1] = { ...last, to_ms: segment.to_ms };
  else segments.push(segment);
}

const same = <T>(a: readonly T[], b: readonly T[]) =>
  a.length === b.length && a.every((one, i) => one === b[i]);
const touches = (a: Span, b: Span) => a.from_ms < b.to_ms && a.to_ms > b.from_ms;
