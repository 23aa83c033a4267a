import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE drills_drill (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      day text NOT NULL,
      state text NOT NULL,
      asked_by text NOT NULL,
      asked_ms bigint NOT NULL,
      note text NOT NULL,
      inputs text,
      digest text,
      counts jsonb,
      result jsonb
    )`.execute(db);
  // One at a time: a drill reads a day of history.
  await sql`CREATE UNIQUE INDEX drills_drill_running ON drills_drill (state) WHERE state = 'running'`.execute(
    db,
  );
}
