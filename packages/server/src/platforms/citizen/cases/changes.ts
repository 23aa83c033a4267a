import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import { type ChangeOf, type ChangingDeps, createChanging, DraftOf } from '../../../kit/changing.ts';
import type { Clock } from '../../../kit/clock.ts';
import { ClockSet, nextDue } from '../../../kit/clocks/index.ts';
import { codeOf, OUR_CLOCKS } from './case-clocks.ts';
import { casesErrors } from './errors.ts';
import { actsOf, type CaseAct, type CaseRow, type NewEntry } from './model.ts';
import type { RuleFinder } from './rule-book.ts';
import type { CaseQueries, CaseStore } from './store.ts';
import { ACT_WORDS, STATE_WORDS } from './words.ts';

/** A case while it is changed. */
export class Draft extends DraftOf<CaseRow, NewEntry, ClockSet> {
  /** Its clock of the round in which it is: "answer", "answer:2". */
  code(name: (typeof OUR_CLOCKS)[number]): string {
    return codeOf(name, this.row.round);
  }

  /** @throws AppError where a case in this state cannot be treated so */
  requires(act: CaseAct): void {
    const { state } = this.row;
    if (!actsOf(this.row).includes(act))
      throw casesErrors.no_such_act({ state: STATE_WORDS[state], act: ACT_WORDS[act] });
  }
}

export type Change = ChangeOf<NewEntry>;

export interface ChangerDeps
  extends Pick<ChangingDeps<CaseRow, NewEntry, Draft, CaseQueries>, 'within' | 'committed'> {
  readonly store: CaseStore;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  readonly rule: RuleFinder;
}

/** The one way in which a case is changed. */
export const createChanger = ({ calendar, rule, ...deps }: ChangerDeps) => ({
  ...{ rule, calendar },
  ...createChanging<CaseRow, NewEntry, Draft, CaseQueries>({
    ...deps,
    draft: (row, known, by) => new Draft(row, new ClockSet(known, calendar), by),
    written: ({ row, clocks, by }) => standing(row, clocks, calendar, by.at_ms),
    refusals: {
      unknown: (id) => casesErrors.unknown({ id }),
      fixed: ({ number, merged_into: into }) =>
        into === null ? undefined : casesErrors.merged({ number, into }),
      changed: ({ number, version }, seen) => casesErrors.changed({ number, now: version, seen }),
    },
  }),
});

/** The row with what is due next; a card falls away with what it was given for. */
export function standing<R extends Omit<CaseRow, 'id' | 'version'>>(
  row: R,
  clocks: ClockSet,
  calendar: WorkingCalendar,
  now_ms: number,
): R {
  const next = nextDue(clocks.all, calendar, now_ms);
  const isSoon = next.soon_ms !== null && now_ms >= next.soon_ms;
  const isOver = next.due_ms !== null && now_ms > next.due_ms;
  const card = row.card === 'red' && !isOver ? (isSoon ? 'yellow' : 'none') : row.card;
  return { ...row, ...next, card: card === 'yellow' && !isSoon && !isOver ? 'none' : card };
}

/** Starts the clocks of a round. */
export function startRound(draft: Draft, rule: RuleFinder, from_ms: number, why: string): void {
  for (const name of OUR_CLOCKS)
    draft.clocks.start(draft.code(name), from_ms, rule(name, draft.row, from_ms), why);
}

export type Changer = ReturnType<typeof createChanger>;
