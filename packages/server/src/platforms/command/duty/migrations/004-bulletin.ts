import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE duty_bulletin (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      key text NOT NULL UNIQUE,
      period text NOT NULL,
      title jsonb NOT NULL,
      from_ms bigint NOT NULL,
      to_ms bigint NOT NULL,
      text jsonb NOT NULL,
      figures jsonb NOT NULL,
      state text NOT NULL,
      version integer NOT NULL DEFAULT 1,
      made_ms bigint NOT NULL,
      edited_by text NOT NULL,
      approved_by text,
      approved_ms bigint,
      sent_ms bigint,
      recipients integer NOT NULL DEFAULT 0,
      reason text NOT NULL DEFAULT ''
    )`.execute(db);
}
