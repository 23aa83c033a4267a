import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addHeld(db);
  await addTransfers(db);
  await addLetters(db);
  await sql`
    CREATE FUNCTION intake_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what came in is append-only'; END $$`.execute(db);
  for (const table of ['intake_transfer_news', 'intake_peer', 'intake_letter']) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION intake_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}

async function addHeld(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE intake_held (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      channel text NOT NULL,
      key text NOT NULL,
      sender text NOT NULL,
      files integer NOT NULL,
      received_ms bigint NOT NULL,
      state text NOT NULL,
      first_case integer,
      first_number text,
      case_number text,
      decided_by text,
      decided_ms bigint,
      reason text,
      UNIQUE (channel, key)
    )`.execute(db);
  await sql`CREATE INDEX intake_held_waiting ON intake_held (id) WHERE state = 'held'`.execute(db);
  // Apart, since this column is sealed again at a rotation of keys.
  await sql`
    CREATE TABLE intake_held_content (
      held integer PRIMARY KEY REFERENCES intake_held,
      content_sealed text NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE intake_held_file (
      held integer NOT NULL REFERENCES intake_held,
      seq integer NOT NULL,
      hash text NOT NULL,
      name text NOT NULL,
      note text NOT NULL,
      PRIMARY KEY (held, seq)
    )`.execute(db);
  // What came from whom, by which the next one of a flood is known.
  await sql`
    CREATE TABLE intake_received (
      channel text NOT NULL,
      key text NOT NULL,
      sender_index text,
      at_ms bigint NOT NULL,
      case_id integer,
      case_number text,
      held integer REFERENCES intake_held,
      PRIMARY KEY (channel, key)
    )`.execute(db);
  await sql`CREATE INDEX intake_received_sender ON intake_received (channel, sender_index, at_ms)`.execute(
    db,
  );
}

async function addTransfers(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE intake_transfer (
      number text PRIMARY KEY,
      case_id integer NOT NULL,
      case_number text NOT NULL,
      follows integer NOT NULL,
      digest text NOT NULL,
      answer text NOT NULL,
      received_ms bigint NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX intake_transfer_follows ON intake_transfer (follows)`.execute(db);
  await sql`
    CREATE TABLE intake_transfer_news (
      seq integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      number text NOT NULL REFERENCES intake_transfer,
      case_number text NOT NULL,
      step text NOT NULL,
      text text NOT NULL,
      at_ms bigint NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX intake_transfer_news_number ON intake_transfer_news (number)`.execute(db);
  await sql`
    CREATE TABLE intake_peer (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      endpoint integer,
      name text NOT NULL,
      after_seq integer NOT NULL,
      at_ms bigint NOT NULL,
      author text NOT NULL
    )`.execute(db);
}

async function addLetters(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE intake_letter (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      key text NOT NULL UNIQUE,
      sender text NOT NULL,
      received_ms bigint NOT NULL,
      taken_ms bigint NOT NULL,
      outcome text NOT NULL,
      case_number text,
      notes jsonb NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE intake_mail_place (
      mailbox text PRIMARY KEY,
      validity text NOT NULL,
      uid bigint NOT NULL,
      at_ms bigint NOT NULL
    )`.execute(db);
}
