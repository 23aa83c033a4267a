import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE quality_hour ADD COLUMN rest jsonb NOT NULL DEFAULT '{}'`.execute(db);
  await sql`CREATE INDEX quality_hour_by_time ON quality_hour (hour_ms)`.execute(db);
  await sql`
    CREATE TABLE quality_reject (
      source integer NOT NULL,
      hour_ms bigint NOT NULL,
      reason text NOT NULL,
      received_ms bigint NOT NULL,
      sample jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX quality_reject_drawer ON quality_reject (source, hour_ms, reason)`.execute(db);
}
