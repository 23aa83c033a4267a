import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE calls_exemption (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      kind text NOT NULL,
      from_ms bigint NOT NULL,
      to_ms bigint NOT NULL CHECK (to_ms > from_ms),
      reason text NOT NULL,
      state text NOT NULL,
      declared_principal text NOT NULL,
      declared_by text NOT NULL,
      declared_ms bigint NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX calls_exemption_in_force ON calls_exemption (from_ms, to_ms) WHERE state = 'approved'`.execute(
    db,
  );
  await sql`
    CREATE TABLE calls_exemption_decision (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      exemption integer NOT NULL REFERENCES calls_exemption,
      verdict text NOT NULL,
      reason text NOT NULL,
      principal text NOT NULL,
      by text NOT NULL,
      at_ms bigint NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX calls_exemption_decision_of ON calls_exemption_decision (exemption, id)`.execute(db);
  await sql`
    CREATE TRIGGER calls_exemption_decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
      ON calls_exemption_decision FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()`.execute(db);
  await sql`
    ALTER TABLE calls_exemption_decision
      ENABLE ALWAYS TRIGGER calls_exemption_decision_append_only`.execute(db);
  // What was declared stays as it was; how it stands is all that changes.
  await sql`
    CREATE FUNCTION calls_exemption_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'UPDATE' OR to_jsonb(NEW) - 'state' <> to_jsonb(OLD) - 'state' THEN
        RAISE EXCEPTION 'what was declared of calls does not change';
      END IF;
      RETURN NEW;
    END $$`.execute(db);
  await sql`
    CREATE TRIGGER calls_exemption_as_declared BEFORE UPDATE OR DELETE
      ON calls_exemption FOR EACH ROW EXECUTE FUNCTION calls_exemption_guard()`.execute(db);
  await sql`ALTER TABLE calls_exemption ENABLE ALWAYS TRIGGER calls_exemption_as_declared`.execute(db);
}
