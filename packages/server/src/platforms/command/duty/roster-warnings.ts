import type { DutyRoster } from '@opentocc/contract';
import { type RosterWarning, type Span, warningsOf } from '@opentocc/core/duty';
import { canStand, type PeopleBook } from './people-book.ts';
import { type DutyCalendar, entryOf, leaveOf, peopleOf, scheduleBy, spanOf } from './roster-model.ts';
import type { EntryRow, LeaveRow, PostRow, RosterStore } from './store.ts';

/** Warnings of one answer: whoever has more looks at the first ones first. */
const MOST_WARNINGS = 200;

/** What was read of a roster over a span. */
export interface RosterRead {
  readonly entries: readonly EntryRow[];
  readonly leave: readonly LeaveRow[];
  readonly book: PeopleBook;
  readonly span: Span;
  readonly calendar: DutyCalendar;
}

/** What to look at on a roster, with who stands at another post at the same time, and who may stand no more. */
export async function rosterWarnings(
  store: Pick<RosterStore, 'listPosts' | 'listEntries'>,
  post: PostRow,
  { entries, leave, book, span, calendar }: RosterRead,
): Promise<DutyRoster['warnings']> {
  const others = (await store.listPosts()).filter(({ id }) => id !== post.id);
  const all = await store.listEntries(
    others.map(({ id }) => id),
    span,
  );
  const elsewhere = others.flatMap(({ id }) =>
    scheduleBy(
      all.filter((one) => one.post === id),
      leave,
      span,
      calendar,
    ).flatMap(({ people, ...at }) =>
      people.map((person) => ({ person, from_ms: at.from_ms, to_ms: at.to_ms })),
    ),
  );
  const schedule = scheduleBy(entries, leave, span, calendar);
  const found: (RosterWarning | DutyRoster['warnings'][number])[] = warningsOf(
    entries.map((row) => entryOf(row, calendar)),
    leave.map(leaveOf),
    schedule,
    elsewhere,
    span,
  );
  const gone = entries.flatMap(({ id, rule }) =>
    peopleOf(rule)
      .filter((person) => !canStand(book, person, post.unit))
      .map((person) => ({
        kind: 'unknown_person' as const,
        entry: id,
        person,
        ...clipped(spanOf(rule), span),
      })),
  );
  return [...found, ...gone].slice(0, MOST_WARNINGS);
}

const clipped = (of: Span, to: Span): Span => ({
  from_ms: Math.max(of.from_ms, to.from_ms),
  to_ms: Math.min(of.to_ms, to.to_ms),
});
