import type { CaseCategory } from '@opentocc/contract';
import { type Db, tables } from '../../../kit/db.ts';
import type { Tables } from './tables.ts';

/** A code is used already: nothing of the change stays. */
class CodeTaken extends Error {}

/** Categories, former ones too. */
export function createCategoryStore(root: Db) {
  const rowOf = ({ name, source, ...rest }: CaseCategory) => ({
    ...{ ...rest, name: JSON.stringify(name), source: JSON.stringify(source) },
  });
  const insert = (db: Db, all: readonly CaseCategory[]) =>
    tables<Tables>(db)
      .insertInto('cases_category')
      .values(all.map(rowOf))
      .onConflict((on) => on.doNothing());
  async function changed(tx: Db, made: readonly CaseCategory[], replaced: readonly string[], day: string) {
    const { numInsertedOrUpdatedRows } = await insert(tx, made).executeTakeFirstOrThrow();
    if (Number(numInsertedOrUpdatedRows) !== made.length) throw new CodeTaken();
    if (replaced.length > 0)
      await tables<Tables>(tx)
        .updateTable('cases_category')
        .set({ valid_to: day, successors: made.map(({ code }) => code) })
        .where('code', 'in', replaced)
        .execute();
  }
  return {
    list: (): Promise<CaseCategory[]> =>
      tables<Tables>(root)
        .selectFrom('cases_category')
        .selectAll()
        .orderBy('field')
        .orderBy('code')
        .execute(),
    /** Where there is none at all. */
    async addFirst(all: readonly CaseCategory[]): Promise<void> {
      const known = await tables<Tables>(root).selectFrom('cases_category').select('code').limit(1).execute();
      if (known.length === 0) await insert(root, all).execute();
    },
    /** New ones, in place of others from a day on. @returns false where a code is used already: nothing is changed then */
    async change(made: readonly CaseCategory[], replaced: readonly string[], day: string): Promise<boolean> {
      try {
        await root.transaction().execute((tx) => changed(tx, made, replaced, day));
        return true;
      } catch (error) {
        if (error instanceof CodeTaken) return false;
        throw error;
      }
    },
  };
}
export type CategoryStore = ReturnType<typeof createCategoryStore>;
