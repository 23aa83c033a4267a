import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE duty_log (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      at_ms bigint NOT NULL,
      author text NOT NULL,
      unit text,
      text jsonb NOT NULL,
      corrects bigint REFERENCES duty_log,
      about jsonb
    )`.execute(db);
  await sql`CREATE INDEX duty_log_at ON duty_log (at_ms)`.execute(db);
  await sql`CREATE INDEX duty_log_corrects ON duty_log (corrects) WHERE corrects IS NOT NULL`.execute(db);
  // Whoever has the database in hand and means well cannot change a record by mistake either.
  await sql`
    CREATE FUNCTION duty_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$`.execute(db);
  await sql`
    CREATE TRIGGER duty_log_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON duty_log
    FOR EACH STATEMENT EXECUTE FUNCTION duty_never_changed()`.execute(db);
}
