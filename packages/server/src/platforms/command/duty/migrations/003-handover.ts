import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE duty_handover (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      post integer NOT NULL REFERENCES duty_post,
      outgoing text NOT NULL,
      incoming text NOT NULL,
      state text NOT NULL,
      begun_ms bigint NOT NULL,
      ended_ms bigint
    )`.execute(db);
  // A post is handed over once at a time, however many ask at once.
  await sql`CREATE UNIQUE INDEX duty_handover_once ON duty_handover (post) WHERE state = 'open'`.execute(db);
  await sql`
    CREATE TABLE duty_handover_line (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      handover integer NOT NULL REFERENCES duty_handover,
      key text NOT NULL,
      kind text NOT NULL,
      title jsonb NOT NULL,
      detail jsonb NOT NULL,
      since_ms bigint NOT NULL,
      due_ms bigint,
      opens text NOT NULL,
      late boolean NOT NULL,
      state text NOT NULL,
      reason text,
      note text NOT NULL DEFAULT '',
      decided_ms bigint,
      UNIQUE (handover, key)
    )`.execute(db);
  await sql`
    CREATE TABLE duty_handover_act (
      id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      handover integer NOT NULL REFERENCES duty_handover,
      line integer REFERENCES duty_handover_line,
      at_ms bigint NOT NULL,
      author text NOT NULL,
      act text NOT NULL,
      reason text,
      text text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX duty_handover_act_of ON duty_handover_act (handover)`.execute(db);
  await sql`
    CREATE TRIGGER duty_handover_act_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON duty_handover_act
    FOR EACH STATEMENT EXECUTE FUNCTION duty_never_changed()`.execute(db);
}
