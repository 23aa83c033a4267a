import { type Kysely, sql } from 'kysely';

/** Articles in English too, where who writes them wrote so. Rows of versions are append-only: new columns have a default. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['knowledge_article', 'knowledge_version'])
    await sql`
      ALTER TABLE ${sql.table(table)}
        ADD COLUMN title_en text NOT NULL DEFAULT '',
        ADD COLUMN body_en text NOT NULL DEFAULT ''`.execute(db);
}
