import { type Kysely, sql } from 'kysely';

/** Machines that brought a case stood as agents who took it: all is worked out once more from the timeline. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`DELETE FROM statistics_fact`.execute(db);
  await sql`DELETE FROM statistics_cursor`.execute(db);
}
