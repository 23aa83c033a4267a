import type { Bilingual, HandoverAct, HandoverLine } from '@opentocc/contract';
import type { Generated, JSONColumnType } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

interface HandoverTable {
  id: Generated<number>;
  post: number;
  outgoing: string;
  incoming: string;
  state: 'open' | 'closed' | 'cancelled';
  begun_ms: number;
  ended_ms: number | null;
}

interface LineTable extends Omit<HandoverLine, 'id' | 'title' | 'detail' | 'note'> {
  id: Generated<number>;
  handover: number;
  key: string;
  title: JSONColumnType<Bilingual, string, never>;
  detail: JSONColumnType<Bilingual, string, never>;
  note: Generated<string>;
}

interface ActTable {
  id: Generated<number>;
  handover: number;
  line: number | null;
  at_ms: number;
  author: string;
  act: HandoverAct['act'];
  reason: HandoverAct['reason'];
  text: string;
}

export type HandoverRow = Omit<HandoverTable, 'id'> & { readonly id: number };
export type LineRow = HandoverLine & { readonly handover: number; readonly key: string };
export type NewLineRow = Pick<
  LineRow,
  'handover' | 'key' | 'kind' | 'title' | 'detail' | 'since_ms' | 'due_ms' | 'opens' | 'late'
>;
export type NewActRow = Omit<ActTable, 'id'>;

/** Handovers, their lines, and what was done in them: acts are only added. */
export function createHandoverStore(root: Db) {
  const db = tables<{
    duty_handover: HandoverTable;
    duty_handover_line: LineTable;
    duty_handover_act: ActTable;
  }>(root);
  return {
    /** @returns undefined when the post is being handed over already */
    begin: (
      row: Pick<HandoverRow, 'post' | 'outgoing' | 'incoming' | 'begun_ms'>,
    ): Promise<HandoverRow | undefined> =>
      db
        .insertInto('duty_handover')
        .values({ ...row, state: 'open', ended_ms: null })
        .onConflict((on) => on.doNothing())
        .returningAll()
        .executeTakeFirst(),
    find: (id: number): Promise<HandoverRow | undefined> =>
      db.selectFrom('duty_handover').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Lets what follows in the transaction be the only change of this handover. */
    lock: (id: number): Promise<HandoverRow | undefined> =>
      db.selectFrom('duty_handover').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    /** Newest first. */
    list: (posts: readonly number[], most: number): Promise<HandoverRow[]> =>
      db
        .selectFrom('duty_handover')
        .selectAll()
        .where('post', 'in', [...posts, 0])
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    listOpen: (): Promise<HandoverRow[]> =>
      db.selectFrom('duty_handover').selectAll().where('state', '=', 'open').orderBy('id').execute(),
    /** The last one of each post. */
    async lastOf(posts: readonly number[]): Promise<ReadonlyMap<number, HandoverRow>> {
      const rows = await db
        .selectFrom('duty_handover')
        .selectAll()
        .distinctOn('post')
        .where('post', 'in', [...posts, 0])
        .where('state', '!=', 'cancelled')
        .orderBy('post')
        .orderBy('id', 'desc')
        .execute();
      return new Map(rows.map((row) => [row.post, row]));
    },
    async end(id: number, state: 'closed' | 'cancelled', ended_ms: number): Promise<void> {
      await db.updateTable('duty_handover').set({ state, ended_ms }).where('id', '=', id).execute();
    },
    addLine: ({ title, detail, ...row }: NewLineRow): Promise<LineRow> =>
      db
        .insertInto('duty_handover_line')
        .values({
          ...{ ...row, title: JSON.stringify(title), detail: JSON.stringify(detail) },
          ...{ state: 'waiting', reason: null, decided_ms: null },
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    listLines: (handover: number): Promise<LineRow[]> =>
      db
        .selectFrom('duty_handover_line')
        .selectAll()
        .where('handover', '=', handover)
        .orderBy('id')
        .execute(),
    async setLines(
      ids: readonly number[],
      to: Pick<LineRow, 'state' | 'reason' | 'decided_ms'> & { readonly note?: string },
    ): Promise<void> {
      await db.updateTable('duty_handover_line').set(to).where('id', 'in', ids).execute();
    },
    /** Lines of several handovers by state. */
    async countLines(handovers: readonly number[]): Promise<ReadonlyMap<number, Record<string, number>>> {
      const rows = await db
        .selectFrom('duty_handover_line')
        .select(({ fn }) => ['handover', 'state', fn.countAll<number>().as('lines')])
        .where('handover', 'in', [...handovers, 0])
        .groupBy(['handover', 'state'])
        .execute();
      const found = new Map<number, Record<string, number>>(handovers.map((id) => [id, {}]));
      for (const { handover, state, lines } of rows)
        found.set(handover, { ...found.get(handover), [state]: Number(lines) });
      return found;
    },
    async addActs(rows: readonly NewActRow[]): Promise<void> {
      if (rows.length > 0) await db.insertInto('duty_handover_act').values(rows).execute();
    },
    listActs: (handover: number): Promise<(NewActRow & { id: number })[]> =>
      db.selectFrom('duty_handover_act').selectAll().where('handover', '=', handover).orderBy('id').execute(),
  };
}

export type HandoverStore = ReturnType<typeof createHandoverStore>;
