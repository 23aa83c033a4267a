import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE quality_finding (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      source integer NOT NULL,
      kind text NOT NULL,
      variant text NOT NULL,
      since_ms bigint NOT NULL,
      last_seen_ms bigint NOT NULL,
      closed_ms bigint,
      body jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX quality_finding_open ON quality_finding (source, kind, variant)
            WHERE closed_ms IS NULL`.execute(db);
  await sql`CREATE INDEX quality_finding_since ON quality_finding (since_ms)`.execute(db);
}
