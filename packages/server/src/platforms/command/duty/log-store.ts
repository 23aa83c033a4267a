import type { Bilingual, DutyLogEntry } from '@opentocc/contract';
import type { Generated, JSONColumnType } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

interface LogTable {
  id: Generated<number>;
  at_ms: number;
  author: string;
  unit: string | null;
  text: JSONColumnType<Bilingual, string, never>;
  corrects: number | null;
  about: JSONColumnType<NonNullable<DutyLogEntry['about']>, string, never> | null;
}

export interface LogRow extends Omit<DutyLogEntry, 'by' | 'corrected_by'> {
  readonly author: string;
}
export type NewLogRow = Omit<LogRow, 'id'>;

/** The duty log. There is no way to change or remove an entry; the database refuses it too. */
export function createLogStore(root: Db) {
  const db = tables<{ duty_log: LogTable }>(root);
  return {
    add: ({ text, about, ...row }: NewLogRow): Promise<LogRow> =>
      db
        .insertInto('duty_log')
        .values({ ...row, text: JSON.stringify(text), about: about && JSON.stringify(about) })
        .returningAll()
        .executeTakeFirstOrThrow(),
    find: (id: number): Promise<LogRow | undefined> =>
      db.selectFrom('duty_log').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Newest first. @param units whose entries may be seen; null is all, with those of the whole centre */
    list: (
      query: { from_ms: number; to_ms: number; before?: number; units: readonly string[] | null },
      most: number,
    ): Promise<LogRow[]> =>
      db
        .selectFrom('duty_log')
        .selectAll()
        .where('at_ms', '>=', query.from_ms)
        .where('at_ms', '<', query.to_ms)
        .$if(query.before !== undefined, (q) => q.where('id', '<', query.before ?? 0))
        .$if(query.units !== null, (q) => q.where('unit', 'in', [...(query.units ?? []), '']))
        .orderBy('id', 'desc')
        .limit(most)
        .execute(),
    /** The newest correction of each entry that has one. */
    async correctionsOf(ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('duty_log')
        .select(['id', 'corrects'])
        .where('corrects', 'in', ids)
        .orderBy('id')
        .execute();
      return new Map(rows.flatMap(({ id, corrects }) => (corrects === null ? [] : [[corrects, id]])));
    },
  };
}

export type LogStore = ReturnType<typeof createLogStore>;
