import type { Acting } from './acting.ts';
import type { Clock } from './clock.ts';
import type { ClockSet, Clocks } from './clocks/index.ts';
import type { Db } from './db.ts';
import { kitErrors } from './errors.ts';

/** Who writes a row. */
interface Author {
  readonly principal: string;
  readonly actor: string;
  readonly at_ms: number;
}

interface Versioned {
  readonly id: number;
  readonly version: number;
}

/** Which thing is changed, and in which version it was seen; null where that does not matter, as for a note. */
export interface Seen {
  readonly id: number;
  readonly version: number | null;
}

/** What became of a thing. */
export interface ChangeOf<Entry> {
  readonly id: number;
  readonly entries: readonly Entry[];
  readonly by: Author;
}

/** A thing with a timeline and clocks while it is changed: what stands here when the work ends is written in one transaction. */
export class DraftOf<Row, Entry, Set extends ClockSet> {
  readonly entries: Entry[] = [];

  constructor(
    public row: Row,
    readonly clocks: Set,
    readonly by: Author,
  ) {}

  set(part: Partial<Row>): void {
    this.row = { ...this.row, ...part };
  }

  note(entry: Entry): void {
    this.entries.push(entry);
  }
}

interface Queries<Row, Entry> {
  /** Holds the rows until the transaction ends; always in the same order, so that no two wait for each other. */
  hold(ids: readonly number[]): Promise<readonly Row[]>;
  clocksOf(ids: readonly number[]): Promise<ReadonlyMap<number, Clocks>>;
  save(row: Row): Promise<void>;
  addEntries(id: number, by: Author, entries: readonly Entry[]): Promise<void>;
  addClockEvents(id: number, events: ClockSet['added'], known: Clocks): Promise<void>;
}

export interface ChangingDeps<Row extends Versioned, Entry, Draft, Q> {
  readonly store: {
    transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
    of(tx: Db): Q;
  };
  readonly clock: Clock;
  readonly draft: (row: Row, known: Clocks, by: Author) => Draft;
  /** The row as it is written, but for its version. */
  readonly written: (draft: Draft) => Row;
  readonly refusals: {
    readonly unknown: (id: number) => Error;
    /** Why a row cannot be changed by who saw a version of it; undefined where it can. */
    readonly fixed: (row: Row) => Error | undefined;
    readonly changed: (row: Row, seen: number) => Error;
  };
  /** Of modules beside the one that changes: writes with the change, or with it not at all. */
  readonly within: (tx: Db, changes: readonly ChangeOf<Entry>[]) => Promise<void>;
  /** The changes are in the database. */
  readonly committed: (changes: readonly ChangeOf<Entry>[]) => Promise<void>;
}

/**
 * The one way in which things with a timeline and clocks are changed: their rows held, the versions that were seen compared,
 * and row, entries, clock events and what other modules add written in one transaction.
 */
export function createChanging<
  Row extends Versioned,
  Entry,
  Draft extends DraftOf<Row, Entry, ClockSet>,
  Q extends Queries<Row, Entry>,
>({ store, clock, draft, written, refusals, within, committed }: ChangingDeps<Row, Entry, Draft, Q>) {
  function checked(rows: readonly Row[], { id, version }: Seen, reaches: (row: Row) => boolean): Row {
    const row = rows.find((one) => one.id === id);
    if (!row) throw refusals.unknown(id);
    if (!reaches(row)) throw kitErrors.out_of_area();
    const fixed = version === null ? undefined : refusals.fixed(row);
    if (fixed) throw fixed;
    if (version !== null && version !== row.version) throw refusals.changed(row, version);
    return row;
  }

  async function write(tx: Db, drafts: readonly Draft[], known: ReadonlyMap<number, Clocks>) {
    const queries = store.of(tx);
    const changed = drafts.filter(({ entries }) => entries.length > 0);
    for (const one of changed) {
      const { id, version } = one.row;
      await queries.save({ ...written(one), version: version + 1 });
      await queries.addEntries(id, one.by, one.entries);
      await queries.addClockEvents(id, one.clocks.added, known.get(id) ?? new Map());
    }
    const changes = changed.map(({ row, entries, by }) => ({ id: row.id, entries, by }));
    await within(tx, changes);
    return changes;
  }

  return {
    now: clock.now,
    authorOf: ({ session }: Acting): Author => ({
      ...{ principal: session.principal, actor: session.account, at_ms: clock.now() },
    }),
    /** @throws AppError when one of them is unknown, out of reach, fixed or was changed meanwhile */
    async change<T>(
      seen: readonly Seen[],
      reaches: (row: Row) => boolean,
      by: Author,
      work: (drafts: readonly Draft[], queries: Q, tx: Db) => Promise<T>,
    ): Promise<T> {
      const [result, changes] = await store.transaction(async (tx) => {
        const queries = store.of(tx);
        const rows = await queries.hold(seen.map(({ id }) => id));
        const known = await queries.clocksOf(rows.map(({ id }) => id));
        const drafts = seen.map((one) => {
          const row = checked(rows, one, reaches);
          return draft(row, known.get(row.id) ?? new Map(), by);
        });
        const done = await work(drafts, queries, tx);
        return [done, await write(tx, drafts, known)] as const;
      });
      await committed(changes);
      return result;
    },
  };
}
