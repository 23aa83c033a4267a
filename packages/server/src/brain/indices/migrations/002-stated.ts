import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE indices_value ADD COLUMN stated_ms bigint NOT NULL DEFAULT 0`.execute(db);
  await sql`CREATE INDEX indices_value_window ON indices_value (scope, window_start_ms)`.execute(db);
}
