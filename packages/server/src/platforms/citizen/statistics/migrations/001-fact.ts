import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // What figures count of a case, worked out when it changes: a month of 100,000 cases is added up while somebody waits.
  await sql`
    CREATE TABLE statistics_fact (
      "case" integer PRIMARY KEY,
      version integer NOT NULL,
      number text NOT NULL,
      title text NOT NULL,
      type text NOT NULL,
      field text NOT NULL,
      unit text,
      district text,
      taken_by text NOT NULL,
      answered_by text,
      received_ms bigint NOT NULL,
      closed_ms bigint,
      at_once boolean NOT NULL,
      is_answered boolean NOT NULL,
      dispatches integer NOT NULL,
      returns integer NOT NULL,
      reworks integer NOT NULL,
      is_open boolean NOT NULL,
      is_left_out boolean NOT NULL,
      answer_due_ms bigint,
      answer_finished_ms bigint,
      closing_due_ms bigint,
      closing_finished_ms bigint
    )`.execute(db);
  for (const column of ['received_ms', 'answer_due_ms', 'closing_due_ms', 'closing_finished_ms'])
    await sql`CREATE INDEX ${sql.ref(`statistics_fact_${column}`)} ON statistics_fact (${sql.ref(column)})`.execute(
      db,
    );
  // Written in the transaction of each change of a case: what is not worked out yet is known, whenever a process ends.
  await sql`
    CREATE TABLE statistics_changed (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      "case" integer NOT NULL,
      at_ms bigint NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE statistics_cursor (singleton boolean PRIMARY KEY CHECK (singleton), last bigint NOT NULL)`.execute(
    db,
  );
  await sql`
    CREATE TABLE statistics_publication (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      month text NOT NULL,
      at_ms bigint NOT NULL,
      by text NOT NULL,
      note text NOT NULL,
      figures jsonb NOT NULL
    )`.execute(db);
  await sql`
    CREATE FUNCTION statistics_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was published stays as it was published'; END $$`.execute(db);
  await sql`
    CREATE TRIGGER statistics_publication_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
      ON statistics_publication FOR EACH STATEMENT EXECUTE FUNCTION statistics_refuse()`.execute(db);
  await sql`ALTER TABLE statistics_publication ENABLE ALWAYS TRIGGER statistics_publication_append_only`.execute(
    db,
  );
}
