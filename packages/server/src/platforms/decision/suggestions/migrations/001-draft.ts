import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Drafts outlive the study that they came from, so that they hold what they say themselves.
  await sql`
    CREATE TABLE suggestions_set (
      study integer PRIMARY KEY,
      district text,
      asked_ms bigint NOT NULL,
      suggestions jsonb NOT NULL,
      outside integer NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE suggestions_draft (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      study integer NOT NULL,
      key text NOT NULL,
      suggestion jsonb NOT NULL,
      sign_text jsonb,
      road text NOT NULL,
      district text,
      author text NOT NULL,
      drafted_ms bigint NOT NULL,
      saved jsonb NOT NULL,
      state text NOT NULL,
      withdrawn_by text,
      withdrawn_ms bigint,
      reason text NOT NULL DEFAULT ''
    )`.execute(db);
  // One suggestion is accepted once, however often it is asked; what was withdrawn can be accepted again.
  await sql`CREATE UNIQUE INDEX suggestions_draft_once ON suggestions_draft (study, key) WHERE state = 'draft'`.execute(
    db,
  );
  await sql`CREATE INDEX suggestions_draft_drafted ON suggestions_draft (drafted_ms)`.execute(db);
}
