import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A byte a link: passes in the slot, at most 255; slots stored before have none.
  await sql`ALTER TABLE indices_slot ADD COLUMN passes bytea`.execute(db);
}
