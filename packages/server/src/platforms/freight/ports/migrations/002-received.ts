import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX ports_crossing_received ON ports_crossing (received_ms)`.execute(db);
}
