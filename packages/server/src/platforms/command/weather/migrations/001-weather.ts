import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE weather_warning (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      sender text NOT NULL,
      identifier text NOT NULL,
      replaces integer REFERENCES weather_warning (id),
      kind text NOT NULL,
      level text,
      state text NOT NULL,
      exercise boolean NOT NULL,
      title text NOT NULL,
      text text NOT NULL,
      area jsonb NOT NULL,
      issued_ms bigint NOT NULL,
      expires_ms bigint,
      ended_ms bigint,
      findings jsonb NOT NULL,
      -- Whether the desk of warnings has heard of it as it stands.
      told boolean NOT NULL DEFAULT false,
      UNIQUE (sender, identifier)
    )`.execute(db);
  await sql`CREATE INDEX weather_warning_untold ON weather_warning (id) WHERE NOT told`.execute(db);
  await sql`
    CREATE TABLE weather_storm (
      code text PRIMARY KEY,
      name jsonb NOT NULL,
      points jsonb NOT NULL,
      changed_ms bigint NOT NULL
    )`.execute(db);
  // A decision follows another one; of two that follow the same, the second is refused.
  await sql`
    CREATE TABLE weather_response (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      after integer NOT NULL UNIQUE,
      at_ms bigint NOT NULL,
      level text,
      signal text,
      proposed text,
      by text NOT NULL,
      reason text NOT NULL
    )`.execute(db);
}
