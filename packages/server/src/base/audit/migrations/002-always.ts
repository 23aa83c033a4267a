import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Also while a session claims to replay what another server did (session_replication_role).
  for (const table of ['audit_record', 'audit_anchor'])
    await sql`alter table ${sql.table(table)} enable always trigger ${sql.ref(`${table}_append_only`)}`.execute(
      db,
    );
}
