import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sharing_key add quota_per_minute integer not null default 600`.execute(db);
  await sql`
    alter table sharing_use
      add minute bigint not null default 0,
      add minute_requests integer not null default 0`.execute(db);
}
