import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addConsignments(db);
  await addSupervision(db);
  await addLots(db);
  await addEpcis(db);
  await refuseChanges(db);
}

async function addConsignments(db: Kysely<unknown>): Promise<void> {
  // The last number given of each day and letter, held by whoever takes the next one.
  await sql`
    CREATE TABLE cold_chain_number (
      letter text NOT NULL, day text NOT NULL, last integer NOT NULL, PRIMARY KEY (letter, day)
    )`.execute(db);
  await sql`
    CREATE TABLE cold_chain_warehouse (
      code text PRIMARY KEY,
      unit text NOT NULL,
      name jsonb NOT NULL,
      trucks_per_hour integer NOT NULL,
      fetch_h integer NOT NULL,
      overdue_min integer NOT NULL,
      assumed boolean NOT NULL,
      source jsonb NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE cold_chain_rule (
      goods_class text NOT NULL,
      version integer NOT NULL,
      name jsonb NOT NULL,
      settings jsonb NOT NULL,
      source jsonb NOT NULL,
      assumed boolean NOT NULL,
      valid_from_ms bigint NOT NULL,
      PRIMARY KEY (goods_class, version)
    )`.execute(db);
  await sql`
    CREATE TABLE cold_chain_consignment (
      id text PRIMARY KEY,
      version integer NOT NULL,
      state text NOT NULL,
      firm text NOT NULL,
      goods text NOT NULL,
      goods_class text NOT NULL,
      lots jsonb NOT NULL,
      customs_form text NOT NULL,
      container text NOT NULL,
      seal text NOT NULL,
      sensor text,
      seal_device text,
      truck text NOT NULL,
      driver text,
      trip text,
      warehouse text NOT NULL REFERENCES cold_chain_warehouse,
      slot_from_ms bigint NOT NULL,
      slot_to_ms bigint NOT NULL,
      destination text NOT NULL,
      settings jsonb NOT NULL,
      supervision jsonb NOT NULL,
      declared_ms bigint NOT NULL,
      declared_by text NOT NULL,
      departed_ms bigint,
      arrived_ms bigint,
      tested_ms bigint,
      fetch_by_ms bigint,
      left_ms bigint,
      test jsonb
    )`.execute(db);
  await sql`CREATE INDEX cold_chain_consignment_firm ON cold_chain_consignment (firm, declared_ms)`.execute(
    db,
  );
  await sql`CREATE INDEX cold_chain_consignment_state ON cold_chain_consignment (state, declared_ms)`.execute(
    db,
  );
  await sql`
    CREATE INDEX cold_chain_consignment_slot ON cold_chain_consignment (warehouse, slot_from_ms)
      WHERE state <> 'called_off'`.execute(db);
  // A customs form is declared once, and a device watches one hold at a time.
  await sql`
    CREATE UNIQUE INDEX cold_chain_consignment_form ON cold_chain_consignment (customs_form)
      WHERE state <> 'called_off'`.execute(db);
  for (const device of ['sensor', 'seal_device', 'truck'])
    await sql`
      CREATE UNIQUE INDEX ${sql.ref(`cold_chain_consignment_${device}`)} ON cold_chain_consignment (${sql.ref(device)})
        WHERE state = 'under_way'`.execute(db);
  await sql`
    CREATE TABLE cold_chain_event (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      consignment text NOT NULL REFERENCES cold_chain_consignment,
      at_ms bigint NOT NULL,
      kind text NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      text jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX cold_chain_event_of ON cold_chain_event (consignment, id)`.execute(db);
  await sql`
    CREATE TABLE cold_chain_certificate (
      code text PRIMARY KEY,
      consignment text NOT NULL REFERENCES cold_chain_consignment,
      text text NOT NULL,
      key_id text NOT NULL,
      signature text NOT NULL,
      issued_ms bigint NOT NULL,
      issued_by text NOT NULL,
      revoked_ms bigint,
      revoked_why text
    )`.execute(db);
  await sql`
    CREATE UNIQUE INDEX cold_chain_certificate_of ON cold_chain_certificate (consignment)
      WHERE revoked_ms IS NULL`.execute(db);
}

