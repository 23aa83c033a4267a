import { type Generated, sql } from 'kysely';
import { type Db, tables } from '../../kit/db.ts';

interface ApplicationTable {
  id: Generated<number>;
  item: string;
  unit: string;
  applicant: string;
  applicant_name: string;
  /** Name of the device that holds the key; null for a system of the department. */
  device: string | null;
  purpose: string;
  state: 'pending' | 'approved' | 'refused';
  created_ms: number;
  decided_by: string | null;
  decided_ms: number | null;
  decision: string | null;
}

interface KeyTable {
  id: Generated<number>;
  application: number;
  scopes: string[];
  unit: string;
  districts: string[] | null;
  quota_per_day: number;
  quota_per_minute: number;
  expires_ms: number;
  revoked_ms: number | null;
  secret_hash: Buffer | null;
  prefix: string | null;
  previous_hash: Buffer | null;
  overlap_until_ms: number | null;
  last_used_ms: number | null;
}

interface Schema {
  sharing_application: ApplicationTable;
  sharing_key: KeyTable;
  /** Requests of a day, and of the last minute in which there was one. */
  sharing_use: { key: number; day: string; requests: number; minute: number; minute_requests: number };
}

export type ApplicationRow = Omit<ApplicationTable, 'id'> & { id: number };
export type KeyRow = Omit<KeyTable, 'id'> & { id: number };

export function createSharingStore(db: Db) {
  const t = tables<Schema>(db);
  return {
    addApplication: (
      row: Omit<ApplicationRow, 'id' | 'decided_by' | 'decided_ms' | 'decision'>,
    ): Promise<ApplicationRow> =>
      t.insertInto('sharing_application').values(row).returningAll().executeTakeFirstOrThrow(),
    findApplication: (id: number) =>
      t.selectFrom('sharing_application').selectAll().where('id', '=', id).executeTakeFirst(),
    listApplications: (): Promise<ApplicationRow[]> =>
      t.selectFrom('sharing_application').selectAll().orderBy('id', 'desc').limit(1_000).execute(),
    /** Decides a pending application and makes its key; false when somebody was first. */
    async decide(
      id: number,
      decision: Pick<ApplicationRow, 'state' | 'decided_by' | 'decided_ms' | 'decision'>,
      key: Pick<
        KeyRow,
        'scopes' | 'unit' | 'districts' | 'quota_per_day' | 'quota_per_minute' | 'expires_ms'
      > | null,
    ): Promise<boolean> {
      return t.transaction().execute(async (together) => {
        const { numUpdatedRows } = await together
          .updateTable('sharing_application')
          .set(decision)
          .where('id', '=', id)
          .where('state', '=', 'pending')
          .executeTakeFirst();
        if (numUpdatedRows === 1n && key)
          await together
            .insertInto('sharing_key')
            .values({ application: id, ...key })
            .execute();
        return numUpdatedRows === 1n;
      });
    },
    listKeys: (): Promise<KeyRow[]> => t.selectFrom('sharing_key').selectAll().execute(),
    findKey: (id: number) => t.selectFrom('sharing_key').selectAll().where('id', '=', id).executeTakeFirst(),
    findKeyOf: (application: number) =>
      t.selectFrom('sharing_key').selectAll().where('application', '=', application).executeTakeFirst(),
    async updateKey(id: number, change: Partial<Omit<KeyRow, 'id'>>): Promise<void> {
      await t.updateTable('sharing_key').set(change).where('id', '=', id).execute();
    },
    /** Counts a request, unless the day or the minute is used up: one statement, so that many at once cannot slip by. */
    async charge(
      { id, quota_per_day, quota_per_minute }: KeyRow,
      day: string,
      now_ms: number,
    ): Promise<boolean> {
      const minute = Math.floor(now_ms / 60_000);
      const { rows } = await sql`
        with charged as (
          insert into sharing_use as u (key, day, requests, minute, minute_requests)
          values (${id}, ${day}, 1, ${minute}, 1)
          on conflict (key, day) do update set
            requests = u.requests + 1,
            minute_requests = case when u.minute = ${minute} then u.minute_requests + 1 else 1 end,
            minute = ${minute}
          where u.requests < ${quota_per_day}
            and (u.minute <> ${minute} or u.minute_requests < ${quota_per_minute})
          returning key)
        update sharing_key set last_used_ms = ${now_ms} where id in (select key from charged) returning id
      `.execute(t);
      return rows.length === 1;
    },
    /** Requests by key, on one day and since another. */
    async listUse(day: string, since: string): Promise<Map<number, { day: number; since: number }>> {
      const rows = await t
        .selectFrom('sharing_use')
        .select((e) => [
          'key',
          e.fn.sum<number>('requests').as('since'),
          e.fn.sum<number>('requests').filterWhere('day', '=', day).as('day'),
        ])
        .where('day', '>=', since)
        .groupBy('key')
        .execute();
      return new Map(rows.map((row) => [row.key, { day: Number(row.day ?? 0), since: Number(row.since) }]));
    },
  };
}
export type SharingStore = ReturnType<typeof createSharingStore>;
