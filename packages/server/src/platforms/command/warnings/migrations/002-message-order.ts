import { type Kysely, sql } from 'kysely';

/** The order in which people were notified: instants of one millisecond, or of a clock that was set back, say none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE warnings_message ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY`.execute(db);
}
