import { type Kysely, sql } from 'kysely';

/** Versions of rules by which situations are due, beside those that come with the product. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE situations_rule (
      code text NOT NULL,
      version integer NOT NULL,
      rule jsonb NOT NULL,
      reason text NOT NULL,
      made_by text NOT NULL,
      made_ms bigint NOT NULL,
      PRIMARY KEY (code, version)
    )`.execute(db);
  await sql`
    CREATE TRIGGER situations_rule_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
      ON situations_rule FOR EACH STATEMENT EXECUTE FUNCTION situations_refuse()`.execute(db);
  await sql`ALTER TABLE situations_rule ENABLE ALWAYS TRIGGER situations_rule_append_only`.execute(db);
}
