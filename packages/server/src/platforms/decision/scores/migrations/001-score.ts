import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A score outlives its study, so that it names the study by number alone.
  await sql`
    CREATE TABLE scores_score (
      study integer PRIMARY KEY,
      name text NOT NULL,
      road text NOT NULL,
      district text,
      base_ms bigint NOT NULL,
      confirmed_ms bigint NOT NULL,
      confirmed_by text NOT NULL,
      state text NOT NULL,
      reason text,
      note text NOT NULL DEFAULT '',
      scored_ms bigint,
      attempts integer NOT NULL DEFAULT 0,
      tried_ms bigint NOT NULL DEFAULT 0,
      sums jsonb,
      detail jsonb
    )`.execute(db);
  await sql`CREATE INDEX scores_score_base ON scores_score (base_ms)`.execute(db);
}
