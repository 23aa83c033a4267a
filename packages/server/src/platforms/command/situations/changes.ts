import type { ClockRule } from '@opentocc/contract';
import type { Acting } from '../../../kit/acting.ts';
import { type Area, isWithin } from '../../../kit/area.ts';
import type { WorkingCalendar } from '../../../kit/calendar/index.ts';
import type { Clock } from '../../../kit/clock.ts';
import type { Db } from '../../../kit/db.ts';
import { kitErrors } from '../../../kit/errors.ts';
import { situationsErrors } from './errors.ts';
import type { NewEntry, SituationRow } from './model.ts';
import { type ClockMoment, SituationClocks } from './situation-clocks.ts';
import type { Author, SituationQueries, SituationStore } from './store.ts';

/** A situation while it is changed: what stands here when the work ends is written in one transaction. */
export class Draft {
  readonly entries: NewEntry[] = [];

  constructor(
    public row: SituationRow,
    readonly clocks: SituationClocks,
    readonly by: Author,
  ) {}

  set(part: Partial<SituationRow>): void {
    this.row = { ...this.row, ...part };
  }

  note(entry: NewEntry): void {
    this.entries.push(entry);
  }

  get moment(): ClockMoment {
    const { received_ms, level, state } = this.row;
    return { at_ms: this.by.at_ms, by: this.by.actor, received_ms, level, state };
  }
}

/** Which situation is changed, and in which version it was seen; null where that does not matter, as for a note. */
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
  readonly store: SituationStore;
  readonly clock: Clock;
  readonly calendar: WorkingCalendar;
  /** By which clocks begin. */
  readonly rules: () => readonly ClockRule[];
  /** Of modules beside this one: writes with the change, or with it not at all. */
  readonly within: (tx: Db, changes: readonly Change[]) => Promise<void>;
  /** The changes are in the database. */
  readonly committed: (changes: readonly Change[]) => Promise<void>;
}

/** The one way in which a situation is changed: its row held, its version compared, all rows in one transaction. */
export function createChanger({ store, clock, calendar, rules, within, committed }: ChangerDeps) {
  async function write(tx: Db, drafts: readonly Draft[], known: ClocksOfAll): Promise<Change[]> {
    const queries = store.of(tx);
    const changed = drafts.filter(({ entries }) => entries.length > 0);
    for (const { row, clocks, entries, by } of changed) {
      await queries.save({ ...row, version: row.version + 1 });
      await queries.addEntries(row.id, by, entries);
      await queries.addClockEvents(row.id, clocks.added, known.get(row.id) ?? new Map());
    }
    const changes = changed.map(({ row, entries, by }) => ({ id: row.id, entries, by }));
    await within(tx, changes);
    return changes;
  }

  return {
    authorOf: ({ session }: Acting): Author => ({
      ...{ principal: session.principal, actor: session.account, at_ms: clock.now() },
    }),
    /** @throws AppError when one of them is unknown, out of the area, merged away or was changed meanwhile */
    async change<T>(
      seen: readonly Seen[],
      area: Area,
      by: Author,
      work: (drafts: readonly Draft[], queries: SituationQueries, tx: Db) => Promise<T>,
    ): Promise<T> {
      const [result, changes] = await store.transaction(async (tx) => {
        const queries = store.of(tx);
        const rows = await queries.hold(seen.map(({ id }) => id));
        const known = await queries.clocksOf(rows.map(({ id }) => id));
        const drafts = seen.map((one) => {
          const row = checked(
            rows.find(({ id }) => id === one.id),
            one,
            area,
          );
          return new Draft(row, new SituationClocks(known.get(row.id) ?? new Map(), calendar, rules()), by);
        });
        const done = await work(drafts, queries, tx);
        return [done, await write(tx, drafts, known)] as const;
      });
      await committed(changes);
      return result;
    },
  };
}

type ClocksOfAll = Awaited<ReturnType<SituationQueries['clocksOf']>>;

function checked(row: SituationRow | undefined, { id, version }: Seen, area: Area): SituationRow {
  if (!row) throw situationsErrors.unknown({ id });
  if (!isWithin(area, row.district)) throw kitErrors.out_of_area();
  if (row.merged_into !== null && version !== null)
    throw situationsErrors.merged({ id, into: row.merged_into });
  if (version !== null && version !== row.version)
    throw situationsErrors.changed({ id, now: row.version, seen: version });
  return row;
}

export type Changer = ReturnType<typeof createChanger>;
