import { type Kysely, sql } from 'kysely';

/** What came in last, and letters of one outcome, are looked up, not searched among those of all years. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX intake_transfer_received ON intake_transfer (received_ms)`.execute(db);
  await sql`CREATE INDEX intake_letter_taken ON intake_letter (taken_ms)`.execute(db);
  await sql`CREATE INDEX intake_letter_outcome ON intake_letter (outcome, id)`.execute(db);
  await sql`CREATE INDEX intake_transfer_case ON intake_transfer (case_id)`.execute(db);
}
