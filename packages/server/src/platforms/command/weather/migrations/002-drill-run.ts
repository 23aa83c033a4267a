import { type Kysely, sql } from 'kysely';

/** Storms of the past that are run through the platform: what belongs to one carries its number. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE weather_drill (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      script text NOT NULL,
      -- How much faster than the storm the steps come; null: each by hand.
      speed integer,
      state text NOT NULL,
      started_ms bigint NOT NULL,
      started_by text NOT NULL,
      -- When each step came, in their order.
      fed_ms jsonb NOT NULL DEFAULT '[]',
      ended_ms bigint,
      ended_by text,
      note text NOT NULL DEFAULT ''
    )`.execute(db);
  // Two drills at once could not be distinguished by the people in them.
  await sql`CREATE UNIQUE INDEX weather_drill_running ON weather_drill (state) WHERE state = 'running'`.execute(
    db,
  );
  await sql`ALTER TABLE weather_warning ADD COLUMN drill integer REFERENCES weather_drill`.execute(db);
  await sql`ALTER TABLE weather_warning ADD CHECK (drill IS NULL OR exercise)`.execute(db);
  await sql`CREATE INDEX weather_warning_drill ON weather_warning (drill) WHERE drill IS NOT NULL`.execute(
    db,
  );
  await sql`ALTER TABLE weather_response ADD COLUMN drill integer REFERENCES weather_drill`.execute(db);
  // Of two decisions of one drill, or of the city, that follow the same one the second is refused.
  await sql`ALTER TABLE weather_response DROP CONSTRAINT weather_response_after_key`.execute(db);
  await sql`CREATE UNIQUE INDEX weather_response_after ON weather_response (coalesce(drill, 0), after)`.execute(
    db,
  );
}
