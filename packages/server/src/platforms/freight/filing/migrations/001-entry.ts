import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE filing_number (kind text PRIMARY KEY, last integer NOT NULL)`.execute(db);
  await addEntries(db);
  await addRecords(db);
  await refuseChanges(db);
  await addPorts(db);
}

async function addEntries(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE filing_entry (
      id text PRIMARY KEY,
      version integer NOT NULL,
      kind text NOT NULL,
      firm text,
      title text NOT NULL,
      state text NOT NULL,
      reason text NOT NULL,
      content jsonb NOT NULL,
      person integer,
      amendment jsonb,
      until text,
      plate text,
      plate_abroad text,
      terminal text,
      licence_index text,
      place jsonb,
      suspended_until_ms bigint,
      sanctioned_by text,
      filed_ms bigint NOT NULL,
      filed_by text NOT NULL,
      submitted_ms bigint,
      decided_ms bigint,
      decided_by text,
      appeal_due_ms bigint
    )`.execute(db);
  // Only what is on the list holds its plate, terminal and driver: nobody takes a plate by writing a draft.
  for (const column of ['plate', 'plate_abroad', 'terminal', 'licence_index'])
    await sql`
      CREATE UNIQUE INDEX ${sql.ref(`filing_entry_${column}`)} ON filing_entry (${sql.ref(column)})
        WHERE state IN ('approved', 'suspended')`.execute(db);
}

async function addRecords(db: Kysely<unknown>): Promise<void> {
  // Of each version in which it was written; sealed, the numbers of driving licences are those of identity cards.
  await sql`
    CREATE TABLE filing_person (
      id text PRIMARY KEY,
      name_sealed text,
      phone_sealed text,
      licence_sealed text
    )`.execute(db);
  await sql`
    CREATE TABLE filing_event (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      entry text NOT NULL REFERENCES filing_entry,
      version integer NOT NULL,
      at_ms bigint NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      act text NOT NULL,
      reason text NOT NULL,
      content jsonb
    )`.execute(db);
  await sql`CREATE INDEX filing_event_entry ON filing_event (entry)`.execute(db);
  await sql`
    CREATE TABLE filing_photo (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      entry text NOT NULL REFERENCES filing_entry,
      hash text NOT NULL,
      name text NOT NULL,
      media text NOT NULL,
      note text NOT NULL,
      at_ms bigint NOT NULL,
      actor text NOT NULL,
      UNIQUE (entry, hash)
    )`.execute(db);
  await sql`
    CREATE TABLE filing_appeal (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      entry text NOT NULL REFERENCES filing_entry,
      against text NOT NULL,
      sanctioned_by text NOT NULL,
      text text NOT NULL,
      at_ms bigint NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      due_ms bigint NOT NULL,
      granted boolean,
      decided_ms bigint,
      decided_by text,
      reason text NOT NULL
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX filing_appeal_open ON filing_appeal (entry) WHERE granted IS NULL`.execute(
    db,
  );
  // Days of which it was said that documents end.
  await sql`
    CREATE TABLE filing_notice (
      entry text NOT NULL REFERENCES filing_entry,
      until text NOT NULL,
      stage text NOT NULL,
      at_ms bigint NOT NULL,
      PRIMARY KEY (entry, until, stage)
    )`.execute(db);
}

/** What was done stays as it was, also by hand. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION filing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what was filed and done is append-only'; END $$`.execute(db);
  await sql`
    CREATE TRIGGER filing_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
      ON filing_event FOR EACH STATEMENT EXECUTE FUNCTION filing_refuse()`.execute(db);
  await sql`ALTER TABLE filing_event ENABLE ALWAYS TRIGGER filing_event_append_only`.execute(db);
}

/** Ports that handle freight, WGS-84 at a precision of 100 to 300 m; their reach is assumed. */
const PORTS = [
  ['huanggang', '皇岗口岸', 'Huanggang', 114.0725, 22.52],
  ['shenzhen-bay', '深圳湾口岸', 'Shenzhen Bay', 113.9435, 22.503],
  ['liantang', '莲塘口岸', 'Liantang', 114.1565, 22.5545],
  ['man-kam-to', '文锦渡口岸', 'Man Kam To', 114.124, 22.54],
  ['shatoujiao', '沙头角口岸', 'Shatoujiao', 114.222, 22.55],
] as const;
const PORT_RADIUS_M = 600;

async function addPorts(db: Kysely<unknown>): Promise<void> {
  const now_ms = Date.now();
  for (const [id, name, name_en, lon, lat] of PORTS) {
    const content = {
      ...{ kind: 'place', place: 'port', name, name_en, address: '', capacity: null, area: [] },
    };
    const place = { lon, lat, radius_m: PORT_RADIUS_M };
    await sql`
      INSERT INTO filing_entry (id, version, kind, firm, title, state, reason, content, place, filed_ms, filed_by, decided_ms)
      VALUES (${id}, 1, 'place', NULL, ${name}, 'approved', '', ${JSON.stringify(content)}::jsonb,
        ${JSON.stringify(place)}::jsonb, ${now_ms}, 'system', ${now_ms})`.execute(db);
  }
}
