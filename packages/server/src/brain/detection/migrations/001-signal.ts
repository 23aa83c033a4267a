import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE detection_signal (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      network_version text NOT NULL,
      kind text NOT NULL,
      subject text,
      links jsonb NOT NULL,
      lon double precision,
      lat double precision,
      district text,
      road jsonb NOT NULL,
      began_ms bigint NOT NULL,
      changed_ms bigint NOT NULL,
      ended_ms bigint,
      ended_why text,
      confidence double precision NOT NULL,
      length_m double precision,
      rule text NOT NULL,
      rule_version text NOT NULL,
      parts jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX detection_signal_began ON detection_signal (began_ms)`.execute(db);
  await sql`CREATE INDEX detection_signal_open ON detection_signal (id) WHERE ended_ms IS NULL`.execute(db);
  // What is silent or crowded is so once, whatever a restart forgot.
  await sql`CREATE UNIQUE INDEX detection_signal_subject ON detection_signal (subject)
    WHERE ended_ms IS NULL AND subject IS NOT NULL`.execute(db);
  await sql`
    CREATE TABLE detection_change (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      signal integer NOT NULL REFERENCES detection_signal ON DELETE CASCADE,
      at_ms bigint NOT NULL,
      what text NOT NULL,
      kind text NOT NULL,
      links integer NOT NULL,
      length_m double precision,
      confidence double precision NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX detection_change_signal ON detection_change (signal)`.execute(db);
  await sql`
    CREATE TABLE detection_point (
      signal integer NOT NULL REFERENCES detection_signal ON DELETE CASCADE,
      at_ms bigint NOT NULL,
      speed_kmh real,
      samples integer NOT NULL,
      usual_kmh real,
      low_kmh real,
      high_kmh real,
      PRIMARY KEY (signal, at_ms)
    )`.execute(db);
  await sql`
    CREATE TABLE detection_verdict (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      signal integer NOT NULL REFERENCES detection_signal ON DELETE CASCADE,
      at_ms bigint NOT NULL,
      principal text NOT NULL,
      account text NOT NULL,
      verdict text NOT NULL,
      reason text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX detection_verdict_signal ON detection_verdict (signal)`.execute(db);
}
