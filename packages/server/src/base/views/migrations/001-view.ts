import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A unit that is removed leaves its shared views with their owners.
  await sql`
    CREATE TABLE views_view (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      principal text NOT NULL,
      owner text NOT NULL,
      name text NOT NULL,
      address text NOT NULL,
      unit text REFERENCES accounts_unit ON DELETE SET NULL,
      saved_ms bigint NOT NULL,
      UNIQUE (principal, name)
    )`.execute(db);
  await sql`CREATE INDEX views_view_unit ON views_view (unit)`.execute(db);
}
