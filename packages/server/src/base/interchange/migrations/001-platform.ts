import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE interchange_platform (
      source integer PRIMARY KEY REFERENCES sources_source (id),
      centre bigint NOT NULL UNIQUE,
      user_number bigint NOT NULL,
      sub_link_host text,
      password_sealed text,
      cipher_sealed text
    )`.execute(db);
}
