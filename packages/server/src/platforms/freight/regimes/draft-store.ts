import { type Db, tables } from '../../../kit/db.ts';
import type { DraftRow, DrillRow } from './model.ts';
import type { Tables } from './tables.ts';

const MOST_DRAFTS = 200;
const MOST_DRILLS = 50;

/** Drafts, of which the version that was seen is compared at every change, and drills. */
export function draftsOf(of: Db) {
  const db = tables<Tables>(of);
  const all = () => db.selectFrom('regimes_draft').selectAll();
  return {
    listDrafts: (): Promise<DraftRow[]> => all().orderBy('id', 'desc').limit(MOST_DRAFTS).execute(),
    findDraft: (id: number): Promise<DraftRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    holdDraft: (id: number): Promise<DraftRow | undefined> =>
      all().where('id', '=', id).forUpdate().executeTakeFirst(),
    async addDraft({ regime, writers, ...row }: Omit<DraftRow, 'id'>): Promise<DraftRow> {
      return db
        .insertInto('regimes_draft')
        .values({ ...row, ...jsonOf({ regime, writers }) })
        .returningAll()
        .executeTakeFirstOrThrow();
    },
    async saveDraft({ id, regime, writers, ...row }: DraftRow): Promise<void> {
      await db
        .updateTable('regimes_draft')
        .set({ ...row, ...jsonOf({ regime, writers }), version: row.version + 1 })
        .where('id', '=', id)
        .execute();
    },
    addDrill: ({ regime, preview, ...row }: Omit<DrillRow, 'id'>): Promise<DrillRow> =>
      db
        .insertInto('regimes_drill')
        .values({ ...row, regime: JSON.stringify(regime), preview: JSON.stringify(preview) })
        .returningAll()
        .executeTakeFirstOrThrow(),
    listDrills: (): Promise<DrillRow[]> =>
      db.selectFrom('regimes_drill').selectAll().orderBy('id', 'desc').limit(MOST_DRILLS).execute(),
  };
}

const jsonOf = ({ regime, writers }: Pick<DraftRow, 'regime' | 'writers'>) => ({
  regime: JSON.stringify(regime),
  writers: JSON.stringify(writers),
});
