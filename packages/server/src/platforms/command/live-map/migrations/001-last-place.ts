import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE live_map_last_place (
      vehicle bigint PRIMARY KEY,
      fix_ms bigint NOT NULL,
      lon double precision NOT NULL,
      lat double precision NOT NULL,
      link bigint,
      network_version text NOT NULL
    )`.execute(db);
}
