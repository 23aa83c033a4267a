import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A trip that stops twice at a place goes in twice.
  await sql`ALTER TABLE trips_permit_use DROP CONSTRAINT trips_permit_use_pkey`.execute(db);
  await sql`
    ALTER TABLE trips_permit_use ADD COLUMN nth integer NOT NULL DEFAULT 1,
      ADD PRIMARY KEY (permit, place, passage, nth)`.execute(db);
  await sql`CREATE INDEX trips_permit_trip ON trips_permit (trip)`.execute(db);
  // Trucks that were through when it was found that their permits did not open the place.
  await sql`
    CREATE TABLE trips_double_use (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      permit text NOT NULL REFERENCES trips_permit,
      place text NOT NULL,
      passage text NOT NULL,
      at_ms bigint NOT NULL,
      by text NOT NULL,
      plate text,
      code text NOT NULL,
      text jsonb NOT NULL,
      found_ms bigint NOT NULL,
      -- Null until whoever watches trips has it on record.
      told_ms bigint
    )`.execute(db);
  await sql`CREATE INDEX trips_double_use_permit ON trips_double_use (permit)`.execute(db);
  await sql`CREATE INDEX trips_double_use_untold ON trips_double_use (id) WHERE told_ms IS NULL`.execute(db);
}
