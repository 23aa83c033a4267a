import { type Db, tables } from '../../../kit/db.ts';

/** Does several things in the database, all or none. */
export const inTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  tables<object>(db)
    .transaction()
    .execute((tx) => work(tx as unknown as Db));
