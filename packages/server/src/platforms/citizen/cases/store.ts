import { sql } from 'kysely';
import type { ClockEvent, Clocks } from '../../../kit/clocks/index.ts';
import { type Db, tables } from '../../../kit/db.ts';
import { type IndexedCase, SEARCHED } from './case-index.ts';
import type { Author, CaseRow, NewEntry } from './model.ts';
import { partsOf } from './part-store.ts';
import type { Tables } from './tables.ts';

export interface EntryRow extends Author {
  readonly id: number;
  readonly case: number;
  readonly kind: NewEntry['kind'];
  readonly text: { readonly zh: string; readonly en: string };
  readonly detail: Record<string, unknown>;
}

/** Cases, their timeline and clocks. Whoever changes a case holds its row first. */
export function createCaseStore(root: Db) {
  return {
    transaction: <T>(work: (tx: Db) => Promise<T>): Promise<T> => root.transaction().execute(work),
    of: (tx: Db) => queriesOf(tx),
    ...queriesOf(root),
  };
}

/** What is asked and written, in a transaction or outside one. */
function queriesOf(of: Db) {
  return { ...rowsOf(of), ...timelineOf(of), ...partsOf(of) };
}

function rowsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('cases_case').selectAll();
  return {
    find: (id: number): Promise<CaseRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    findByNumber: (number: string): Promise<CaseRow | undefined> =>
      all().where('number', '=', number).executeTakeFirst(),
    findByKey: (channel: CaseRow['channel'], key: string): Promise<CaseRow | undefined> =>
      all().where('channel', '=', channel).where('key', '=', key).executeTakeFirst(),
    findByOutside: (system: string, number: string): Promise<CaseRow | undefined> =>
      all()
        .where(sql<boolean>`outside ->> 'system' = ${system} AND outside ->> 'number' = ${number}`)
        .executeTakeFirst(),
    async listByIds(ids: readonly number[]): Promise<CaseRow[]> {
      return ids.length === 0 ? [] : all().where('id', 'in', ids).execute();
    },
    /** What lists and searches ask of all cases, the oldest first, in pages; texts as far as they are searched. */
    listIndexedAfter: (id: number, most: number): Promise<(IndexedCase & { readonly text: string })[]> =>
      db
        .selectFrom('cases_case')
        .select(INDEXED)
        .select([
          sql<string>`left(text, ${SEARCHED})`.as('text'),
          sql<string>`coalesce(meant ->> 'name', '')`.as('meant'),
        ])
        .where('id', '>', id)
        .orderBy('id')
        .limit(most)
        .execute(),
    /** Closed before an instant and neither archived nor opened again. */
    listClosedBefore: (at_ms: number, most: number): Promise<CaseRow[]> =>
      all()
        .where('state', '=', 'closed')
        .where('closed_ms', '<', at_ms)
        .orderBy('closed_ms')
        .limit(most)
        .execute(),
    /** Closed within [from_ms, to_ms), whatever became of them since. */
    listClosedBetween: (from_ms: number, to_ms: number): Promise<CaseRow[]> =>
      all().where('closed_ms', '>=', from_ms).where('closed_ms', '<', to_ms).orderBy('id').execute(),
    /** As lists show them, without the texts. */
    async listShown(ids: readonly number[]): Promise<ShownRow[]> {
      if (ids.length === 0) return [];
      return db
        .selectFrom('cases_case as c')
        .leftJoin('cases_asker as a', 'a.case', 'c.id')
        .select(SHOWN)
        .select(['a.name as asker_name', 'a.phone as asker_phone', 'a.email as asker_email'])
        .select(sql<string>`coalesce(c.meant ->> 'name', '')`.as('meant'))
        .where('c.id', 'in', ids)
        .execute();
    },
    /** Of those that were received within [from_ms, to_ms) and dispatched: how many, and how many once and for all. */
    async countDispatchedOnce(from_ms: number, to_ms: number): Promise<{ right: number; of: number }> {
      const { rows } = await sql<{ right: number; of: number }>`
        SELECT count(*) FILTER (WHERE dispatches = 1 AND returns = 0) AS right, count(*) AS of FROM cases_case
        WHERE dispatches > 0 AND received_ms >= ${from_ms} AND received_ms < ${to_ms}`.execute(of);
      return rows[0];
    },
    async mergedInto(id: number): Promise<number[]> {
      const rows = await db.selectFrom('cases_case').select('id').where('merged_into', '=', id).execute();
      return rows.map((row) => row.id).sort((a, b) => a - b);
    },
    /** Holds the rows until the transaction ends; always in the same order, so that no two wait for each other. */
    hold: (ids: readonly number[]): Promise<CaseRow[]> =>
      all().where('id', 'in', ids).orderBy('id').forUpdate().execute(),
    async add({ meant, outside, ...row }: Omit<CaseRow, 'id' | 'version'>): Promise<CaseRow> {
      return db
        .insertInto('cases_case')
        .values({ ...row, version: 1, meant: json(meant), outside: json(outside) })
        .returningAll()
        .executeTakeFirstOrThrow();
    },
    async save({ id, meant, outside, ...row }: CaseRow): Promise<void> {
      await db
        .updateTable('cases_case')
        .set({ ...row, meant: json(meant), outside: json(outside) })
        .where('id', '=', id)
        .execute();
    },
    /** The next number of a day, from 1: whoever takes one waits for who took the last. */
    async nextNumber(day: string): Promise<number> {
      const { last } = await db
        .insertInto('cases_number')
        .values({ day, last: 1 })
        .onConflict((on) => on.column('day').doUpdateSet({ last: sql`cases_number.last + 1` }))
        .returning('last')
        .executeTakeFirstOrThrow();
      return last;
    },
  };
}

