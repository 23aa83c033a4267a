import { type Kysely, sql } from 'kysely';

/** Closed cases, those closed last first: what suggestions are learned from is read in pages of this order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX cases_case_examples ON cases_case (closed_ms DESC, id DESC)
    WHERE state IN ('closed', 'archived') AND merged_into IS NULL`.execute(db);
}
