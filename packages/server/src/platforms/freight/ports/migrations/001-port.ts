import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ports_crossing (
      reporter text NOT NULL,
      ref text NOT NULL,
      port text NOT NULL,
      direction text NOT NULL,
      plate text NOT NULL,
      lane text,
      at_ms bigint NOT NULL,
      received_ms bigint NOT NULL,
      PRIMARY KEY (reporter, ref)
    )`.execute(db);
  await sql`CREATE INDEX ports_crossing_at ON ports_crossing (at_ms)`.execute(db);
  await sql`
    CREATE TABLE ports_visit (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      truck text NOT NULL,
      class text NOT NULL,
      port text NOT NULL,
      direction text NOT NULL,
      entered_ms bigint NOT NULL,
      entry_seen boolean NOT NULL,
      stood_ms bigint NOT NULL,
      heard_ms bigint NOT NULL,
      "end" text,
      end_ms bigint,
      seen boolean NOT NULL,
      excluded text
    )`.execute(db);
  // A truck waits before one port at a time.
  await sql`CREATE UNIQUE INDEX ports_visit_open ON ports_visit (truck) WHERE "end" IS NULL`.execute(db);
  await sql`CREATE INDEX ports_visit_entered ON ports_visit (port, direction, entered_ms)`.execute(db);
  await sql`CREATE INDEX ports_visit_time ON ports_visit (entered_ms)`.execute(db);
  await addForecasts(db);
}

async function addForecasts(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE ports_lanes (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      port text NOT NULL,
      direction text NOT NULL,
      from_ms bigint NOT NULL,
      plan jsonb NOT NULL,
      source jsonb NOT NULL,
      assumed boolean NOT NULL,
      reason text NOT NULL,
      made_by text NOT NULL,
      made_ms bigint NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE ports_forecast (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      made_ms bigint NOT NULL,
      port text NOT NULL,
      direction text NOT NULL,
      lanes jsonb NOT NULL,
      standing_s double precision,
      hours jsonb NOT NULL,
      UNIQUE (made_ms, port, direction)
    )`.execute(db);
  await sql`
    CREATE TABLE ports_score (
      forecast bigint NOT NULL REFERENCES ports_forecast,
      hour_ms bigint NOT NULL,
      horizon_h integer NOT NULL,
      measured jsonb,
      scored_ms bigint NOT NULL,
      PRIMARY KEY (forecast, hour_ms)
    )`.execute(db);
  await sql`CREATE INDEX ports_score_hour ON ports_score (hour_ms)`.execute(db);
  // A forecast that could be changed afterwards would prove nothing.
  await sql`
    CREATE FUNCTION ports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'forecasts, their scores and lanes are append-only'; END $$`.execute(db);
  for (const table of ['ports_lanes', 'ports_forecast', 'ports_score']) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION ports_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
