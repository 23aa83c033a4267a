import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A list is fixed when it is committed to, so its cases are counted then, and not at every look.
  await sql`
    CREATE TABLE visits_stratum (
      draw integer NOT NULL REFERENCES visits_draw,
      type text NOT NULL,
      unit text,
      rule text,
      cases integer NOT NULL
    )`.execute(db);
  await sql`
    INSERT INTO visits_stratum (draw, type, unit, rule, cases)
    SELECT draw, type, unit, rule, count(*) FROM visits_draw_case GROUP BY 1, 2, 3, 4`.execute(db);
  await sql`CREATE INDEX visits_stratum_draw ON visits_stratum (draw)`.execute(db);
  await sql`
    CREATE TRIGGER visits_stratum_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
      ON visits_stratum FOR EACH STATEMENT EXECUTE FUNCTION visits_refuse()`.execute(db);
  await sql`ALTER TABLE visits_stratum ENABLE ALWAYS TRIGGER visits_stratum_append_only`.execute(db);
  // By which lists page and count, and by which the next one to be called is found.
  await sql`CREATE INDEX visits_visit_draw ON visits_visit (draw, type, unit, state)`.execute(db);
  await sql`CREATE INDEX visits_visit_state ON visits_visit (state, id)`.execute(db);
  await sql`CREATE INDEX visits_visit_unit ON visits_visit (unit, id)`.execute(db);
  await sql`
    CREATE INDEX visits_visit_next ON visits_visit (attempts, closed_ms, id)
      WHERE state = 'waiting' AND claimed_by IS NULL`.execute(db);
  await sql`CREATE INDEX visits_rectification_state ON visits_rectification (state, began_ms, id)`.execute(
    db,
  );
}
