import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addRegister(db);
  await addSigner(db);
  await addReads(db);
  await addYard(db);
  await addEvents(db);
}

async function addRegister(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE gates_site (
      code text PRIMARY KEY,
      version integer NOT NULL,
      name jsonb NOT NULL,
      unit text,
      lon double precision NOT NULL,
      lat double precision NOT NULL,
      capacity integer
    )`.execute(db);
  await sql`
    CREATE TABLE gates_list (
      site text NOT NULL REFERENCES gates_site,
      plate text NOT NULL,
      until_ms bigint NOT NULL,
      note text NOT NULL,
      PRIMARY KEY (site, plate)
    )`.execute(db);
  await sql`
    CREATE TABLE gates_lock (
      code text PRIMARY KEY,
      secret_hash bytea,
      -- Number of the newest event of its controller that is durable here.
      taken integer NOT NULL DEFAULT 0
    )`.execute(db);
  await sql`
    CREATE TABLE gates_gate (
      code text PRIMARY KEY,
      version integer NOT NULL,
      site text NOT NULL REFERENCES gates_site,
      lock text NOT NULL REFERENCES gates_lock,
      name jsonb NOT NULL,
      direction text NOT NULL,
      retired_ms bigint
    )`.execute(db);
  await sql`
    CREATE TABLE gates_camera (
      code text PRIMARY KEY,
      gate text NOT NULL REFERENCES gates_gate,
      maker text NOT NULL,
      towards text NOT NULL,
      address text,
      -- MD5 of user, realm and secret, as a digest needs it; sealed.
      secret_sealed text NOT NULL,
      retired_ms bigint
    )`.execute(db);
}

/** The key by which lists for controllers are signed: one row. */
async function addSigner(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE gates_signer (
      id integer PRIMARY KEY CHECK (id = 1),
      public_key text NOT NULL,
      private_sealed text NOT NULL
    )`.execute(db);
}

async function addReads(db: Kysely<unknown>): Promise<void> {
  // A read that a camera sends again is the same row: a camera that repeats for ever does not fill the table.
  await sql`
    CREATE TABLE gates_read (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL DEFAULT 1,
      gate text NOT NULL REFERENCES gates_gate,
      camera text,
      event text NOT NULL,
      at_ms bigint NOT NULL,
      received_ms bigint NOT NULL,
      direction text,
      plate text,
      original text,
      corrected text,
      matched text,
      near jsonb NOT NULL,
      confidence_pct double precision,
      state text NOT NULL,
      why jsonb NOT NULL,
      trip text,
      permit text,
      decided_by text,
      decided_ms bigint,
      repeats integer NOT NULL DEFAULT 0,
      UNIQUE (gate, camera, event)
    )`.execute(db);
  await sql`CREATE INDEX gates_read_of_gate ON gates_read (gate, id DESC)`.execute(db);
  await sql`CREATE INDEX gates_read_open ON gates_read (gate, id) WHERE state IN ('new', 'waiting')`.execute(
    db,
  );
  await sql`
    CREATE TABLE gates_picture (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      read integer NOT NULL REFERENCES gates_read ON DELETE CASCADE,
      kind text NOT NULL,
      media text NOT NULL,
      at_ms bigint NOT NULL,
      content bytea NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX gates_picture_of_read ON gates_picture (read)`.execute(db);
  await sql`CREATE INDEX gates_picture_age ON gates_picture (at_ms)`.execute(db);
}

async function addYard(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE gates_stay (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      site text NOT NULL REFERENCES gates_site,
      plate text NOT NULL,
      trip text,
      queued_ms bigint,
      in_ms bigint NOT NULL,
      out_ms bigint
    )`.execute(db);
  // A truck is within a site once.
  await sql`CREATE UNIQUE INDEX gates_stay_open ON gates_stay (site, plate) WHERE out_ms IS NULL`.execute(db);
  await sql`CREATE INDEX gates_stay_left ON gates_stay (site, out_ms)`.execute(db);
  // A permit opens the way into a site once, whoever opened: the second time is a finding.
  await sql`
    CREATE TABLE gates_use (
      permit text NOT NULL,
      site text NOT NULL REFERENCES gates_site,
      at_ms bigint NOT NULL,
      gate text NOT NULL,
      PRIMARY KEY (permit, site)
    )`.execute(db);
}

async function addEvents(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE gates_event (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      gate text NOT NULL REFERENCES gates_gate,
      at_ms bigint NOT NULL,
      kind text NOT NULL,
      by text NOT NULL,
      text jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX gates_event_of_gate ON gates_event (gate, id DESC)`.execute(db);
  await sql`
    CREATE TABLE gates_hour (
      gate text NOT NULL REFERENCES gates_gate,
      at_ms bigint NOT NULL,
      numerator integer NOT NULL,
      denominator integer NOT NULL,
      -- The newest minute that it counts: a minute is counted once.
      minute_ms bigint NOT NULL,
      PRIMARY KEY (gate, at_ms)
    )`.execute(db);
}
