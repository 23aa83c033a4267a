import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE indices_config (
      formula_version text PRIMARY KEY,
      valid_from_ms bigint NOT NULL,
      config jsonb NOT NULL,
      reason text NOT NULL,
      set_by text NOT NULL,
      set_ms bigint NOT NULL,
      -- One that never came into force may be withdrawn; its row stays.
      withdrawn_by text,
      withdrawn_ms bigint
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX indices_config_day ON indices_config (valid_from_ms)
    WHERE withdrawn_ms IS NULL`.execute(db);
}
