import type { CaseCategory } from '@opentocc/contract';
import { type Db, tables } from '../../../kit/db.ts';
import type { Tables } from './tables.ts';

/** Why nothing of a change stays: a code is used already, or something else took the place of what it replaces. */
type ChangeRefused = 'code_taken' | 'replaced_before';

class Refused extends Error {
  constructor(readonly why: ChangeRefused) {
    super(why);
  }
}

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
    if (Number(numInsertedOrUpdatedRows) !== made.length) throw new Refused('code_taken');
    if (replaced.length === 0) return;
    const { numUpdatedRows } = await tables<Tables>(tx)
      .updateTable('cases_category')
      .set({ valid_to: day, successors: made.map(({ code }) => code) })
      .where('code', 'in', replaced)
      .where('valid_to', 'is', null)
      .executeTakeFirstOrThrow();
    if (Number(numUpdatedRows) !== new Set(replaced).size) throw new Refused('replaced_before');
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
    /** New ones, in place of others from a day on. @returns why nothing is changed; null where it is */
    async change(
      made: readonly CaseCategory[],
      replaced: readonly string[],
      day: string,
    ): Promise<ChangeRefused | null> {
      try {
        await root.transaction().execute((tx) => changed(tx, made, replaced, day));
        return null;
      } catch (error) {
        if (error instanceof Refused) return error.why;
        throw error;
      }
    },
  };
}
export type CategoryStore = ReturnType<typeof createCategoryStore>;
