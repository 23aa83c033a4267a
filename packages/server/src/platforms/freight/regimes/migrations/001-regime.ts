import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addVersions(db);
  await addSwitches(db);
  await addDrafts(db);
  await addPorts(db);
  await refuseChanges(db);
}

/** Versions, and what happened to them: the end that holds is that of the last event which sets one. */
async function addVersions(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE regimes_version (
      code text NOT NULL,
      version integer NOT NULL,
      regime jsonb NOT NULL,
      resumes boolean NOT NULL,
      announced_ms bigint,
      reason text NOT NULL,
      PRIMARY KEY (code, version)
    )`.execute(db);
  await sql`
    CREATE TABLE regimes_event (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      code text NOT NULL,
      version integer NOT NULL,
      kind text NOT NULL,
      at_ms bigint NOT NULL,
      to_ms bigint,
      by text,
      reason text NOT NULL,
      detail jsonb NOT NULL,
      FOREIGN KEY (code, version) REFERENCES regimes_version
    )`.execute(db);
  await sql`
    CREATE UNIQUE INDEX regimes_event_once ON regimes_event (code, version, kind)
      WHERE kind IN ('announced', 'began', 'ended', 'taken_back')`.execute(db);
}

/** An instant at which regimes changed, and what became of each trip that stood open. */
async function addSwitches(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE regimes_switch (
      at_ms bigint PRIMARY KEY,
      made_ms bigint NOT NULL,
      settled_ms bigint,
      counts jsonb
    )`.execute(db);
  await sql`
    CREATE TABLE regimes_settlement (
      switch_ms bigint NOT NULL REFERENCES regimes_switch,
      trip text NOT NULL,
      how text NOT NULL,
      settlement jsonb NOT NULL,
      handed_ms bigint,
      PRIMARY KEY (switch_ms, trip)
    )`.execute(db);
  await sql`
    CREATE INDEX regimes_settlement_due ON regimes_settlement (switch_ms) WHERE handed_ms IS NULL`.execute(
    db,
  );
}

async function addDrafts(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE regimes_draft (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL,
      state text NOT NULL,
      regime jsonb NOT NULL,
      purpose text NOT NULL,
      writers jsonb NOT NULL,
      changed_ms bigint NOT NULL,
      checked_ms bigint,
      checked_by text,
      announced_code text,
      announced_version integer
    )`.execute(db);
  await sql`
    CREATE TABLE regimes_drill (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      draft integer NOT NULL REFERENCES regimes_draft,
      regime jsonb NOT NULL,
      at_ms bigint NOT NULL,
      by text NOT NULL,
      reason text NOT NULL,
      preview jsonb NOT NULL,
      messages integer NOT NULL
    )`.execute(db);
}

async function addPorts(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE regimes_port_state (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      state jsonb NOT NULL,
      made_ms bigint,
      made_by text
    )`.execute(db);
  await sql`
    CREATE TABLE regimes_port_end (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      state integer NOT NULL REFERENCES regimes_port_state,
      to_ms bigint,
      reason text NOT NULL,
      at_ms bigint NOT NULL,
      by text NOT NULL
    )`.execute(db);
}

/** What was announced and what followed from it is not changed afterwards, also not by hand. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION regimes_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'regimes on record are append-only'; END $$`.execute(db);
  for (const table of ['version', 'event', 'drill', 'port_state', 'port_end']) {
    const trigger = sql.ref(`regimes_${table}_append_only`);
    const name = sql.table(`regimes_${table}`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${name} FOR EACH STATEMENT EXECUTE FUNCTION regimes_refuse()`.execute(db);
    await sql`ALTER TABLE ${name} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
