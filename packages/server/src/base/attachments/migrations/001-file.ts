import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Compressed already, all that can be attached: not compressed again.
  await sql`
    CREATE TABLE attachments_file (
      hash text PRIMARY KEY,
      media text NOT NULL,
      bytes integer NOT NULL,
      content bytea NOT NULL
    )`.execute(db);
  await sql`ALTER TABLE attachments_file ALTER COLUMN content SET STORAGE EXTERNAL`.execute(db);
}
