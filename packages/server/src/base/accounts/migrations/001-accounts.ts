import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table accounts_unit (
      code text primary key,
      parent text references accounts_unit,
      kind text not null,
      name_zh text not null,
      name_en text not null,
      districts text[]
    )`.execute(db);
  await sql`
    create table accounts_account (
      id integer generated always as identity primary key,
      name text not null unique,
      display_name text not null,
      unit text not null references accounts_unit,
      language text not null,
      state text not null,
      password_hash text,
      password_history text[] not null,
      password_changed_ms bigint not null,
      must_change_password boolean not null,
      totp_sealed text,
      totp_confirmed boolean not null default false,
      totp_step bigint not null default 0,
      recovery_hashes text[] not null default '{}',
      oidc_subject text unique,
      phone_sealed text,
      created_ms bigint not null,
      last_sign_in_ms bigint
    )`.execute(db);
  await sql`
    create table accounts_session (
      token_hash bytea primary key,
      account integer not null references accounts_account,
      csrf_token text not null,
      created_ms bigint not null,
      seen_ms bigint not null,
      expires_ms bigint not null,
      address text not null,
      agent text not null
    )`.execute(db);
  await sql`create index accounts_session_account on accounts_session (account)`.execute(db);
  await sql`
    create table accounts_role (
      code text primary key,
      name_zh text not null,
      name_en text not null,
      permissions text[] not null
    )`.execute(db);
  await sql`
    create table accounts_grant (
      account integer not null references accounts_account,
      role text not null,
      platform text,
      unit text references accounts_unit,
      unique nulls not distinct (account, role, platform, unit)
    )`.execute(db);
  await sql`
    create table accounts_failure (
      key text primary key,
      failures integer not null,
      last_ms bigint not null
    )`.execute(db);
}
