import type { DutyRule } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { cityDay } from '../../../kit/clock.ts';
import { dutyErrors } from './errors.ts';
import { canStand, nameOf, type PeopleBook } from './people-book.ts';
import { type DutyCalendar, peopleOf, spanOf, uncomputedFrom } from './roster-model.ts';
import type { EntryRow, LeaveRow } from './store.ts';

/** Longest single shift, override or temporary schedule. Assumed (2026-11-27): a quarter. */
const MOST_DAYS = 92;

export interface RuleContext {
  readonly unit: string;
  readonly book: PeopleBook;
  /** In force at the post over the span of the rule. */
  readonly entries: readonly EntryRow[];
  readonly leave: readonly LeaveRow[];
  readonly now_ms: number;
  readonly calendar: DutyCalendar;
}

/** @throws AppError when a rule cannot be entered: what cannot be, or would surprise whoever is named in it */
export function checkRule(rule: DutyRule, context: RuleContext): void {
  const { unit, book, now_ms } = context;
  for (const { from_ms, to_ms } of spansOf(rule))
    if (!(from_ms < to_ms && to_ms - from_ms <= MOST_DAYS * DAY_MS))
      throw dutyErrors.span({ days: MOST_DAYS });
  if (spanOf(rule).to_ms <= now_ms) throw dutyErrors.past();
  for (const person of peopleOf(rule))
    if (!canStand(book, person, unit)) throw dutyErrors.person_unknown({ person: nameOf(book, person) });
  if (rule.kind === 'turns') checkTurns(rule, context);
  if (rule.kind === 'override') checkOverride(rule, context);
  if (rule.kind === 'temporary') checkTemporary(rule);
}

function spansOf(rule: DutyRule) {
  if (rule.kind === 'shifts') return rule.shifts;
  if (rule.kind === 'temporary') return [rule, ...rule.shifts];
  if (rule.kind === 'override') return [rule];
  const { start_ms, until_ms } = rule;
  return until_ms === null || until_ms > start_ms ? [] : [{ from_ms: start_ms, to_ms: until_ms }];
}

/** One that reaches into a year whose holidays are not known is entered and warned of; one that begins there is not. */
function checkTurns(rule: Extract<DutyRule, { kind: 'turns' }>, { calendar, now_ms }: RuleContext): void {
  const from_ms = Math.max(rule.start_ms, now_ms);
  const beyond_ms = uncomputedFrom([{ id: 0, rule }], calendar, { from_ms, to_ms: from_ms + 1 });
  if (beyond_ms !== undefined) throw dutyErrors.uncomputed({ year: cityDay(beyond_ms).slice(0, 4) });
}

/** Who is put in by name is there; two of the very same span would leave open which of them counts. */
function checkOverride(
  { person, from_ms, to_ms }: Extract<DutyRule, { kind: 'override' }>,
  { book, entries, leave }: RuleContext,
): void {
  const away = leave.some((one) => one.person === person && one.from_ms < to_ms && one.to_ms > from_ms);
  if (away) throw dutyErrors.on_leave({ person: nameOf(book, person) });
  const equal = entries.some(
    ({ rule }) => rule.kind === 'override' && rule.from_ms === from_ms && rule.to_ms === to_ms,
  );
  if (equal) throw dutyErrors.override_equal();
}

function checkTemporary({ from_ms, to_ms, shifts }: Extract<DutyRule, { kind: 'temporary' }>): void {
  if (shifts.some((one) => one.from_ms < from_ms || one.to_ms > to_ms)) throw dutyErrors.outside();
}
