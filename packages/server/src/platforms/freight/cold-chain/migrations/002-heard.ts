import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // The place of the log of fixes up to which temperatures of terminals are judged.
  await sql`
    CREATE TABLE cold_chain_heard (
      id integer PRIMARY KEY CHECK (id = 1),
      seq bigint NOT NULL
    )`.execute(db);
  // Events whose temperatures are to be judged; units that who captured them reaches, null for all.
  await sql`
    CREATE TABLE cold_chain_unjudged (
      event integer PRIMARY KEY REFERENCES cold_chain_epcis,
      units text[]
    )`.execute(db);
}
