import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sharing_application (
      id integer generated always as identity primary key,
      item text not null,
      unit text not null,
      applicant text not null,
      applicant_name text not null,
      purpose text not null,
      state text not null,
      created_ms bigint not null,
      decided_by text,
      decided_ms bigint,
      decision text
    )`.execute(db);
  await sql`
    create table sharing_key (
      id integer generated always as identity primary key,
      application integer not null unique references sharing_application,
      scopes text[] not null,
      unit text not null,
      districts text[],
      quota_per_day integer not null,
      expires_ms bigint not null,
      revoked_ms bigint,
      secret_hash bytea,
      prefix text,
      previous_hash bytea,
      overlap_until_ms bigint,
      last_used_ms bigint
    )`.execute(db);
  await sql`
    create table sharing_use (
      key integer not null references sharing_key,
      day text not null,
      requests integer not null,
      primary key (key, day)
    )`.execute(db);
}
