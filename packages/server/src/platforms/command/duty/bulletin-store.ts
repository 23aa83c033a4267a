import type { Bilingual, BulletinFigure, DutyBulletin } from '@opentocc/contract';
import type { Generated, JSONColumnType } from 'kysely';
import { type Db, tables } from '../../../kit/db.ts';

interface BulletinTable
  extends Omit<DutyBulletin, 'id' | 'title' | 'text' | 'figures' | 'version' | 'recipients' | 'reason'> {
  id: Generated<number>;
  key: string;
  title: JSONColumnType<Bilingual, string, never>;
  text: JSONColumnType<Bilingual, string, string>;
  figures: JSONColumnType<BulletinFigure[], string, never>;
  version: Generated<number>;
  recipients: Generated<number>;
  reason: Generated<string>;
}

export type BulletinRow = DutyBulletin & { readonly key: string };
export type NewBulletinRow = Pick<
  BulletinRow,
  'key' | 'period' | 'title' | 'from_ms' | 'to_ms' | 'text' | 'figures' | 'made_ms' | 'edited_by'
>;
export type BulletinChange = Partial<
  Pick<
    BulletinRow,
    'text' | 'state' | 'edited_by' | 'approved_by' | 'approved_ms' | 'sent_ms' | 'recipients' | 'reason'
  >
>;

export function createBulletinStore(root: Db) {
  const db = tables<{ duty_bulletin: BulletinTable }>(root);
  return {
    /** @returns undefined when it is there already */
    add: ({ title, text, figures, ...row }: NewBulletinRow): Promise<BulletinRow | undefined> =>
      db
        .insertInto('duty_bulletin')
        .values({
          ...{ ...row, state: 'draft', approved_by: null, approved_ms: null, sent_ms: null },
          ...{ title: JSON.stringify(title), text: JSON.stringify(text), figures: JSON.stringify(figures) },
        })
        .onConflict((on) => on.column('key').doNothing())
        .returningAll()
        .executeTakeFirst(),
    has: async (key: string): Promise<boolean> =>
      (await db.selectFrom('duty_bulletin').select('id').where('key', '=', key).executeTakeFirst()) !==
      undefined,
    find: (id: number): Promise<BulletinRow | undefined> =>
      db.selectFrom('duty_bulletin').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Newest first. */
    list: (most: number): Promise<BulletinRow[]> =>
      db.selectFrom('duty_bulletin').selectAll().orderBy('id', 'desc').limit(most).execute(),
    /** @returns undefined when it is of another version by now: of two at once one is refused */
    change: (
      id: number,
      version: number,
      { text, ...to }: BulletinChange,
    ): Promise<BulletinRow | undefined> =>
      db
        .updateTable('duty_bulletin')
        .set({ ...to, version: version + 1, ...(text && { text: JSON.stringify(text) }) })
        .where('id', '=', id)
        .where('version', '=', version)
        .returningAll()
        .executeTakeFirst(),
  };
}
