import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // The last check is the guard of drills: whatever code does, a message of a drill can be in no state on the way out.
  await sql`
    CREATE TABLE messages_message (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      key text NOT NULL UNIQUE,
      channel text NOT NULL,
      recipient text NOT NULL,
      subject jsonb NOT NULL,
      body jsonb NOT NULL,
      about jsonb NOT NULL,
      drill boolean NOT NULL,
      state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'dead', 'blocked')),
      attempts integer NOT NULL DEFAULT 0,
      attempts_before integer NOT NULL DEFAULT 0,
      queued_ms bigint NOT NULL,
      changed_ms bigint NOT NULL,
      next_ms bigint,
      lease text,
      lease_until_ms bigint,
      version integer NOT NULL DEFAULT 0,
      CHECK (drill = (state = 'blocked'))
    )`.execute(db);
  await sql`CREATE INDEX messages_message_due ON messages_message (channel, next_ms) WHERE state IN ('queued', 'failed')`.execute(
    db,
  );
  await sql`CREATE INDEX messages_message_leased ON messages_message (lease_until_ms) WHERE state = 'sending'`.execute(
    db,
  );
  await sql`CREATE INDEX messages_message_state ON messages_message (state, id)`.execute(db);
  await sql`CREATE INDEX messages_message_screen ON messages_message (recipient, id) WHERE channel = 'screen'`.execute(
    db,
  );
  await sql`
    CREATE TABLE messages_receipt (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      message integer NOT NULL REFERENCES messages_message (id) ON DELETE CASCADE,
      at_ms bigint NOT NULL,
      kind text NOT NULL,
      attempt integer NOT NULL,
      detail jsonb NOT NULL,
      by text
    )`.execute(db);
  await sql`CREATE INDEX messages_receipt_message ON messages_receipt (message, id)`.execute(db);
  await sql`
    CREATE TABLE messages_endpoint (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      name text NOT NULL UNIQUE,
      url text NOT NULL,
      digest text NOT NULL,
      secret_sealed text,
      active boolean NOT NULL,
      added_ms bigint NOT NULL,
      author text NOT NULL,
      version integer NOT NULL DEFAULT 0
    )`.execute(db);
}
