import {
  Kysely,
  type Migration,
  Migrator,
  PostgresDialect,
  PostgresIntrospector,
  sql,
  type TableMetadata,
} from 'kysely';
import pg from 'pg';

/** The database without its tables: each store sees only its own, by {@link tables}. */
export type Db = Kysely<unknown>;

/** A store's view of the database. */
export function tables<T>(db: Db): Kysely<T> {
  return db as unknown as Kysely<T>;
}

/**
 * Migrations of one module by the name that a database records of them ("sources_001_terminals" of
 * `sources/migrations/001-terminals.ts`), run in the order of their names. Never changed once released.
 */
export type Migrations = Record<string, Migration>;

// Times are stored as bigint ms and counts as bigint: all of ours are below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A connection that breaks fails the statement that runs, and emits an error beside it, which needs a listener. */
class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** @param url a PostgreSQL URL. @param connections upper bound of the pool. */
export function openDb(url: string, connections = 12): Db {
  const pool = new pg.Pool({
    Client: HeardClient,
    connectionString: url,
    max: connections,
    application_name: 'opentocc',
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return new Kysely<unknown>({ dialect: new PostgresByMigrations({ pool }) });
}

/** Tables are looked at by the migrator alone, which asks whether its own are there. */
class PostgresByMigrations extends PostgresDialect {
  override createIntrospector(db: Db): PostgresIntrospector {
    return new MigratorTables(db);
  }
}

/** The migrator's own tables: a look at every column of all modules, once for each module, took seconds of a start. */
class MigratorTables extends PostgresIntrospector {
  readonly #db: Db;

  constructor(db: Db) {
    super(db);
    this.#db = db;
  }

  override async getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class
      where relname in ('kysely_migration', 'kysely_migration_lock') and pg_table_is_visible(oid)`.execute(
      this.#db,
    );
    return rows.map(({ name }) => ({ name, isView: false, columns: [] }));
  }
}

/**
 * Whether a statement failed because of the values in it (SQLSTATE classes 22 and 23: data, integrity), so that the same
 * values will fail for ever; any other failure is of the database or the way to it, and may pass.
 */
export function isFaultOfValues(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^2[23]/.test(code);
}

const MIGRATION_NAME = /^([a-z_]+)_(\d{3})_[a-z0-9_]+$/;

/** Module and number of a migration by its name: "sources" and 1 of "sources_001_terminals"; null for another form. */
export function readMigrationName(name: string): { readonly module: string; readonly number: number } | null {
  const read = MIGRATION_NAME.exec(name);
  return read && { module: read[1], number: Number(read[2]) };
}

/**
 * Brings the schema up to date, group after group, so that a table may refer to one of a group before; two processes may
 * start at once, one waits for the other.
 */
export async function migrate(db: Db, ...groups: readonly Migrations[]): Promise<void> {
  const all = Object.assign({}, ...groups) as Migrations;
  let known = await namesOfMigrations(db);
  // Of a newer version, where there are others: the migrator refuses.
  const isOurs = [...known].every((name) => name in all);
  for (const group of groups) {
    if (isOurs && Object.keys(group).every((name) => known.has(name))) continue;
    // The migrator sorts by name whatever it is given: so it is shown what has run already, and the group whose turn it is.
    const getMigrations = async () => {
      const ran = await namesOfMigrations(db);
      return Object.fromEntries(Object.entries(all).filter(([name]) => name in group || ran.has(name)));
    };
    const migrator = new Migrator({ db, provider: { getMigrations }, allowUnorderedMigrations: true });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
    known = await namesOfMigrations(db);
  }
}

/** Those that have run; none in a database that is new. */
async function namesOfMigrations(db: Db): Promise<ReadonlySet<string>> {
  if ((await db.introspection.getTables()).length === 0) return new Set();
  const rows = await tables<{ kysely_migration: { name: string } }>(db)
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return new Set(rows.map(({ name }) => name));
}
