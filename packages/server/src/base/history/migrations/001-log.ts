import { type Kysely, sql } from 'kysely';

/** The datasets of this release; one that comes later makes its log in a migration of its own. */
const DATASETS = ['fixes', 'link_states'];

/**
 * Two logs of the same form. `EXTERNAL` keeps PostgreSQL from compressing bytes that are compact already. A partition
 * holds an hour, so that what has gone to Parquet leaves by DROP, without dead rows; the default one takes what a
 * jumping clock writes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const dataset of DATASETS) {
    const log = sql.raw(`history_${dataset}_log`);
    const sequence = sql.raw(`history_${dataset}_seq`);
    await sql`CREATE SEQUENCE ${sequence}`.execute(db);
    await sql`CREATE TABLE ${log} (
      seq bigint NOT NULL DEFAULT nextval(${sql.lit(`history_${dataset}_seq`)}),
          logged_ms bigint NOT NULL, min_ms bigint NOT NULL, max_ms bigint NOT NULL,
          rows integer NOT NULL, payload bytea NOT NULL
        ) PARTITION BY RANGE (logged_ms)`.execute(db);
    await sql`ALTER TABLE ${log} ALTER payload SET STORAGE EXTERNAL`.execute(db);
    await sql`CREATE INDEX ON ${log} (seq)`.execute(db);
    await sql`CREATE TABLE ${sql.raw(`history_${dataset}_log_rest`)} PARTITION OF ${log} DEFAULT`.execute(db);
  }
}
