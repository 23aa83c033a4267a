import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await addArticles(db);
  await addGaps(db);
  await addTraining(db);
  await refuseChanges(db);
}

async function addArticles(db: Kysely<unknown>): Promise<void> {
  // What holds now: the last row of knowledge_version, beside what belongs to no version.
  await sql`
    CREATE TABLE knowledge_article (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      key text NOT NULL UNIQUE,
      version integer NOT NULL,
      state text NOT NULL,
      title text NOT NULL,
      body text NOT NULL,
      source text NOT NULL,
      audience text NOT NULL,
      valid_from text NOT NULL,
      valid_to text,
      review_on text NOT NULL,
      owner text NOT NULL,
      owner_name text NOT NULL,
      from_case integer,
      changed_ms bigint NOT NULL
    )`.execute(db);
  await sql`
    CREATE TABLE knowledge_version (
      article integer NOT NULL REFERENCES knowledge_article,
      version integer NOT NULL,
      state text NOT NULL,
      title text NOT NULL,
      body text NOT NULL,
      source text NOT NULL,
      audience text NOT NULL,
      valid_from text NOT NULL,
      valid_to text,
      review_on text NOT NULL,
      owner text NOT NULL,
      owner_name text NOT NULL,
      act text NOT NULL,
      note text NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      at_ms bigint NOT NULL,
      PRIMARY KEY (article, version)
    )`.execute(db);
  await sql`
    CREATE TABLE knowledge_attachment (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      article integer NOT NULL REFERENCES knowledge_article,
      hash text NOT NULL,
      name text NOT NULL,
      author text NOT NULL,
      at_ms bigint NOT NULL,
      note text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX knowledge_attachment_article ON knowledge_attachment (article)`.execute(db);
  await sql`
    CREATE TABLE knowledge_use (
      key text PRIMARY KEY,
      article integer NOT NULL REFERENCES knowledge_article,
      question text NOT NULL,
      principal text NOT NULL,
      at_ms bigint NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX knowledge_use_article ON knowledge_use (article)`.execute(db);
}

async function addGaps(db: Kysely<unknown>): Promise<void> {
  // `form` is the text without what two ways of typing it differ in: the same question is counted, not listed twice.
  await sql`
    CREATE TABLE knowledge_gap (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      form text NOT NULL UNIQUE,
      text text NOT NULL,
      searches integer NOT NULL,
      marks integer NOT NULL,
      first_ms bigint NOT NULL,
      last_ms bigint NOT NULL,
      state text NOT NULL,
      article integer REFERENCES knowledge_article,
      decided_by text,
      note text NOT NULL
    )`.execute(db);
}

async function addTraining(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE knowledge_course (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      key text NOT NULL UNIQUE,
      version integer NOT NULL,
      month text NOT NULL,
      title text NOT NULL,
      state text NOT NULL,
      articles jsonb NOT NULL,
      quiz jsonb NOT NULL,
      made_by text NOT NULL,
      opened_ms bigint
    )`.execute(db);
  await sql`
    CREATE TABLE knowledge_result (
      key text PRIMARY KEY,
      course integer NOT NULL REFERENCES knowledge_course,
      principal text NOT NULL,
      name text NOT NULL,
      answers jsonb NOT NULL,
      correct integer NOT NULL,
      questions integer NOT NULL,
      at_ms bigint NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX knowledge_result_course ON knowledge_result (course, principal)`.execute(db);
}

/** What was written and answered is not changed afterwards, also not by hand. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION knowledge_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'versions, files, uses and results of the knowledge base are append-only'; END $$`.execute(
    db,
  );
  for (const table of ['knowledge_version', 'knowledge_attachment', 'knowledge_use', 'knowledge_result']) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION knowledge_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
