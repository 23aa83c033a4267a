import { type Generated, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';

interface ViewTable {
  id: Generated<number>;
  principal: string;
  /** Name of the account. */
  owner: string;
  name: string;
  address: string;
  unit: string | null;
  saved_ms: number;
}
export type ViewRow = Omit<ViewTable, 'id'> & { readonly id: number };

export type Unsaved = 'name_taken' | 'too_many';

/** Saved views: those of an account, and those shared with a unit. */
export function createViewStore(root: Db) {
  const db = tables<{ views_view: ViewTable }>(root);
  const isTaken = async (on: typeof db, principal: string, name: string, except = 0): Promise<boolean> => {
    const found = await on
      .selectFrom('views_view')
      .select('id')
      .where('principal', '=', principal)
      .where('name', '=', name)
      .where('id', '<>', except)
      .executeTakeFirst();
    return found !== undefined;
  };
  /** Changes of one account's views one after another, so that its bound and its names hold however many ask at once. */
  const alone = <T>(principal: string, work: (on: typeof db) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (together) => {
      await sql`select pg_advisory_xact_lock(hashtext('views'), hashtext(${principal}))`.execute(together);
      return work(together);
    });
  return {
    /** Own ones, and of others those shared with the unit. */
    list: (principal: string, unit: string): Promise<ViewRow[]> =>
      db
        .selectFrom('views_view')
        .selectAll()
        .where((e) => e.or([e('principal', '=', principal), e('unit', '=', unit)]))
        .orderBy('name')
        .orderBy('id')
        .execute(),
    findOwn: (principal: string, id: number): Promise<ViewRow | undefined> =>
      db
        .selectFrom('views_view')
        .selectAll()
        .where('id', '=', id)
        .where('principal', '=', principal)
        .executeTakeFirst(),
    add: (row: Omit<ViewRow, 'id'>, most: number): Promise<ViewRow | Unsaved> =>
      alone(row.principal, async (on) => {
        if (await isTaken(on, row.principal, row.name)) return 'name_taken';
        const { count } = await on
          .selectFrom('views_view')
          .select((e) => e.fn.countAll<number>().as('count'))
          .where('principal', '=', row.principal)
          .executeTakeFirstOrThrow();
        if (Number(count) >= most) return 'too_many';
        return on.insertInto('views_view').values(row).returningAll().executeTakeFirstOrThrow();
      }),
    /** @returns undefined when it was deleted meanwhile */
    change: (
      { id, principal }: ViewRow,
      change: Pick<ViewRow, 'name' | 'unit'>,
    ): Promise<ViewRow | 'name_taken' | undefined> =>
      alone(principal, async (on) => {
        if (await isTaken(on, principal, change.name, id)) return 'name_taken';
        return on
          .updateTable('views_view')
          .set(change)
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
      }),
    /** @returns false when it was deleted meanwhile */
    async remove(id: number): Promise<boolean> {
      const { numDeletedRows } = await db.deleteFrom('views_view').where('id', '=', id).executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}

export type ViewStore = ReturnType<typeof createViewStore>;
