import { type Kysely, sql } from 'kysely';

/** What samples and figures ask for by time is looked up, not searched among all cases of all years. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX cases_case_closed_ms ON cases_case (closed_ms)`.execute(db);
  await sql`CREATE INDEX cases_case_received ON cases_case (received_ms) WHERE dispatches > 0`.execute(db);
  await sql`CREATE INDEX cases_answer_at ON cases_answer (at_ms)`.execute(db);
}
