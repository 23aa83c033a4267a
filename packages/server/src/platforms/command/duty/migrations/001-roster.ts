import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE duty_post (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      unit text NOT NULL,
      name jsonb NOT NULL,
      rank integer NOT NULL,
      hours jsonb,
      fallback text,
      version integer NOT NULL DEFAULT 1,
      retired_ms bigint
    )`.execute(db);
  // An entry that was removed stays: who was on duty when is asked about for years.
  await sql`
    CREATE TABLE duty_entry (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      post integer NOT NULL REFERENCES duty_post,
      name text NOT NULL,
      rule jsonb NOT NULL,
      from_ms bigint NOT NULL,
      to_ms bigint NOT NULL,
      author text NOT NULL,
      made_ms bigint NOT NULL,
      removed_by text,
      removed_ms bigint
    )`.execute(db);
  await sql`CREATE INDEX duty_entry_post ON duty_entry (post, to_ms) WHERE removed_ms IS NULL`.execute(db);
  await sql`
    CREATE TABLE duty_leave (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      person text NOT NULL,
      unit text NOT NULL,
      from_ms bigint NOT NULL,
      to_ms bigint NOT NULL,
      kind text NOT NULL,
      author text NOT NULL,
      withdrawn_ms bigint
    )`.execute(db);
  await sql`CREATE INDEX duty_leave_to ON duty_leave (to_ms) WHERE withdrawn_ms IS NULL`.execute(db);
  await sql`
    CREATE TABLE duty_swap (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      post integer NOT NULL REFERENCES duty_post,
      requester text NOT NULL,
      from_ms bigint NOT NULL,
      to_ms bigint NOT NULL,
      note text NOT NULL,
      state text NOT NULL,
      taker text,
      part_of integer,
      made_ms bigint NOT NULL,
      decided_ms bigint
    )`.execute(db);
  await sql`
    CREATE TABLE duty_feed (
      principal text PRIMARY KEY,
      token_hash text NOT NULL UNIQUE,
      made_ms bigint NOT NULL
    )`.execute(db);
}
