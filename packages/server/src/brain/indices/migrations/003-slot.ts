import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE indices_slot (
      network_version text NOT NULL,
      slot_start_ms bigint NOT NULL,
      -- A byte a link: half km/h, 0 without a value.
      speeds bytea NOT NULL,
      PRIMARY KEY (network_version, slot_start_ms)
    )`.execute(db);
}
