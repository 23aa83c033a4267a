import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // The result is stored as the bytes that were published first, so that a replay shows the same.
  await sql`
    CREATE TABLE studies_study (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      principal text NOT NULL,
      owner text NOT NULL,
      name text NOT NULL,
      status text NOT NULL,
      asked_ms bigint NOT NULL,
      ended_ms bigint,
      base_ms bigint NOT NULL,
      network_version text NOT NULL,
      road text NOT NULL,
      district text,
      question jsonb NOT NULL,
      base jsonb NOT NULL,
      failure text,
      result bytea
    )`.execute(db);
  await sql`CREATE INDEX studies_study_asked ON studies_study (asked_ms)`.execute(db);
}
