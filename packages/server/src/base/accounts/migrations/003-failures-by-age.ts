import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table accounts_failure
    alter failures type bigint[] using array_fill(last_ms, array[failures])`.execute(db);
  await sql`alter table accounts_failure rename failures to failed_ms`.execute(db);
  await sql`alter table accounts_failure drop last_ms`.execute(db);
}
