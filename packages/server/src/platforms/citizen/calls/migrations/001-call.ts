import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // What the switchboard said, each event once, in whatever order it came.
  await sql`
    CREATE TABLE calls_event (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      event text NOT NULL UNIQUE,
      call text NOT NULL,
      kind text NOT NULL,
      at_ms bigint NOT NULL,
      received_ms bigint NOT NULL,
      queue text NOT NULL,
      extension text,
      agent text,
      agent_name text
    )`.execute(db);
  await sql`CREATE INDEX calls_event_call ON calls_event (call)`.execute(db);
  await sql`CREATE INDEX calls_event_received ON calls_event (received_ms)`.execute(db);
  // What follows from the events of a call.
  await sql`
    CREATE TABLE calls_call (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      call text NOT NULL UNIQUE,
      state text NOT NULL,
      number text NOT NULL,
      number_index text,
      queue text NOT NULL,
      extension text,
      agent text,
      agent_name text,
      begin_ms bigint NOT NULL,
      answered_ms bigint,
      end_ms bigint,
      wait_ms bigint,
      within_hour integer NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX calls_call_begin ON calls_call (begin_ms)`.execute(db);
  await sql`CREATE INDEX calls_call_number ON calls_call (number_index, begin_ms) WHERE number_index IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX calls_call_open ON calls_call (begin_ms) WHERE state IN ('ringing', 'talking')`.execute(
    db,
  );
  // Apart, since these columns are sealed again at a rotation of keys.
  await sql`
    CREATE TABLE calls_number (
      call integer PRIMARY KEY REFERENCES calls_call,
      number_sealed text NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE calls_said (
      event text PRIMARY KEY,
      call integer NOT NULL REFERENCES calls_call,
      at_ms bigint NOT NULL,
      said_sealed text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX calls_said_call ON calls_said (call)`.execute(db);
  // Apart too: the case is made after the call, and events never change it.
  await sql`
    CREATE TABLE calls_case (
      call integer PRIMARY KEY REFERENCES calls_call,
      case_number text NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE calls_agent (
      principal text PRIMARY KEY,
      name text NOT NULL,
      extension text UNIQUE,
      state text NOT NULL,
      since_ms bigint NOT NULL
    )`.execute(db);
  await sql`
    CREATE FUNCTION calls_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'events of calls are append-only'; END $$`.execute(db);
  await sql`
    CREATE TRIGGER calls_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
      ON calls_event FOR EACH STATEMENT EXECUTE FUNCTION calls_refuse()`.execute(db);
  await sql`ALTER TABLE calls_event ENABLE ALWAYS TRIGGER calls_event_append_only`.execute(db);
}
