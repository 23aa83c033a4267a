import { sql } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';
import type { PictureRow, ReadRow } from './model.ts';
import type { Tables } from './tables.ts';

export type NewRead = Omit<ReadRow, 'id' | 'version' | 'repeats'>;
export type NewPicture = Omit<PictureRow, 'id' | 'read'>;

/** Reads of gates with their pictures. */
export function readsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('gates_read').selectAll();
  return {
    /** @returns the new id; undefined where the camera has sent the same read before. */
    async addRead(
      { near, why, ...row }: NewRead,
      pictures: readonly NewPicture[],
    ): Promise<number | undefined> {
      const made = await db
        .insertInto('gates_read')
        .values({ ...row, near: JSON.stringify(near), why: JSON.stringify(why) })
        .onConflict((on) => on.columns(['gate', 'camera', 'event']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (made && pictures.length > 0)
        await db
          .insertInto('gates_picture')
          .values(pictures.map((one) => ({ ...one, read: made.id, content: Buffer.from(one.content) })))
          .execute();
      return made?.id;
    },
    findRead: (id: number): Promise<ReadRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    holdRead: (id: number): Promise<ReadRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    listNew: (): Promise<ReadRow[]> => all().where('state', '=', 'new').orderBy('id').limit(500).execute(),
    /** Of trucks that were let through since an instant, whenever they stood there. */
    listOpenedSince: (from_ms: number): Promise<ReadRow[]> =>
      all()
        .where('state', '=', 'opened')
        .where(sql<boolean>`greatest(received_ms, decided_ms) >= ${from_ms}`)
        .orderBy(sql`greatest(received_ms, decided_ms)`)
        .execute(),
    listWaiting: (gate: string): Promise<ReadRow[]> =>
      all()
        .where('gate', '=', gate)
        .where('state', 'in', ['new', 'waiting'])
        .orderBy('id')
        .limit(100)
        .execute(),
    listNewest: (gate: string, limit: number): Promise<ReadRow[]> =>
      all().where('gate', '=', gate).orderBy('id', 'desc').limit(limit).execute(),
    async countWaiting(): Promise<ReadonlyMap<string, number>> {
      const rows = await db
        .selectFrom('gates_read')
        .select(['gate', ({ fn }) => fn.countAll<number>().as('n')])
        .where('state', 'in', ['new', 'waiting'])
        .groupBy('gate')
        .execute();
      return new Map(rows.map(({ gate, n }) => [gate, n]));
    },
    async saveRead({ id, near, why, ...row }: ReadRow): Promise<void> {
      const { repeats: _, ...values } = row;
      await db
        .updateTable('gates_read')
        .set({ ...values, near: JSON.stringify(near), why: JSON.stringify(why), version: row.version + 1 })
        .where('id', '=', id)
        .execute();
    },
    async addRepeats(repeats: ReadonlyMap<number, number>): Promise<void> {
      for (const [id, more] of repeats)
        await db
          .updateTable('gates_read')
          .set({ repeats: sql`repeats + ${more}` })
          .where('id', '=', id)
          .execute();
    },
    /** By gate, camera and event: what a camera repeats was taken as. */
    findByEvent: (gate: string, camera: string, event: string): Promise<ReadRow | undefined> =>
      all()
        .where('gate', '=', gate)
        .where('camera', '=', camera)
        .where('event', '=', event)
        .executeTakeFirst(),
    async picturesOf(reads: readonly number[]): Promise<Pick<PictureRow, 'id' | 'read' | 'kind'>[]> {
      if (reads.length === 0) return [];
      return db
        .selectFrom('gates_picture')
        .select(['id', 'read', 'kind'])
        .where('read', 'in', reads)
        .orderBy('id')
        .execute();
    },
    findPicture: (id: number): Promise<PictureRow | undefined> =>
      db.selectFrom('gates_picture').selectAll().where('id', '=', id).executeTakeFirst(),
    async removePicturesBefore(at_ms: number): Promise<void> {
      await db.deleteFrom('gates_picture').where('at_ms', '<', at_ms).execute();
    },
    async removeReadsBefore(at_ms: number): Promise<void> {
      await db
        .deleteFrom('gates_read')
        .where('received_ms', '<', at_ms)
        .where('state', 'in', ['opened', 'refused', 'noted'])
        .execute();
    },
  };
}
