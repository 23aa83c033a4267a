import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE sources_source ADD COLUMN retired_ms bigint`.execute(db);
  await sql`ALTER TABLE sources_terminal ADD COLUMN address text NOT NULL DEFAULT ''`.execute(db);
  await sql`
    CREATE TABLE sources_decision (
      id text PRIMARY KEY,
      seq bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      at_ms bigint NOT NULL,
      actor text NOT NULL,
      kind text NOT NULL,
      phones text[] NOT NULL,
      added text[] NOT NULL,
      before text NOT NULL,
      undone_ms bigint
    )`.execute(db);
  await sql`CREATE INDEX sources_decision_seq ON sources_decision (seq)`.execute(db);
  await sql`CREATE TABLE sources_revision (id integer PRIMARY KEY, value bigint NOT NULL)`.execute(db);
  await sql`INSERT INTO sources_revision VALUES (1, 0)`.execute(db);
}
