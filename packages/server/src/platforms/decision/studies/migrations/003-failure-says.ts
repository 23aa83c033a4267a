import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE studies_study ADD COLUMN failure_says jsonb`.execute(db);
}
