import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE calibration_estimate (
      version text PRIMARY KEY,
      network_version text NOT NULL,
      made_ms bigint NOT NULL,
      -- What is shown of it: days, hold-outs, measured figures of roads.
      summary jsonb NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE calibration_typical_day (
      version text NOT NULL REFERENCES calibration_estimate ON DELETE CASCADE,
      day_class text NOT NULL,
      -- 96 quarters × links, 16 bits each, gzipped.
      passes bytea NOT NULL,
      PRIMARY KEY (version, day_class)
    )`.execute(db);
  await sql`
    CREATE TABLE calibration_override (
      id serial PRIMARY KEY,
      parameter text NOT NULL,
      link_class text NOT NULL,
      value double precision NOT NULL,
      instead_of double precision NOT NULL,
      reason text NOT NULL,
      set_by text NOT NULL,
      set_ms bigint NOT NULL,
      -- One that is taken back stays, with who did it and why.
      withdrawn_by text,
      withdrawn_ms bigint,
      withdrawn_reason text
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX calibration_override_in_force ON calibration_override (parameter, link_class)
    WHERE withdrawn_ms IS NULL`.execute(db);
}
