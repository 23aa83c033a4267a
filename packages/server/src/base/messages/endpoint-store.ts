import type { EndpointDigest } from '@opentocc/contract';
import { type Generated, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';

interface EndpointTable {
  id: Generated<number>;
  name: string;
  url: string;
  digest: EndpointDigest;
  /** Sealed by the key service; null only within the transaction that makes the row. */
  secret_sealed: string | null;
  active: boolean;
  added_ms: number;
  author: string;
  version: Generated<number>;
}

export type EndpointRow = Omit<EndpointTable, 'id' | 'version'> & { id: number; version: number };

export function createEndpointStore(root: Db) {
  const db = tables<{ messages_endpoint: EndpointTable }>(root);
  const all = () => db.selectFrom('messages_endpoint').selectAll();
  return {
    list: (): Promise<EndpointRow[]> => all().orderBy('name').execute(),
    find: (id: number): Promise<EndpointRow | undefined> => all().where('id', '=', id).executeTakeFirst(),
    /** @returns undefined where the name is taken */
    add: (row: Omit<EndpointRow, 'id' | 'version' | 'secret_sealed'>): Promise<EndpointRow | undefined> =>
      db
        .insertInto('messages_endpoint')
        .values({ ...row, secret_sealed: null })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returningAll()
        .executeTakeFirst(),
    /** @returns undefined where it was changed since that version */
    change: (
      id: number,
      version: number,
      to: Partial<Pick<EndpointRow, 'name' | 'url' | 'active'>>,
    ): Promise<EndpointRow | undefined> =>
      db
        .updateTable('messages_endpoint')
        .set({ ...to, version: sql`version + 1` })
        .where('id', '=', id)
        .where('version', '=', version)
        .returningAll()
        .executeTakeFirst(),
    async isTaken(name: string, except: number): Promise<boolean> {
      const found = await all().where('name', '=', name).where('id', '<>', except).executeTakeFirst();
      return found !== undefined;
    },
    async setSecret(id: number, secret_sealed: string): Promise<void> {
      await db
        .updateTable('messages_endpoint')
        .set({ secret_sealed, version: sql`version + 1` })
        .where('id', '=', id)
        .execute();
    },
  };
}
