import type { Publication } from '@opentocc/contract';
import { type Generated, type JSONColumnType, sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { Fact, FactRow } from './fact.ts';

interface Tables {
  statistics_fact: FactRow;
  statistics_changed: { id: Generated<number>; case: number; at_ms: number };
  statistics_publication: Omit<Publication, 'id' | 'figures'> & {
    id: Generated<number>;
    figures: JSONColumnType<Publication['figures'], string, string>;
  };
}

const PAGE = 1000;

export function createStatisticsStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    /** In the transaction of the change. */
    async changed(tx: Db, cases: readonly number[], at_ms: number): Promise<void> {
      if (cases.length === 0) return;
      await tables<Tables>(tx)
        .insertInto('statistics_changed')
        .values(cases.map((one) => ({ case: one, at_ms })))
        .execute();
    },
    /** Up to which row of the timeline of cases was read. */
    async cursor(): Promise<number> {
      const { rows } = await sql<{ last: number }>`SELECT last FROM statistics_cursor`.execute(db);
      return rows[0]?.last ?? 0;
    },
    async changedUpTo(cases: readonly number[], last: number): Promise<void> {
      await db.transaction().execute(async (tx) => {
        await sql`
          INSERT INTO statistics_changed ("case", at_ms)
          SELECT one, (extract(epoch FROM now()) * 1000)::bigint FROM unnest(${[...cases]}::int[]) one`.execute(
          tx,
        );
        await sql`
          INSERT INTO statistics_cursor (singleton, last) VALUES (true, ${last})
          ON CONFLICT (singleton) DO UPDATE SET last = greatest(statistics_cursor.last, excluded.last)`.execute(
          tx,
        );
      });
    },
    async versionsOf(cases: readonly number[]): Promise<ReadonlyMap<number, number>> {
      const { rows } = await sql<{ case: number; version: number }>`
        SELECT "case", version FROM statistics_fact WHERE "case" = ANY(${[...cases]})`.execute(db);
      return new Map(rows.map((row) => [row.case, row.version]));
    },
    listChanged: (most: number) =>
      db.selectFrom('statistics_changed').selectAll().orderBy('id').limit(most).execute(),
    async behind(): Promise<{ changes: number; since_ms: number | null }> {
      const { rows } = await sql<{ changes: number; since_ms: number | null }>`
        SELECT count(*)::int AS changes, min(at_ms) AS since_ms FROM statistics_changed`.execute(db);
      return rows[0];
    },
    /** Facts, and that the changes which led to them are worked out: both or neither. */
    async save(rows: readonly FactRow[], changes: readonly number[]): Promise<void> {
      await db.transaction().execute(async (tx) => {
        for (let from = 0; from < rows.length; from += PAGE)
          await tx
            .insertInto('statistics_fact')
            .values(rows.slice(from, from + PAGE))
            .onConflict((on) =>
              on
                .column('case')
                .doUpdateSet((eb) =>
                  Object.fromEntries(COLUMNS.map((column) => [column, eb.ref(`excluded.${column}`)])),
                ),
            )
            .execute();
        await sql`DELETE FROM statistics_changed WHERE id = ANY(${[...changes]})`.execute(tx);
      });
    },
    /** All that is counted, in pages by the number of the case. */
    listFactsAfter: (id: number, most: number): Promise<Fact[]> =>
      db
        .selectFrom('statistics_fact')
        .select(['case', ...COUNTED])
        .where('case', '>', id)
        .orderBy('case')
        .limit(most)
        .execute(),
    /** Number and title of cases, as they are now. */
    async titlesOf(
      cases: readonly number[],
    ): Promise<ReadonlyMap<number, Pick<FactRow, 'number' | 'title'>>> {
      if (cases.length === 0) return new Map();
      const rows = await db
        .selectFrom('statistics_fact')
        .select(['case', 'number', 'title'])
        .where('case', 'in', cases)
        .execute();
      return new Map(rows.map((row) => [row.case, row]));
    },
    publish: ({ figures, ...row }: Omit<Publication, 'id'>): Promise<Publication> =>
      db
        .insertInto('statistics_publication')
        .values({ ...row, figures: JSON.stringify(figures) })
        .returningAll()
        .executeTakeFirstOrThrow(),
    listPublications: (): Promise<Publication[]> =>
      db.selectFrom('statistics_publication').selectAll().orderBy('id', 'desc').execute(),
  };
}

/** What figures count. */
const COUNTED = [
  ...(['version', 'type', 'field', 'unit', 'district', 'taken_by', 'answered_by', 'received_ms'] as const),
  ...(['at_once', 'is_answered', 'dispatches', 'returns', 'reworks', 'is_left_out'] as const),
  ...(['answer_due_ms', 'answer_finished_ms', 'closing_due_ms', 'closing_finished_ms'] as const),
] as const;
const COLUMNS = [...COUNTED, 'number', 'title', 'closed_ms', 'is_open'] as const;

export type StatisticsStore = ReturnType<typeof createStatisticsStore>;
