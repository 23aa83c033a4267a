import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE studies_study
      ADD COLUMN replay_of integer REFERENCES studies_study (id) ON DELETE SET NULL,
      ADD COLUMN same_bytes boolean`.execute(db);
}
