import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Days are drawn from once, so that nobody draws until the sample pleases them.
  await sql`
    CREATE TABLE reviews_draw (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      from_ms bigint NOT NULL,
      to_ms bigint NOT NULL,
      per_agent integer NOT NULL,
      seed text NOT NULL,
      list_hash text NOT NULL,
      eligible integer NOT NULL,
      at_ms bigint NOT NULL,
      by text NOT NULL,
      EXCLUDE USING gist (int8range(from_ms, to_ms) WITH &&)
    )`.execute(db);
  await sql`
    CREATE TABLE reviews_review (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      version integer NOT NULL,
      draw integer NOT NULL REFERENCES reviews_draw,
      "case" integer NOT NULL UNIQUE,
      number text NOT NULL,
      title text NOT NULL,
      type text NOT NULL,
      field text NOT NULL,
      unit text,
      district text,
      agent text NOT NULL,
      received_ms bigint NOT NULL,
      answered_ms bigint NOT NULL,
      state text NOT NULL,
      is_right boolean,
      judged_ms bigint,
      disputable_until_ms bigint,
      dispute_ms bigint,
      dispute text
    )`.execute(db);
  await sql`CREATE INDEX reviews_review_judged ON reviews_review (judged_ms)`.execute(db);
  await sql`CREATE INDEX reviews_review_agent ON reviews_review (agent)`.execute(db);
  await sql`
    CREATE TABLE reviews_judgement (
      id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
      review integer NOT NULL REFERENCES reviews_review,
      at_ms bigint NOT NULL,
      principal text NOT NULL,
      actor text NOT NULL,
      marks jsonb NOT NULL,
      is_right boolean NOT NULL,
      comment text NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX reviews_judgement_review ON reviews_judgement (review)`.execute(db);
  await sql`
    CREATE FUNCTION reviews_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'a judgement is append-only'; END $$`.execute(db);
  for (const table of ['reviews_judgement', 'reviews_draw']) {
    const trigger = sql.ref(`${table}_append_only`);
    await sql`
      CREATE TRIGGER ${trigger} BEFORE UPDATE OR DELETE OR TRUNCATE
        ON ${sql.table(table)} FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse()`.execute(db);
    await sql`ALTER TABLE ${sql.table(table)} ENABLE ALWAYS TRIGGER ${trigger}`.execute(db);
  }
}
