import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Up to when plates that gates and ports read are taken: one row.
  await sql`
    CREATE TABLE tracking_heard (
      id integer PRIMARY KEY CHECK (id = 1),
      until_ms bigint NOT NULL
    )`.execute(db);
}
