import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE tracking_trip (
      trip text PRIMARY KEY,
      plate text NOT NULL,
      truck text NOT NULL,
      driver text NOT NULL,
      firm text NOT NULL,
      class text NOT NULL,
      direction text NOT NULL,
      stage text NOT NULL,
      began_ms bigint NOT NULL,
      over_ms bigint,
      state jsonb NOT NULL,
      taken_ms bigint NOT NULL,
      ticked_ms bigint NOT NULL,
      stored_ms bigint NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX tracking_trip_open ON tracking_trip (trip) WHERE over_ms IS NULL`.execute(db);
  for (const column of ['truck', 'driver', 'firm'])
    await sql`
      CREATE INDEX ${sql.ref(`tracking_trip_${column}`)} ON tracking_trip (${sql.ref(column)}, began_ms)`.execute(
      db,
    );
  await sql`CREATE INDEX tracking_trip_began ON tracking_trip (began_ms)`.execute(db);
  await sql`
    CREATE TABLE tracking_place (
      trip text NOT NULL REFERENCES tracking_trip,
      place text NOT NULL,
      from_ms bigint NOT NULL,
      PRIMARY KEY (place, from_ms, trip)
    )`.execute(db);
  await addAlarms(db);
}

async function addAlarms(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE tracking_alarm (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL,
      trip text NOT NULL REFERENCES tracking_trip,
      plate text NOT NULL,
      truck text NOT NULL,
      driver text NOT NULL,
      firm text NOT NULL,
      kind text NOT NULL,
      stage integer NOT NULL,
      means text NOT NULL,
      state text NOT NULL,
      words jsonb NOT NULL,
      facts jsonb NOT NULL,
      fixes jsonb NOT NULL,
      began_ms bigint NOT NULL,
      raised_ms bigint NOT NULL,
      ended_ms bigint,
      owner text,
      owner_principal text,
      taken_ms bigint,
      answered_ms bigint,
      escalated boolean NOT NULL,
      look_ms bigint,
      close_by_ms bigint NOT NULL,
      asked jsonb,
      cause text,
      outcome text,
      closed_ms bigint,
      reopened integer NOT NULL,
      CHECK ((state = 'closed') = (closed_ms IS NOT NULL)),
      CHECK ((state = 'closed') = (cause IS NOT NULL AND outcome IS NOT NULL)),
      CHECK ((state = 'to_confirm') = (asked IS NOT NULL))
    )`.execute(db);
  // An alarm stands once: what comes again while it is not closed joins it.
  await sql`
    CREATE UNIQUE INDEX tracking_alarm_standing ON tracking_alarm (trip, kind) WHERE state <> 'closed'`.execute(
    db,
  );
  await sql`CREATE INDEX tracking_alarm_look ON tracking_alarm (look_ms) WHERE look_ms IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX tracking_alarm_raised ON tracking_alarm (raised_ms)`.execute(db);
  for (const column of ['trip', 'truck', 'driver', 'firm'])
    await sql`
      CREATE INDEX ${sql.ref(`tracking_alarm_${column}`)} ON tracking_alarm (${sql.ref(column)}, raised_ms)`.execute(
      db,
    );
  await sql`
    CREATE TABLE tracking_alarm_entry (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      alarm integer NOT NULL REFERENCES tracking_alarm,
      at_ms bigint NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      kind text NOT NULL,
      text jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX tracking_alarm_entry_of ON tracking_alarm_entry (alarm)`.execute(db);
  await sql`
    CREATE TABLE tracking_clock_event (
      alarm integer NOT NULL REFERENCES tracking_alarm,
      code text NOT NULL,
      seq integer NOT NULL,
      event jsonb NOT NULL,
      PRIMARY KEY (alarm, code, seq)
    )`.execute(db);
  await sql`
    CREATE FUNCTION tracking_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what happened to an alarm is append-only'; END $$`.execute(db);
  for (const table of ['tracking_alarm_entry', 'tracking_clock_event']) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION tracking_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
