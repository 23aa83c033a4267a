import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addCases(db);
  await addWhatHappened(db);
  await addRequests(db);
  await addClusters(db);
  await addConfiguration(db);
  await refuseChanges(db);
}

async function addCases(db: Kysely<unknown>): Promise<void> {
  // A day's last number grows in the transaction of the case that gets it: none is given twice, and none is left out.
  await sql`CREATE TABLE cases_number (day text PRIMARY KEY, last integer NOT NULL)`.execute(db);
  await sql`
    CREATE TABLE cases_case (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL,
      number text NOT NULL UNIQUE,
      state text NOT NULL,
      type text NOT NULL,
      field text NOT NULL,
      category text NOT NULL,
      channel text NOT NULL,
      key text NOT NULL,
      title text NOT NULL,
      text text NOT NULL,
      place text NOT NULL,
      lon double precision,
      lat double precision,
      district text,
      meant jsonb,
      outside jsonb,
      call text,
      secret boolean NOT NULL,
      answer_by text NOT NULL,
      received_ms bigint NOT NULL,
      unit text,
      dispatched_ms bigint,
      accepted_ms bigint,
      answered_ms bigint,
      closed_ms bigint,
      at_once boolean NOT NULL,
      supervision text NOT NULL,
      card text NOT NULL,
      round integer NOT NULL,
      dispatches integer NOT NULL,
      reworks integer NOT NULL,
      returns integer NOT NULL,
      requests integer NOT NULL,
      referred_to text,
      merged_into integer REFERENCES cases_case,
      cluster integer,
      clock text,
      due_ms bigint,
      soon_ms bigint,
      UNIQUE (channel, key)
    )`.execute(db);
  await sql`CREATE INDEX cases_case_merged ON cases_case (merged_into) WHERE merged_into IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX cases_case_closed ON cases_case (closed_ms) WHERE state = 'closed'`.execute(db);
  await sql`CREATE INDEX cases_case_call ON cases_case (call) WHERE call IS NOT NULL`.execute(db);
  await sql`
    CREATE INDEX cases_case_outside ON cases_case ((outside ->> 'system'), (outside ->> 'number'))
      WHERE outside IS NOT NULL`.execute(db);
  // Apart, since these columns are sealed again at a rotation of keys.
  await sql`
    CREATE TABLE cases_asker (
      "case" integer PRIMARY KEY REFERENCES cases_case,
      name text NOT NULL,
      phone text,
      email text,
      phone_index text,
      name_sealed text NOT NULL,
      phone_sealed text,
      email_sealed text,
      text_sealed text
    )`.execute(db);
  await sql`CREATE INDEX cases_asker_phone ON cases_asker (phone_index, "case")`.execute(db);
  await sql`
    CREATE TABLE cases_link (
      "case" integer NOT NULL REFERENCES cases_case,
      kind text NOT NULL,
      ref text NOT NULL,
      PRIMARY KEY ("case", kind, ref)
    )`.execute(db);
  await sql`CREATE INDEX cases_link_ref ON cases_link (kind, ref, "case")`.execute(db);
}

async function addWhatHappened(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cases_entry (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      "case" integer NOT NULL REFERENCES cases_case,
      at_ms bigint NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      kind text NOT NULL,
      text jsonb NOT NULL,
      detail jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX cases_entry_case ON cases_entry ("case", id)`.execute(db);
  await sql`
    CREATE TABLE cases_clock_event (
      "case" integer NOT NULL REFERENCES cases_case,
      clock text NOT NULL,
      seq integer NOT NULL,
      event jsonb NOT NULL,
      PRIMARY KEY ("case", clock, seq)
    )`.execute(db);
  await sql`
    CREATE TABLE cases_attachment (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      "case" integer NOT NULL REFERENCES cases_case,
      hash text NOT NULL,
      name text NOT NULL,
      author text NOT NULL,
      at_ms bigint NOT NULL,
      note text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX cases_attachment_case ON cases_attachment ("case")`.execute(db);
  await sql`
    CREATE TABLE cases_answer (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      "case" integer NOT NULL REFERENCES cases_case,
      text text NOT NULL,
      author text NOT NULL,
      unit text,
      at_ms bigint NOT NULL,
      at_once boolean NOT NULL,
      refused boolean NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX cases_answer_case ON cases_answer ("case", id)`.execute(db);
  await sql`
    CREATE TABLE cases_suggested (
      "case" integer NOT NULL REFERENCES cases_case,
      suggested jsonb NOT NULL,
      category text NOT NULL,
      unit text,
      at_ms bigint NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX cases_suggested_at ON cases_suggested (at_ms)`.execute(db);
}

async function addRequests(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cases_request (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      "case" integer NOT NULL REFERENCES cases_case,
      kind text NOT NULL,
      reason text NOT NULL,
      unit text NOT NULL,
      length double precision,
      proposed_unit text,
      author text NOT NULL,
      at_ms bigint NOT NULL,
      state text NOT NULL,
      ruled_by text,
      ruled_ms bigint,
      ruling text
    )`.execute(db);
  await sql`CREATE INDEX cases_request_case ON cases_request ("case")`.execute(db);
  // One of a kind waits for a ruling at a time.
  await sql`CREATE UNIQUE INDEX cases_request_open ON cases_request ("case", kind) WHERE state = 'open'`.execute(
    db,
  );
}

async function addClusters(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cases_cluster (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL,
      title text NOT NULL,
      state text NOT NULL,
      made_ms bigint NOT NULL,
      answered_ms bigint
    )`.execute(db);
  // A case stands in a cluster once, whatever became of it there: what a person took out is not proposed again.
  await sql`
    CREATE TABLE cases_cluster_member (
      cluster integer NOT NULL REFERENCES cases_cluster,
      "case" integer NOT NULL REFERENCES cases_case,
      state text NOT NULL,
      score double precision NOT NULL,
      reasons jsonb NOT NULL,
      PRIMARY KEY (cluster, "case")
    )`.execute(db);
  await sql`CREATE INDEX cases_cluster_member_case ON cases_cluster_member ("case")`.execute(db);
}

async function addConfiguration(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cases_category (
      code text PRIMARY KEY,
      field text NOT NULL,
      name jsonb NOT NULL,
      words text[] NOT NULL,
      unit text,
      valid_from text NOT NULL,
      valid_to text,
      successors text[] NOT NULL,
      source jsonb NOT NULL,
      assumed boolean NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE cases_rule (
      key text NOT NULL,
      version integer NOT NULL,
      rule jsonb NOT NULL,
      reason text NOT NULL,
      made_by text NOT NULL,
      made_ms bigint NOT NULL,
      PRIMARY KEY (key, version)
    )`.execute(db);
}

/** What happened is not changed afterwards, also not by hand, nor while a session claims to replay another server. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what happened to a case is append-only'; END $$`.execute(db);
  for (const table of [
    ...['cases_entry', 'cases_clock_event', 'cases_attachment', 'cases_suggested', 'cases_rule'],
  ]) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION cases_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
