import { type Kysely, sql } from 'kysely';

/** What a program reads of a message that is posted to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE messages_message ADD COLUMN data jsonb`.execute(db);
}