const INDEXED = [
  ...([
    'id',
    'version',
    'number',
    'title',
    'place',
    'state',
    'type',
    'field',
    'category',
    'channel',
  ] as const),
  ...(['unit', 'district', 'card', 'supervision', 'requests', 'received_ms', 'closed_ms', 'due_ms'] as const),
  'merged_into',
] as const;

const SHOWN = [
  ...([
    'id',
    'version',
    'number',
    'state',
    'type',
    'field',
    'category',
    'channel',
    'title',
    'place',
  ] as const),
  ...(['lon', 'lat', 'district', 'secret', 'answer_by', 'received_ms', 'unit', 'dispatched_ms'] as const),
  ...(['accepted_ms', 'answered_ms', 'closed_ms', 'at_once', 'supervision', 'card', 'round'] as const),
  ...(['dispatches', 'reworks', 'returns', 'requests', 'referred_to', 'merged_into', 'cluster'] as const),
  ...(['clock', 'due_ms', 'soon_ms'] as const),
] as const;

/** A case as lists show it, and what they show of who asks. */
export type ShownRow = Pick<CaseRow, (typeof SHOWN)[number]> & {
  readonly meant: string;
  readonly asker_name: string | null;
  readonly asker_phone: string | null;
  readonly asker_email: string | null;
};

const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

function timelineOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    async addEntries(id: number, by: Author, entries: readonly NewEntry[]): Promise<void> {
      if (entries.length === 0) return;
      const rows = entries.map(({ kind, zh, en, detail = {} }) => ({
        ...{ case: id, ...by, kind, text: JSON.stringify({ zh, en }), detail: JSON.stringify(detail) },
      }));
      await db.insertInto('cases_entry').values(rows).execute();
    },
    listEntries: (id: number): Promise<EntryRow[]> =>
      db.selectFrom('cases_entry').selectAll().where('case', '=', id).orderBy('id').execute(),
    /** Rows of all cases after one, the oldest first: for who must miss none. */
    entriesAfter: (id: number, most: number): Promise<EntryRow[]> =>
      db.selectFrom('cases_entry').selectAll().where('id', '>', id).orderBy('id').limit(most).execute(),
    /** Whether a note or remark of this key stands on the timeline already. */
    async hasKey(id: number, key: string): Promise<boolean> {
      const found = await db
        .selectFrom('cases_entry')
        .select('id')
        .where('case', '=', id)
        .where(sql<boolean>`detail ->> 'key' = ${key}`)
        .executeTakeFirst();
      return found !== undefined;
    },
    async clocksOf(ids: readonly number[]): Promise<ReadonlyMap<number, Clocks>> {
      const found = new Map<number, Map<string, ClockEvent[]>>(ids.map((id) => [id, new Map()]));
      if (ids.length === 0) return found;
      const rows = await db
        .selectFrom('cases_clock_event')
        .selectAll()
        .where('case', 'in', ids)
        .orderBy('case')
        .orderBy('clock')
        .orderBy('seq')
        .execute();
      for (const { case: id, clock, event } of rows) {
        const clocks = found.get(id);
        clocks?.set(clock, [...(clocks.get(clock) ?? []), event]);
      }
      return found;
    },
    async addClockEvents(
      id: number,
      events: readonly { readonly code: string; readonly event: ClockEvent }[],
      known: Clocks,
    ): Promise<void> {
      const next = new Map([...known].map(([code, all]) => [code, all.length]));
      const rows = events.map(({ code, event }) => {
        const seq = next.get(code) ?? 0;
        next.set(code, seq + 1);
        return { case: id, clock: code, seq, event: JSON.stringify(event) };
      });
      if (rows.length > 0) await db.insertInto('cases_clock_event').values(rows).execute();
    },
  };
}

export type CaseStore = ReturnType<typeof createCaseStore>;
export type CaseQueries = ReturnType<typeof queriesOf>;

/** Two writers of one key: the second one reads what the first wrote. */
export const lockKey = (tx: Db, key: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`cases:${key}`}, 0))`.execute(tx);
