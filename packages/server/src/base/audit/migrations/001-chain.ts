import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const generated = ['principal', 'actor', 'address', 'action', 'target', 'result'].map(
    (name) => sql`${sql.ref(name)} text generated always as (record::jsonb ->> ${sql.lit(name)}) stored`,
  );
  await sql`
    create table audit_record (
      seq bigint primary key,
      record text not null,
      hash text not null,
      at_ms bigint generated always as ((record::jsonb ->> 'at_ms')::bigint) stored,
      ${sql.join(generated)}
    )`.execute(db);
  await sql`create index audit_record_at on audit_record (at_ms)`.execute(db);
  await sql`create index audit_record_principal on audit_record (principal, seq)`.execute(db);
  await sql`create index audit_record_target on audit_record (target, seq)`.execute(db);
  await sql`
    create table audit_anchor (
      seq bigint not null,
      hash text not null,
      at_ms bigint not null,
      key_id text not null,
      signature text not null,
      primary key (seq, at_ms)
    )`.execute(db);
  await sql`
    create function audit_refuse() returns trigger language plpgsql as $$
    begin raise exception 'the audit is append-only'; end $$`.execute(db);
  for (const table of ['audit_record', 'audit_anchor'])
    await sql`
      create trigger ${sql.ref(`${table}_append_only`)} before update or delete or truncate
          on ${sql.table(table)} for each statement execute function audit_refuse()`.execute(db);
}
