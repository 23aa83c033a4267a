import type { Bilingual, DutyLeave, DutyPost, DutyRule, DutySwap } from '@opentocc/contract';
import type { Span } from '@opentocc/core/duty';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

interface Tables {
  duty_post: {
    id: Generated<number>;
    unit: string;
    name: JSONColumnType<Bilingual, string, string>;
    rank: number;
    hours: JSONColumnType<NonNullable<DutyPost['hours']>, string, string> | null;
    fallback: string | null;
    version: Generated<number>;
    retired_ms: number | null;
  };
  duty_entry: {
    id: Generated<number>;
    post: number;
    name: string;
    rule: JSONColumnType<DutyRule, string, never>;
    from_ms: number;
    to_ms: number;
    author: string;
    made_ms: number;
    removed_by: string | null;
    removed_ms: number | null;
  };
  duty_leave: {
    id: Generated<number>;
    person: string;
    unit: string;
    from_ms: number;
    to_ms: number;
    kind: DutyLeave['kind'];
    author: string;
    withdrawn_ms: number | null;
  };
  duty_swap: Omit<DutySwap, 'id'> & { id: Generated<number> };
  duty_feed: { principal: string; token_hash: string; made_ms: number };
}

export type PostRow = Selectable<Tables['duty_post']>;
export type EntryRow = Selectable<Tables['duty_entry']>;
export type LeaveRow = Selectable<Tables['duty_leave']>;
export type SwapRow = Selectable<Tables['duty_swap']>;
export type PostFields = Pick<PostRow, 'name' | 'rank' | 'hours' | 'fallback'>;
export type NewEntryRow = Pick<
  EntryRow,
  'post' | 'name' | 'rule' | 'from_ms' | 'to_ms' | 'author' | 'made_ms'
>;

const columnsOf = ({ name, hours, ...rest }: PostFields) => ({
  ...{ ...rest, name: JSON.stringify(name), hours: hours && JSON.stringify(hours) },
});

/** Posts and what is entered on their rosters, leave, swaps and feeds. */
export function createRosterStore(root: Db) {
  const db = tables<Tables>(root);
  return { ...postsIn(db), ...entriesIn(db), ...leaveIn(db), ...swapsIn(db), ...feedsIn(db) };
}

export type RosterStore = ReturnType<typeof createRosterStore>;
type TablesDb = ReturnType<typeof tables<Tables>>;

