import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE indices_value (
      scope text NOT NULL,
      key text NOT NULL,
      window_start_ms bigint NOT NULL,
      -- 0 is the first value; a restatement has the next number and leaves the first as it was.
      revision smallint NOT NULL DEFAULT 0,
      window_end_ms bigint NOT NULL,
      shenzhen_index real,
      gb_index real,
      tti real,
      dtp real,
      speed_kmh real,
      mileage_share real[] NOT NULL,
      length_km real NOT NULL,
      coverage real NOT NULL,
      samples integer NOT NULL,
      standard text NOT NULL,
      formula_version text NOT NULL,
      assumed boolean NOT NULL,
      PRIMARY KEY (scope, key, window_start_ms, revision)
    )`.execute(db);
}
