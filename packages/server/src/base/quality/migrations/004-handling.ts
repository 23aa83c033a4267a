import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE quality_handling (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      finding integer NOT NULL REFERENCES quality_finding (id) ON DELETE CASCADE,
      at_ms bigint NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      act jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX quality_handling_finding ON quality_handling (finding)`.execute(db);
  // By what a finding is of, not by its number: one that closes and opens again stays silent until the date.
  await sql`
    CREATE TABLE quality_mute (
      source integer NOT NULL,
      kind text NOT NULL,
      variant text NOT NULL,
      until_ms bigint NOT NULL,
      reason text NOT NULL,
      actor text NOT NULL,
      PRIMARY KEY (source, kind, variant)
    )`.execute(db);
}
