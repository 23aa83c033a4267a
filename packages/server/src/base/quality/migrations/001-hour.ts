import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE quality_hour (
      source integer NOT NULL,
      hour_ms bigint NOT NULL,
      received bigint NOT NULL,
      accepted bigint NOT NULL,
      expected double precision NOT NULL,
      rejected jsonb NOT NULL,
      delays jsonb NOT NULL,
      PRIMARY KEY (source, hour_ms)
    )`.execute(db);
}
