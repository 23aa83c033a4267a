import { type Db, tables } from '../../kit/db.ts';

interface Tables {
  obligations_note: { principal: string; key: string; at_ms: number };
}

/** Which obligations each person has marked as known to them. */
export function createNoteStore(root: Db) {
  const db = tables<Tables>(root);
  return {
    /** When each was marked, by key. */
    async listOf(principal: string): Promise<ReadonlyMap<string, number>> {
      const rows = await db
        .selectFrom('obligations_note')
        .select(['key', 'at_ms'])
        .where('principal', '=', principal)
        .execute();
      return new Map(rows.map(({ key, at_ms }) => [key, at_ms]));
    },
    /** A mark that is there already stays as it is. */
    async add(principal: string, key: string, at_ms: number): Promise<void> {
      await db
        .insertInto('obligations_note')
        .values({ principal, key, at_ms })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async remove(principal: string, key: string): Promise<void> {
      await db
        .deleteFrom('obligations_note')
        .where('principal', '=', principal)
        .where('key', '=', key)
        .execute();
    },
    async forget(before_ms: number): Promise<void> {
      await db.deleteFrom('obligations_note').where('at_ms', '<', before_ms).execute();
    },
  };
}

export type NoteStore = ReturnType<typeof createNoteStore>;
