import { type Kysely, sql } from 'kysely';

/** Tags of the units that an installation starts with; assumed until somebody sets them. */
const FIRST_TAGS = [
  ['traffic-police', 'police'],
  ['emergency', 'emergency'],
  ['meteorology', 'weather'],
  ['public-transport', 'bus'],
  ['public-transport', 'metro'],
];

const TABLES = [
  sql`
    CREATE TABLE plans_plan (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      document jsonb NOT NULL,
      rev integer NOT NULL DEFAULT 0,
      version integer,
      published_rev integer,
      retired boolean NOT NULL DEFAULT false,
      -- Whether its conditions to begin failed since they last began it: what still holds begins nothing twice.
      armed boolean NOT NULL DEFAULT true,
      changed_ms bigint NOT NULL,
      changed_by text NOT NULL
    )`,
  sql`
    CREATE TABLE plans_version (
      plan integer NOT NULL REFERENCES plans_plan,
      version integer NOT NULL,
      document jsonb NOT NULL,
      published_ms bigint NOT NULL,
      published_by text NOT NULL,
      note text NOT NULL,
      PRIMARY KEY (plan, version)
    )`,
  sql`
    CREATE TABLE plans_run (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      plan integer NOT NULL,
      version integer NOT NULL,
      drill boolean NOT NULL,
      state text NOT NULL,
      origin text NOT NULL,
      note text NOT NULL,
      situation integer,
      districts jsonb,
      phase text,
      phase_seq integer NOT NULL DEFAULT 0,
      phase_since_ms bigint,
      proposed jsonb NOT NULL DEFAULT '{}',
      holds jsonb NOT NULL DEFAULT '{}',
      asked_principal text NOT NULL,
      asked_by text NOT NULL,
      asked_ms bigint NOT NULL,
      started_ms bigint,
      ended_ms bigint,
      rev integer NOT NULL DEFAULT 0,
      FOREIGN KEY (plan, version) REFERENCES plans_version
    )`,
  sql`CREATE INDEX plans_run_open ON plans_run (state) WHERE state IN ('asked', 'running')`,
  sql`
    CREATE TABLE plans_task (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      run integer NOT NULL REFERENCES plans_run,
      phase text NOT NULL,
      phase_seq integer NOT NULL,
      key text NOT NULL,
      unit text NOT NULL,
      first_unit text NOT NULL,
      state text NOT NULL,
      level integer NOT NULL DEFAULT 0,
      overdue boolean NOT NULL DEFAULT false,
      begins_ms bigint NOT NULL,
      asked_ms bigint NOT NULL,
      accept_by_ms bigint NOT NULL,
      due_by_ms bigint NOT NULL,
      accepted_by text,
      accepted_ms bigint,
      ended_by text,
      ended_ms bigint,
      reason text NOT NULL DEFAULT '',
      evidence jsonb,
      wakes_ms bigint,
      rev integer NOT NULL DEFAULT 0,
      -- A phase sends each task to each unit once, whatever ends the process in between.
      UNIQUE (run, phase_seq, key, first_unit)
    )`,
  sql`CREATE INDEX plans_task_wakes ON plans_task (wakes_ms) WHERE wakes_ms IS NOT NULL`,
  sql`CREATE INDEX plans_task_unit ON plans_task (unit, state)`,
  sql`
    CREATE TABLE plans_event (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      run integer NOT NULL REFERENCES plans_run,
      at_ms bigint NOT NULL,
      by text NOT NULL,
      kind text NOT NULL,
      task integer,
      text jsonb NOT NULL
    )`,
  sql`CREATE INDEX plans_event_run ON plans_event (run, id)`,
  sql`
    CREATE TABLE plans_tag (
      unit text NOT NULL,
      tag text NOT NULL,
      assumed boolean NOT NULL,
      PRIMARY KEY (unit, tag)
    )`,
  // What was published and what happened is never rewritten, by no statement of any program.
  sql`
    CREATE FUNCTION plans_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$`,
  ...['plans_version', 'plans_event'].map(
    (table) => sql`
      CREATE TRIGGER ${sql.ref(`${table}_fixed`)} BEFORE UPDATE OR DELETE ON ${sql.table(table)}
      FOR EACH ROW EXECUTE FUNCTION plans_refuse_change()`,
  ),
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) await table.execute(db);
  for (const [unit, tag] of FIRST_TAGS)
    await sql`INSERT INTO plans_tag VALUES (${unit}, ${tag}, true)`.execute(db);
}
