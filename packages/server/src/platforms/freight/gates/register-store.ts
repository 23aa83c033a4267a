import { type Db, tables } from '../../../kit/db.ts';
import type { CameraRow, GateRow, ListRow, LockRow, SignerRow, SiteRow } from './model.ts';
import type { Tables } from './tables.ts';

/** Sites, gates, locks, cameras and lists as they are registered. */
export function registerOf(of: Db) {
  const db = tables<Tables>(of);
  return {
    listSites: (): Promise<SiteRow[]> => db.selectFrom('gates_site').selectAll().orderBy('code').execute(),
    listGates: (): Promise<GateRow[]> => db.selectFrom('gates_gate').selectAll().orderBy('code').execute(),
    listLocks: (): Promise<LockRow[]> => db.selectFrom('gates_lock').selectAll().execute(),
    listCameras: (): Promise<CameraRow[]> =>
      db.selectFrom('gates_camera').selectAll().orderBy('code').execute(),
    listLists: (): Promise<ListRow[]> => db.selectFrom('gates_list').selectAll().orderBy('plate').execute(),
    /** @returns whether it was written: false where it was changed since it was seen. */
    async saveSite({ version, name, ...row }: SiteRow): Promise<boolean> {
      const values = { ...row, name: JSON.stringify(name) };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('gates_site')
        .values({ ...values, version: 1 })
        .onConflict((on) =>
          on
            .column('code')
            .doUpdateSet({ ...values, version: version + 1 })
            .where('gates_site.version', '=', version),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async saveGate({ version, name, ...row }: GateRow): Promise<boolean> {
      await db
        .insertInto('gates_lock')
        .values({ code: row.lock, secret_hash: null })
        .onConflict((on) => on.doNothing())
        .execute();
      const values = { ...row, name: JSON.stringify(name) };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('gates_gate')
        .values({ ...values, version: 1 })
        .onConflict((on) =>
          on
            .column('code')
            .doUpdateSet({ ...values, version: version + 1 })
            .where('gates_gate.version', '=', version),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async saveLockSecret(code: string, secret_hash: Uint8Array): Promise<void> {
      await db
        .updateTable('gates_lock')
        .set({ secret_hash: Buffer.from(secret_hash) })
        .where('code', '=', code)
        .execute();
    },
    async saveCamera(row: CameraRow): Promise<void> {
      await db
        .insertInto('gates_camera')
        .values(row)
        .onConflict((on) => on.column('code').doUpdateSet(row))
        .execute();
    },
    async retireCamera(code: string, retired_ms: number): Promise<void> {
      await db.updateTable('gates_camera').set({ retired_ms }).where('code', '=', code).execute();
    },
    findSigner: (): Promise<SignerRow | undefined> =>
      db.selectFrom('gates_signer').selectAll().executeTakeFirst(),
    /** Where there is one already, that one stays. */
    async addSigner(row: SignerRow): Promise<void> {
      await db
        .insertInto('gates_signer')
        .values(row)
        .onConflict((on) => on.doNothing())
        .execute();
    },
    async saveList(site: string, entries: readonly ListRow[]): Promise<void> {
      await db.deleteFrom('gates_list').where('site', '=', site).execute();
      if (entries.length > 0)
        await db
          .insertInto('gates_list')
          .values([...entries])
          .execute();
    },
    /** Holds a lock until the transaction ends, so that events of its controller are taken once. */
    holdLock: (code: string): Promise<LockRow | undefined> =>
      db.selectFrom('gates_lock').selectAll().where('code', '=', code).forUpdate().executeTakeFirst(),
    async saveTaken(code: string, taken: number): Promise<void> {
      await db.updateTable('gates_lock').set({ taken }).where('code', '=', code).execute();
    },
  };
}
