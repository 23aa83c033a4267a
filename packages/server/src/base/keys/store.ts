import { sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';
import type { Purpose } from './purposes.ts';
import type { KeyKind } from './vault.ts';

interface Schema {
  keys_key: {
    id: string;
    purpose: Purpose;
    kind: KeyKind;
    vault: string;
    reference: string;
    public_key: string | null;
    state: 'active' | 'retired';
    created_ms: number;
    retired_ms: number | null;
  };
  keys_rotation: {
    purpose: Purpose;
    key_id: string;
    total: number;
    done: number;
    started_ms: number;
    ended_ms: number | null;
  };
}

export type KeyRow = Schema['keys_key'];
export type RotationRow = Schema['keys_rotation'];

export function createKeyStore(db: Db) {
  const t = tables<Schema>(db);
  return {
    listKeys: (): Promise<KeyRow[]> =>
      t.selectFrom('keys_key').selectAll().orderBy('created_ms').orderBy('id').execute(),
    findKey: (id: string) => t.selectFrom('keys_key').selectAll().where('id', '=', id).executeTakeFirst(),
    /** Makes a key the active one of its purpose, unless another process was first; the one before retires. */
    async activate(row: KeyRow, replaces: string | null): Promise<boolean> {
      return t.transaction().execute(async (alone) => {
        await sql`select pg_advisory_xact_lock(hashtext('keys'))`.execute(alone);
        const active = await alone
          .selectFrom('keys_key')
          .select('id')
          .where('purpose', '=', row.purpose)
          .where('state', '=', 'active')
          .executeTakeFirst();
        if ((active?.id ?? null) !== replaces) return false;
        if (active)
          await alone
            .updateTable('keys_key')
            .set({ state: 'retired', retired_ms: row.created_ms })
            .where('id', '=', active.id)
            .execute();
        await alone.insertInto('keys_key').values(row).execute();
        return true;
      });
    },
    async addRotation(row: RotationRow): Promise<void> {
      await t.insertInto('keys_rotation').values(row).execute();
    },
    async updateRotation(key_id: string, change: Partial<RotationRow>): Promise<void> {
      await t.updateTable('keys_rotation').set(change).where('key_id', '=', key_id).execute();
    },
    listRotations: (): Promise<RotationRow[]> =>
      t.selectFrom('keys_rotation').selectAll().orderBy('started_ms', 'desc').limit(50).execute(),
  };
}
export type KeyStore = ReturnType<typeof createKeyStore>;

/** A column of some module's table that holds sealed texts of one purpose. */
export interface SealedColumn {
  readonly purpose: Purpose;
  readonly table: string;
  /** Primary key, an integer or a text. */
  readonly id: string;
  readonly column: string;
  /** The context that the module gave when it sealed, by id of the row. */
  readonly context: (id: string) => string;
}

/** Walks over a sealed column while its module goes on working. */
export function createSealedColumnStore(db: Db, { table, id, column }: SealedColumn) {
  const t = tables<Record<string, never>>(db);
  const from = sql.table(table);
  const [key, value] = [sql.ref(id), sql.ref(column)];
  return {
    async countOld(active: string): Promise<number> {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${from} where ${value} is not null and not starts_with(${value}, ${active})
      `.execute(t);
      return rows[0].n;
    },
    async listOld(
      active: string,
      after: string | null,
      limit: number,
    ): Promise<{ id: string; sealed: string }[]> {
      const later = after === null ? sql`true` : sql`${key}::text > ${after}`;
      const { rows } = await sql<{ id: string; sealed: string }>`
        select ${key}::text as id, ${value} as sealed from ${from}
        where ${value} is not null and not starts_with(${value}, ${active}) and ${later}
        order by ${key}::text limit ${limit}`.execute(t);
      return rows;
    },
    /** Rows that were written before the column was sealed. */
    async listPlain(): Promise<{ id: string; sealed: string }[]> {
      const { rows } = await sql<{ id: string; sealed: string }>`
        select ${key}::text as id, ${value} as sealed from ${from}
        where ${value} is not null and ${value} !~ '^v1[.][a-z0-9-]+[.][A-Za-z0-9_-]+$'`.execute(t);
      return rows;
    },
    /** Only where the text is still the one that was read: the module may have written meanwhile. */
    async replace(row: string, before: string, after: string): Promise<void> {
      await sql`update ${from} set ${value} = ${after} where ${key}::text = ${row} and ${value} = ${before}`.execute(
        t,
      );
    },
  };
}
