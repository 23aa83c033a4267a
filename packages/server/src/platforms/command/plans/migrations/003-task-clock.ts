import { type Kysely, sql } from 'kysely';

/** What happened to the clocks of a task after their start, which follows from the row and the version of the plan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE plans_task ADD COLUMN paused boolean NOT NULL DEFAULT false`.execute(db);
  await sql`
    CREATE TABLE plans_clock_event (
      task integer NOT NULL REFERENCES plans_task,
      clock text NOT NULL,
      seq integer NOT NULL,
      event jsonb NOT NULL,
      PRIMARY KEY (task, clock, seq)
    )`.execute(db);
  await sql`
    CREATE TRIGGER plans_clock_event_fixed BEFORE UPDATE OR DELETE ON plans_clock_event
    FOR EACH ROW EXECUTE FUNCTION plans_refuse_change()`.execute(db);
}
