import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE trips_trip (
      id text PRIMARY KEY,
      version integer NOT NULL,
      key text NOT NULL,
      firm text NOT NULL,
      truck text NOT NULL,
      plate text NOT NULL,
      plate_abroad text,
      terminal text NOT NULL,
      class text NOT NULL,
      drivers jsonb NOT NULL,
      goods jsonb NOT NULL,
      slip text,
      trip jsonb NOT NULL,
      state text NOT NULL,
      slot jsonb,
      slot_key text,
      place integer,
      line bigint NOT NULL,
      standby boolean NOT NULL,
      outcome text NOT NULL,
      reasons jsonb NOT NULL,
      cause jsonb,
      permit text,
      first_ms bigint NOT NULL,
      last_ms bigint NOT NULL,
      closes_ms bigint NOT NULL,
      declared_ms bigint NOT NULL,
      declared_by text NOT NULL,
      ended_ms bigint,
      ended_by text
    )`.execute(db);
  // The last word on it: no place of a slot is given twice, whatever a process believes.
  await sql`CREATE UNIQUE INDEX trips_trip_place ON trips_trip (slot_key, place) WHERE place IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX trips_trip_open ON trips_trip (id) WHERE ended_ms IS NULL`.execute(db);
  await sql`CREATE INDEX trips_trip_ended ON trips_trip (ended_ms)`.execute(db);
  await sql`CREATE INDEX trips_trip_first ON trips_trip (first_ms, id)`.execute(db);
  await sql`CREATE INDEX trips_trip_firm ON trips_trip (firm, first_ms)`.execute(db);
  await sql`CREATE INDEX trips_trip_truck ON trips_trip (truck, first_ms)`.execute(db);
  await sql`CREATE INDEX trips_trip_drivers ON trips_trip USING gin (drivers)`.execute(db);
  await sql`CREATE INDEX trips_trip_slip ON trips_trip (slip) WHERE slip IS NOT NULL`.execute(db);
  await sql`CREATE INDEX trips_trip_plate ON trips_trip (plate text_pattern_ops)`.execute(db);
  await addEvents(db);
  await addPermits(db);
  await addCapacities(db);
}

async function addEvents(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE trips_event (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      trip text NOT NULL REFERENCES trips_trip,
      at_ms bigint NOT NULL,
      by text NOT NULL,
      kind text NOT NULL,
      text jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX trips_event_trip ON trips_event (trip)`.execute(db);
}

async function addPermits(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE trips_permit (
      number text PRIMARY KEY,
      trip text NOT NULL REFERENCES trips_trip,
      content jsonb NOT NULL,
      to_ms bigint NOT NULL,
      revoked_ms bigint,
      cause jsonb
    )`.execute(db);
  await sql`CREATE INDEX trips_permit_to ON trips_permit (to_ms)`.execute(db);
  // A permit is used once for each place and passage: the key is what refuses the second.
  await sql`
    CREATE TABLE trips_permit_use (
      permit text NOT NULL REFERENCES trips_permit,
      place text NOT NULL,
      passage text NOT NULL,
      at_ms bigint NOT NULL,
      by text NOT NULL,
      plate text,
      PRIMARY KEY (permit, place, passage)
    )`.execute(db);
  await sql`
    CREATE TABLE trips_link (
      trip text PRIMARY KEY REFERENCES trips_trip,
      hash text NOT NULL UNIQUE,
      driver text NOT NULL,
      made_ms bigint NOT NULL,
      expires_ms bigint NOT NULL
    )`.execute(db);
}

async function addCapacities(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE trips_capacity (
      port text NOT NULL,
      direction text NOT NULL,
      class text NOT NULL,
      version integer NOT NULL,
      from_ms bigint NOT NULL,
      per_hour jsonb NOT NULL,
      firm_share double precision NOT NULL,
      source jsonb NOT NULL,
      assumed boolean NOT NULL,
      reason text NOT NULL,
      made_by text NOT NULL,
      made_ms bigint NOT NULL,
      PRIMARY KEY (port, direction, class, version)
    )`.execute(db);
  // What happened, and what was set when, is not changed afterwards.
  await sql`
    CREATE FUNCTION trips_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what happened to a trip is append-only'; END $$`.execute(db);
  for (const table of ['trips_event', 'trips_permit_use', 'trips_capacity']) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION trips_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
