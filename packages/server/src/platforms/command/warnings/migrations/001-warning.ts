import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db);
  await run(`CREATE TABLE warnings_rule (
    id integer PRIMARY KEY,
    version integer NOT NULL,
    retired_ms bigint
  )`);
  await run(`CREATE TABLE warnings_rule_version (
    rule integer NOT NULL REFERENCES warnings_rule (id),
    version integer NOT NULL,
    draft jsonb NOT NULL,
    author text NOT NULL,
    at_ms bigint NOT NULL,
    PRIMARY KEY (rule, version)
  )`);
  // What a rule is about to raise: without it, a restart would begin every for-duration from nothing.
  await run(`CREATE TABLE warnings_slots (
    rule integer PRIMARY KEY,
    version integer NOT NULL,
    network_version text NOT NULL,
    slots jsonb NOT NULL
  )`);
  // The whole warning stands in its body; beside it what is searched by.
  await run(`CREATE TABLE warnings_warning (
    id integer PRIMARY KEY,
    key text NOT NULL,
    began_ms bigint NOT NULL,
    ended_ms bigint,
    sequence bigint NOT NULL,
    body jsonb NOT NULL
  )`);
  await run(`CREATE UNIQUE INDEX warnings_warning_open ON warnings_warning (key) WHERE ended_ms IS NULL`);
  await run(`CREATE INDEX warnings_warning_ended ON warnings_warning (ended_ms)`);
  await run(`CREATE TABLE warnings_entry (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    warning integer NOT NULL REFERENCES warnings_warning (id) ON DELETE CASCADE,
    at_ms bigint NOT NULL,
    kind text NOT NULL,
    by text NOT NULL,
    text jsonb NOT NULL
  )`);
  await run(`CREATE INDEX warnings_entry_warning ON warnings_entry (warning)`);
  await run(`CREATE FUNCTION warnings_entry_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'a line of a timeline is never changed'; END $$`);
  await run(`CREATE TRIGGER warnings_entry_stays BEFORE UPDATE ON warnings_entry
    FOR EACH ROW EXECUTE FUNCTION warnings_entry_stays()`);
  // The key of a message is unique: the same is not sent twice, whatever runs twice.
  await run(`CREATE TABLE warnings_message (
    key text PRIMARY KEY,
    at_ms bigint NOT NULL,
    why text NOT NULL,
    recipient text NOT NULL,
    recipient_name text NOT NULL,
    channel text NOT NULL,
    state text NOT NULL,
    state_ms bigint NOT NULL
  )`);
  await run(`CREATE TABLE warnings_told (
    message text NOT NULL REFERENCES warnings_message (key) ON DELETE CASCADE,
    warning integer NOT NULL REFERENCES warnings_warning (id) ON DELETE CASCADE,
    PRIMARY KEY (warning, message)
  )`);
  await run(`CREATE INDEX warnings_told_message ON warnings_told (message)`);
  await run(`CREATE TABLE warnings_silence (
    id uuid PRIMARY KEY,
    ends_ms bigint NOT NULL,
    body jsonb NOT NULL
  )`);
  await run(`CREATE TABLE warnings_hidden (
    silence uuid NOT NULL REFERENCES warnings_silence (id) ON DELETE CASCADE,
    warning integer NOT NULL REFERENCES warnings_warning (id) ON DELETE CASCADE,
    at_ms bigint NOT NULL,
    PRIMARY KEY (silence, warning)
  )`);
  await run(`CREATE TABLE warnings_inhibitions (
    version integer PRIMARY KEY,
    list jsonb NOT NULL,
    author text NOT NULL,
    at_ms bigint NOT NULL
  )`);
}