function postsIn(db: TablesDb) {
  const inService = () => db.selectFrom('duty_post').selectAll().where('retired_ms', 'is', null);
  return {
    addPost: (unit: string, fields: PostFields): Promise<PostRow> =>
      db
        .insertInto('duty_post')
        .values({ unit, ...columnsOf(fields) })
        .returningAll()
        .executeTakeFirstOrThrow(),
    listPosts: (): Promise<PostRow[]> => inService().orderBy('rank').orderBy('id').execute(),
    findPost: (id: number): Promise<PostRow | undefined> =>
      inService().where('id', '=', id).executeTakeFirst(),
    /** Also one that is retired. */
    findAnyPost: (id: number): Promise<PostRow | undefined> =>
      db.selectFrom('duty_post').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Counts the version up. @returns undefined when it is another one by now: of two at once one is refused */
    touchPost: (id: number, version: number): Promise<PostRow | undefined> =>
      db
        .updateTable('duty_post')
        .set({ version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('retired_ms', 'is', null)
        .returningAll()
        .executeTakeFirst(),
    /** Lets what follows in the transaction be the only change of this post. */
    lockPost: (id: number): Promise<PostRow | undefined> =>
      inService().where('id', '=', id).forUpdate().executeTakeFirst(),
    changePost: (id: number, change: PostFields): Promise<PostRow> =>
      db
        .updateTable('duty_post')
        .set(columnsOf(change))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow(),
    async retirePost(id: number, at_ms: number): Promise<void> {
      await db.updateTable('duty_post').set({ retired_ms: at_ms }).where('id', '=', id).execute();
    },
  };
}

function entriesIn(db: TablesDb) {
  return {
    addEntry: ({ rule, ...row }: NewEntryRow): Promise<EntryRow> =>
      db
        .insertInto('duty_entry')
        .values({ ...row, rule: JSON.stringify(rule) })
        .returningAll()
        .executeTakeFirstOrThrow(),
    /** In force, of some posts over a span, in the order in which they were entered. */
    listEntries: async (posts: readonly number[], { from_ms, to_ms }: Span): Promise<EntryRow[]> =>
      posts.length === 0
        ? []
        : db
            .selectFrom('duty_entry')
            .selectAll()
            .where('post', 'in', posts)
            .where('removed_ms', 'is', null)
            .where('from_ms', '<', to_ms)
            .where('to_ms', '>', from_ms)
            .orderBy('id')
            .execute(),
    /** @returns how many were in force */
    async removeEntries(post: number, ids: readonly number[], by: string, at_ms: number): Promise<number> {
      if (ids.length === 0) return 0;
      const { numUpdatedRows } = await db
        .updateTable('duty_entry')
        .set({ removed_by: by, removed_ms: at_ms })
        .where('post', '=', post)
        .where('id', 'in', ids)
        .where('removed_ms', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}

function leaveIn(db: TablesDb) {
  return {
    addLeave: (row: Omit<LeaveRow, 'id' | 'withdrawn_ms'>): Promise<LeaveRow> =>
      db.insertInto('duty_leave').values(row).returningAll().executeTakeFirstOrThrow(),
    listLeave: ({ from_ms, to_ms }: Span): Promise<LeaveRow[]> =>
      db
        .selectFrom('duty_leave')
        .selectAll()
        .where('withdrawn_ms', 'is', null)
        .where('from_ms', '<', to_ms)
        .where('to_ms', '>', from_ms)
        .orderBy('from_ms')
        .execute(),
    findLeave: (id: number): Promise<LeaveRow | undefined> =>
      db
        .selectFrom('duty_leave')
        .selectAll()
        .where('id', '=', id)
        .where('withdrawn_ms', 'is', null)
        .executeTakeFirst(),
    async withdrawLeave(id: number, at_ms: number): Promise<void> {
      await db.updateTable('duty_leave').set({ withdrawn_ms: at_ms }).where('id', '=', id).execute();
    },
  };
}

function swapsIn(db: TablesDb) {
  return {
    addSwap: (row: Omit<SwapRow, 'id'>): Promise<SwapRow> =>
      db.insertInto('duty_swap').values(row).returningAll().executeTakeFirstOrThrow(),
    findSwap: (id: number): Promise<SwapRow | undefined> =>
      db.selectFrom('duty_swap').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Newest first. */
    listSwaps: (most: number): Promise<SwapRow[]> =>
      db.selectFrom('duty_swap').selectAll().orderBy('id', 'desc').limit(most).execute(),
    /** @returns undefined when it is open no more: of two who take it at once one is refused */
    decideSwap: (
      id: number,
      to: Partial<Pick<SwapRow, 'state' | 'taker' | 'decided_ms' | 'from_ms' | 'to_ms'>>,
    ): Promise<SwapRow | undefined> =>
      db
        .updateTable('duty_swap')
        .set(to)
        .where('id', '=', id)
        .where('state', '=', 'open')
        .returningAll()
        .executeTakeFirst(),
    /** Open ones whose time has come; those that were. */
    endSwaps: (now_ms: number): Promise<SwapRow[]> =>
      db
        .updateTable('duty_swap')
        .set({ state: 'past_due', decided_ms: now_ms })
        .where('state', '=', 'open')
        .where('from_ms', '<=', now_ms)
        .returningAll()
        .execute(),
  };
}

function feedsIn(db: TablesDb) {
  return {
    async setFeed(principal: string, token_hash: string, made_ms: number): Promise<void> {
      await db
        .insertInto('duty_feed')
        .values({ principal, token_hash, made_ms })
        .onConflict((on) => on.column('principal').doUpdateSet({ token_hash, made_ms }))
        .execute();
    },
    findFeed: (token_hash: string): Promise<{ principal: string } | undefined> =>
      db.selectFrom('duty_feed').select('principal').where('token_hash', '=', token_hash).executeTakeFirst(),
    async removeFeed(principal: string): Promise<void> {
      await db.deleteFrom('duty_feed').where('principal', '=', principal).execute();
    },
  };
}
