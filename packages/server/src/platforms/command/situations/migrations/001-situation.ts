import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addSituations(db);
  await addReports(db);
  await addTimeline(db);
  await addProposals(db);
  await refuseChanges(db);
}

async function addSituations(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE situations_situation (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL,
      state text NOT NULL,
      header text NOT NULL,
      kind text NOT NULL,
      title text NOT NULL,
      severity text NOT NULL,
      probability text NOT NULL,
      level text,
      cause text NOT NULL,
      lon double precision NOT NULL,
      lat double precision NOT NULL,
      link integer,
      road text NOT NULL,
      district text,
      lanes text,
      validity jsonb NOT NULL,
      capacity_pct double precision,
      delay_s double precision,
      received_ms bigint NOT NULL,
      acknowledged_by text,
      acknowledged_ms bigint,
      owner text,
      owner_name text,
      merged_into integer REFERENCES situations_situation
    )`.execute(db);
  await sql`
    CREATE INDEX situations_open ON situations_situation (id)
      WHERE state IN ('received', 'verified', 'responding', 'cleared') AND merged_into IS NULL`.execute(db);
  await sql`CREATE INDEX situations_merged ON situations_situation (merged_into)`.execute(db);
}

async function addReports(db: Kysely<unknown>): Promise<void> {
  // The key makes a report that comes twice one report, whoever sends it and however the sending ended.
  await sql`
    CREATE TABLE situations_report (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      key text NOT NULL UNIQUE,
      situation integer NOT NULL REFERENCES situations_situation,
      first_situation integer NOT NULL REFERENCES situations_situation,
      origin text NOT NULL,
      kind text NOT NULL,
      at_ms bigint NOT NULL,
      received_ms bigint NOT NULL,
      lon double precision NOT NULL,
      lat double precision NOT NULL,
      road text NOT NULL,
      text text NOT NULL,
      author text NOT NULL,
      attributes jsonb NOT NULL,
      ended_ms bigint
    )`.execute(db);
  await sql`CREATE INDEX situations_unended ON situations_report (key) WHERE ended_ms IS NULL`.execute(db);
  await sql`CREATE INDEX situations_report_situation ON situations_report (situation)`.execute(db);
  // Apart, since these columns are sealed again at a rotation of keys.
  await sql`
    CREATE TABLE situations_caller (
      report integer PRIMARY KEY REFERENCES situations_report,
      name text NOT NULL,
      phone text NOT NULL,
      name_sealed text NOT NULL,
      phone_sealed text NOT NULL
    )`.execute(db);
}

async function addTimeline(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE situations_entry (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      situation integer NOT NULL REFERENCES situations_situation,
      at_ms bigint NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      kind text NOT NULL,
      text jsonb NOT NULL,
      detail jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX situations_entry_situation ON situations_entry (situation, id)`.execute(db);
  await sql`
    CREATE TABLE situations_clock_event (
      situation integer NOT NULL REFERENCES situations_situation,
      clock text NOT NULL,
      seq integer NOT NULL,
      event jsonb NOT NULL,
      PRIMARY KEY (situation, clock, seq)
    )`.execute(db);
  await sql`
    CREATE TABLE situations_attachment (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      situation integer NOT NULL REFERENCES situations_situation,
      hash text NOT NULL,
      name text NOT NULL,
      author text NOT NULL,
      at_ms bigint NOT NULL,
      note text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX situations_attachment_situation ON situations_attachment (situation)`.execute(db);
}

async function addProposals(db: Kysely<unknown>): Promise<void> {
  // A pair is proposed once: what was refused or split again is not proposed again.
  await sql`
    CREATE TABLE situations_proposal (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      earlier integer NOT NULL REFERENCES situations_situation,
      later integer NOT NULL REFERENCES situations_situation,
      score double precision NOT NULL,
      reasons jsonb NOT NULL,
      made_ms bigint NOT NULL,
      state text NOT NULL,
      UNIQUE (earlier, later)
    )`.execute(db);
  await sql`CREATE INDEX situations_proposal_later ON situations_proposal (later) WHERE state = 'open'`.execute(
    db,
  );
  await sql`CREATE INDEX situations_proposal_earlier ON situations_proposal (earlier) WHERE state = 'open'`.execute(
    db,
  );
}

/** What happened is not changed afterwards, also not by hand, nor while a session claims to replay another server. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION situations_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what happened to a situation is append-only'; END $$`.execute(db);
  for (const table of ['situations_entry', 'situations_clock_event', 'situations_attachment']) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION situations_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
