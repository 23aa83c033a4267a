import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE obligations_note (
      principal text NOT NULL,
      key text NOT NULL,
      at_ms bigint NOT NULL,
      PRIMARY KEY (principal, key)
    )`.execute(db);
}
