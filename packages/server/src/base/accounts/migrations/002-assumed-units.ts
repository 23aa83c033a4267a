import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table accounts_unit add assumed boolean not null default false`.execute(db);
  // The first organisation gave Dapeng a code that no network has.
  await sql`update accounts_unit set districts = '{440312}' where districts = '{440320}'`.execute(db);
}
