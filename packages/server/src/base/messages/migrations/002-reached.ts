import { type Kysely, sql } from 'kysely';

/** Finds when somebody was last reached by a channel without reading all that they were ever sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX messages_message_reached ON messages_message (recipient, channel, state, changed_ms)
      WHERE state IN ('sent', 'delivered')`.execute(db);
}