async function addSupervision(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cold_chain_reading (
      consignment text NOT NULL REFERENCES cold_chain_consignment,
      at_ms bigint NOT NULL,
      received_ms bigint NOT NULL,
      temperature_c real NOT NULL,
      door_open boolean,
      PRIMARY KEY (consignment, at_ms)
    )`.execute(db);
  await sql`
    CREATE TABLE cold_chain_refusal (
      day text NOT NULL,
      sensor text NOT NULL,
      reason text NOT NULL,
      n integer NOT NULL,
      last_ms bigint NOT NULL,
      example text NOT NULL,
      PRIMARY KEY (day, sensor, reason)
    )`.execute(db);
  await sql`
    CREATE TABLE cold_chain_warning (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL,
      consignment text NOT NULL REFERENCES cold_chain_consignment,
      kind text NOT NULL,
      what text NOT NULL,
      rule jsonb,
      text jsonb NOT NULL,
      began_ms bigint NOT NULL,
      opened_ms bigint NOT NULL,
      over_ms bigint,
      worst_c real,
      needs_person boolean NOT NULL,
      closed_ms bigint,
      closed_by text,
      cause text,
      note text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX cold_chain_warning_of ON cold_chain_warning (consignment, id)`.execute(db);
  await sql`
    CREATE UNIQUE INDEX cold_chain_warning_going ON cold_chain_warning (consignment, what)
      WHERE over_ms IS NULL AND closed_ms IS NULL`.execute(db);
}

async function addLots(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cold_chain_movement (
      ref integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      key text UNIQUE,
      at_ms bigint NOT NULL,
      kind text NOT NULL,
      from_lot text NOT NULL,
      from_holder text NOT NULL,
      to_lot text NOT NULL,
      to_holder text NOT NULL,
      quantity double precision,
      by text NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE cold_chain_recall (
      id text PRIMARY KEY,
      lot text NOT NULL,
      reason text NOT NULL,
      begun_ms bigint NOT NULL,
      begun_by text NOT NULL,
      ended_ms bigint,
      ended_note text
    )`.execute(db);
  await sql`
    CREATE UNIQUE INDEX cold_chain_recall_going ON cold_chain_recall (lot) WHERE ended_ms IS NULL`.execute(
    db,
  );
  await sql`
    CREATE TABLE cold_chain_recall_notice (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      recall text NOT NULL REFERENCES cold_chain_recall,
      holder text NOT NULL,
      lots jsonb NOT NULL,
      messaged boolean NOT NULL,
      noticed_ms bigint NOT NULL,
      answered_ms bigint,
      answered_by text,
      secured double precision,
      note text NOT NULL,
      UNIQUE (recall, holder)
    )`.execute(db);
  await sql`CREATE INDEX cold_chain_recall_notice_holder ON cold_chain_recall_notice (holder, id)`.execute(
    db,
  );
}

async function addEpcis(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE cold_chain_epcis (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      event_id text NOT NULL UNIQUE,
      firm text,
      type text NOT NULL,
      biz_step text,
      event_ms bigint NOT NULL,
      record_ms bigint NOT NULL,
      epcs text[] NOT NULL,
      event jsonb NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX cold_chain_epcis_epcs ON cold_chain_epcis USING gin (epcs)`.execute(db);
  await sql`CREATE INDEX cold_chain_epcis_at ON cold_chain_epcis (event_ms, id)`.execute(db);
}

/** What happened stays as it was written, also by hand. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION cold_chain_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'what happened to cold goods is append-only'; END $$`.execute(db);
  for (const table of [
    ...[
      'cold_chain_event',
      'cold_chain_reading',
      'cold_chain_movement',
      'cold_chain_epcis',
      'cold_chain_rule',
    ],
  ]) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION cold_chain_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
