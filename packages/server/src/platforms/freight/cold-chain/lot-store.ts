import type { Movement } from '@opentocc/core/freight';
import { type Db, tables } from '../../../kit/db.ts';
import type { MovementRow, NoticeRow, RecallRow, Tables } from './model.ts';
import type { Units } from './reach.ts';

/** Movements of lots, and recalls. */
export function lotsOf(of: Db) {
  const db = tables<Tables>(of);
  const recalls = () => db.selectFrom('cold_chain_recall').selectAll();
  const notices = () => db.selectFrom('cold_chain_recall_notice').selectAll();
  return {
    /** Adds movements; of one whose key is known nothing is added. @returns those that are new, with their numbers */
    async addMovements(
      rows: readonly (Movement & { readonly key: string | null; readonly by: string })[],
    ): Promise<MovementRow[]> {
      const added: MovementRow[] = [];
      for (let from = 0; from < rows.length; from += 500)
        added.push(
          ...(await db
            .insertInto('cold_chain_movement')
            .values(rows.slice(from, from + 500).map(columnsOf) as never)
            .onConflict((on) => on.column('key').doNothing())
            .returningAll()
            .execute()),
        );
      return added.sort((one, other) => one.ref - other.ref);
    },
    /** Movements after a number, in their order, in slices. */
    movementsAfter: (ref: number, most: number): Promise<MovementRow[]> =>
      db
        .selectFrom('cold_chain_movement')
        .selectAll()
        .where('ref', '>', ref)
        .orderBy('ref')
        .limit(most)
        .execute(),
    findRecall: (id: string): Promise<RecallRow | undefined> =>
      recalls().where('id', '=', id).executeTakeFirst(),
    holdRecall: (id: string): Promise<RecallRow | undefined> =>
      recalls().where('id', '=', id).forUpdate().executeTakeFirst(),
    recallOf: (lots: readonly string[]): Promise<RecallRow | undefined> =>
      recalls().where('lot', 'in', lots).where('ended_ms', 'is', null).executeTakeFirst(),
    /** A recall that reaches one of these lots and goes on. */
    recallReaching: async (lots: readonly string[]): Promise<RecallRow | undefined> => {
      const going = await recalls().where('ended_ms', 'is', null).execute();
      if (going.length === 0) return undefined;
      const reached = await notices()
        .where(
          'recall',
          'in',
          going.map(({ id }) => id),
        )
        .execute();
      const found = reached.find((notice) => notice.lots.some(({ lot }) => lots.includes(lot)));
      return going.find(({ id, lot }) => id === found?.recall || lots.includes(lot));
    },
    listRecalls: (offset: number, limit: number): Promise<RecallRow[]> =>
      recalls().orderBy('begun_ms', 'desc').orderBy('id', 'desc').offset(offset).limit(limit).execute(),
    async countRecalls(): Promise<number> {
      const { n } = await db
        .selectFrom('cold_chain_recall')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return n;
    },
    async addRecall(row: RecallRow): Promise<void> {
      await db.insertInto('cold_chain_recall').values(row).execute();
    },
    async endRecall(id: string, ended_ms: number, ended_note: string): Promise<void> {
      await db.updateTable('cold_chain_recall').set({ ended_ms, ended_note }).where('id', '=', id).execute();
    },
    async addNotices(rows: readonly Omit<NoticeRow, 'id'>[]): Promise<void> {
      for (let from = 0; from < rows.length; from += 500)
        await db
          .insertInto('cold_chain_recall_notice')
          .values(
            rows.slice(from, from + 500).map((row) => ({ ...row, lots: JSON.stringify(row.lots) })) as never,
          )
          .execute();
    },
    noticesOf: (recalls_of: readonly string[]): Promise<NoticeRow[]> =>
      recalls_of.length === 0
        ? Promise.resolve([])
        : notices().where('recall', 'in', recalls_of).orderBy('holder').execute(),
    noticesFor: (units: Units): Promise<NoticeRow[]> =>
      notices()
        .$if(units !== null, (query) => query.where('holder', 'in', units ?? []))
        .orderBy('id', 'desc')
        .limit(200)
        .execute(),
    holdNotice: (id: number): Promise<NoticeRow | undefined> =>
      notices().where('id', '=', id).forUpdate().executeTakeFirst(),
    findNotice: (id: number): Promise<NoticeRow | undefined> =>
      notices().where('id', '=', id).executeTakeFirst(),
    async answerNotice({ id, answered_ms, answered_by, secured, note }: NoticeRow): Promise<void> {
      await db
        .updateTable('cold_chain_recall_notice')
        .set({ answered_ms, answered_by, secured, note })
        .where('id', '=', id)
        .execute();
    },
  };
}

const columnsOf = (row: Movement & { readonly key: string | null; readonly by: string }) => ({
  ...{ key: row.key, by: row.by, at_ms: row.at_ms, kind: row.kind, quantity: row.quantity },
  ...{ from_lot: row.from_lot, from_holder: row.from_holder, to_lot: row.to_lot, to_holder: row.to_holder },
});
