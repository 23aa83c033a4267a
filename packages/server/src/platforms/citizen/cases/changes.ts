import type { Acting } from '../../../kit/acting.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import { ClockSet, type Clocks, nextDue } from '../../../kit/clocks/index.ts';
import type { Db } from '../../../kit/db.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { codeOf, OUR_CLOCKS } from './case-clocks.ts';
import { casesErrors } from './errors.ts';
import { type Author, actsOf, type CaseAct, type CaseRow, type NewEntry } from './model.ts';
import type { Reach } from './reach.ts';
import type { RuleFinder } from './rule-book.ts';
import type { CaseQueries, CaseStore } from './store.ts';
import { ACT_WORDS, STATE_WORDS } from './words.ts';

/** A case while it is changed: what stands here when the work ends is written in one transaction. */
export class Draft {
  readonly entries: NewEntry[] = [];

  constructor(
    public row: CaseRow,
    readonly clocks: ClockSet,
    readonly by: Author,
  ) {}

  set(part: Partial<CaseRow>): void {
    this.row = { ...this.row, ...part };
  }

  note(entry: NewEntry): void {
    this.entries.push(entry);
  }

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

/** Which case is changed, and in which version it was seen; null where that does not matter, as for a note. */
export interface Seen {
  readonly id: number;
  readonly version: number | null;
}

export interface Change {
  readonly id: number;
  readonly entries: readonly NewEntry[];
  readonly by: Author;
}

export interface ChangerDeps {
  readonly store: CaseStore;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  readonly rule: RuleFinder;
  /** Of modules beside this one: writes with the change, or with it not at all. */
  readonly within: (tx: Db, changes: readonly Change[]) => Promise<void>;
  /** The changes are in the database. */
  readonly committed: (changes: readonly Change[]) => Promise<void>;
}

type Work<T> = (drafts: readonly Draft[], queries: CaseQueries, tx: Db) => Promise<T>;

/** The one way in which a case is changed: its row held, its version compared, all rows in one transaction. */
export function createChanger({ store, clock, calendar, rule, within, committed }: ChangerDeps) {
  async function write(tx: Db, drafts: readonly Draft[], known: ReadonlyMap<number, Clocks>) {
    const queries = store.of(tx);
    const changed = drafts.filter(({ entries }) => entries.length > 0);
    for (const { row, clocks, entries, by } of changed) {
      await queries.save({ ...standing(row, clocks, calendar, by.at_ms), version: row.version + 1 });
      await queries.addEntries(row.id, by, entries);
      await queries.addClockEvents(row.id, clocks.added, known.get(row.id) ?? new Map());
    }
    const changes = changed.map(({ row, entries, by }) => ({ id: row.id, entries, by }));
    await within(tx, changes);
    return changes;
  }

  return {
    rule,
    calendar,
    now: clock.now,
    authorOf: ({ session }: Acting): Author => ({
      ...{ principal: session.principal, actor: session.account, at_ms: clock.now() },
    }),
    /** @throws AppError when one of them is unknown, out of reach, merged away or was changed meanwhile */
    async change<T>(seen: readonly Seen[], reach: Reach, by: Author, work: Work<T>): Promise<T> {
      const [result, changes] = await store.transaction(async (tx) => {
        const queries = store.of(tx);
        const rows = await queries.hold(seen.map(({ id }) => id));
        const known = await queries.clocksOf(rows.map(({ id }) => id));
        const drafts = seen.map((one) => {
          const row = checked(rows, one, reach);
          return new Draft(row, new ClockSet(known.get(row.id) ?? new Map(), calendar), by);
        });
        const done = await work(drafts, queries, tx);
        return [done, await write(tx, drafts, known)] as const;
      });
      await committed(changes);
      return result;
    },
  };
}

function checked(rows: readonly CaseRow[], { id, version }: Seen, reach: Reach): CaseRow {
  const row = rows.find((one) => one.id === id);
  if (!row) throw casesErrors.unknown({ id });
  if (!reach(row)) throw kitErrors.out_of_area();
  const { number } = row;
  if (row.merged_into !== null && version !== null)
    throw casesErrors.merged({ number, into: row.merged_into });
  if (version !== null && version !== row.version)
    throw casesErrors.changed({ number, now: row.version, seen: version });
  return row;
}

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
