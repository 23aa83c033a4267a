import { type Kysely, sql } from 'kysely';

/** Uses of permits stand in the register of trips alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    INSERT INTO trips_permit_use (permit, place, passage, nth, at_ms, by, plate)
    SELECT u.permit, u.site, 'in', 1, u.at_ms, u.gate, NULL
    FROM gates_use u JOIN trips_permit p ON p.number = u.permit
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`DROP TABLE gates_use`.execute(db);
  await sql`ALTER TABLE gates_stay ADD COLUMN permit text`.execute(db);
  await sql`
    CREATE INDEX gates_read_opened ON gates_read (greatest(received_ms, decided_ms)) WHERE state = 'opened'`.execute(
    db,
  );
}
