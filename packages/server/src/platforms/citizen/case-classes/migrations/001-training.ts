import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE case_classes_training (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      began_ms bigint NOT NULL,
      ended_ms bigint,
      account text,
      state text NOT NULL,
      closed integer NOT NULL,
      rules jsonb NOT NULL,
      learned jsonb,
      failure text,
      -- Gzipped; of the last ones that were used.
      model bytea
    )`.execute(db);
}
