import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table keys_key (
      id text primary key,
      purpose text not null,
      kind text not null,
      vault text not null,
      reference text not null,
      public_key text,
      state text not null,
      created_ms bigint not null,
      retired_ms bigint
    )`.execute(db);
  await sql`create unique index keys_key_active on keys_key (purpose) where state = 'active'`.execute(db);
  await sql`
    create table keys_rotation (
      purpose text not null,
      key_id text primary key references keys_key,
      total integer not null,
      done integer not null,
      started_ms bigint not null,
      ended_ms bigint
    )`.execute(db);
}
