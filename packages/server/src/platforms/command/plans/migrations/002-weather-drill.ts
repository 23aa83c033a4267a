import { type Kysely, sql } from 'kysely';

/** Runs that a weather drill began: all of them drills, each plan once in each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE plans_run ADD COLUMN weather_drill integer`.execute(db);
  await sql`ALTER TABLE plans_run ADD CHECK (weather_drill IS NULL OR drill)`.execute(db);
  await sql`CREATE UNIQUE INDEX plans_run_weather_drill ON plans_run (plan, weather_drill)`.execute(db);
}
