import { readdirSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from './adapters/postgres/test-database.ts';
import { migrate } from './kit/db.ts';
import { createLog } from './kit/log.ts';
import {
  type Module,
  type ModuleDeclaration,
  migrationsOf,
  startModules,
  stopModules,
} from './kit/module.ts';
import { MODULES } from './modules.ts';

const creating = (statement: string) => ({
  up: async (db: Kysely<unknown>) => void (await sql.raw(statement).execute(db)),
});
let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

describe('migrations of modules', () => {
  test('run in the order of the modules, so that a table may refer to one of a module below', async () => {
    const below: ModuleDeclaration = {
      name: 'zoo',
      migrations: { zoo_001_animal: creating('create table zoo_animal (id int primary key)') },
    };
    const above: ModuleDeclaration = {
      name: 'aviary',
      migrations: {
        aviary_001_bird: creating('create table aviary_bird (animal int references zoo_animal)'),
      },
    };
    await migrate(database.db, ...migrationsOf([below, above]));
    await sql`insert into zoo_animal values (1)`.execute(database.db);
    await sql`insert into aviary_bird values (1)`.execute(database.db);
    await expect(sql`insert into aviary_bird values (2)`.execute(database.db)).rejects.toThrow('foreign key');
  });

  test('carry the name of their module and the next number, and no two modules are called the same', () => {
    const migration = creating('select 1');
    const declared = (...names: string[]) => [
      { name: 'sources', migrations: Object.fromEntries(names.map((name) => [name, migration])) },
    ];
    expect(() => migrationsOf(declared('quality_001_x'))).toThrow('must be called sources_001_…');
    expect(() => migrationsOf(declared('sources_001_x', 'sources_001_y'))).toThrow(
      'sources_001_y must be called sources_002_…',
    );
    expect(() => migrationsOf(declared('sources_001_x', 'sources_003_y'))).toThrow('sources_002_…');
    expect(() => migrationsOf([...declared('sources_001_x'), ...declared('sources_001_x')])).toThrow(
      'share the name sources',
    );
  });

  test('of the platform are the files in the folders of their modules, under the names that databases have recorded', () => {
    const groups = migrationsOf(MODULES);
    const names = groups.flatMap(Object.keys);
    expect(names.length).toBeGreaterThan(15);
    expect([...names].sort()).toEqual(migrationFiles().sort());
    expect(names).toEqual(expect.arrayContaining(RELEASED));
  });

  test('of the platform run on a fresh database, and once only', async () => {
    const fresh = await startTestDatabase();
    try {
      await migrate(fresh.db, ...migrationsOf(MODULES));
      await migrate(fresh.db, ...migrationsOf(MODULES));
      const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(fresh.db);
      expect(rows.map(({ name }) => name).sort()).toEqual(migrationFiles().sort());
      // Tables of a newer version are not for this one.
      await sql`insert into kysely_migration values ('sources_999_of_tomorrow', '2030-01-01')`.execute(
        fresh.db,
      );
      await expect(migrate(fresh.db, ...migrationsOf(MODULES))).rejects.toThrow(/sources_999_of_tomorrow/);
    } finally {
      await fresh.stop();
    }
  }, 120_000);
});

/** Migrations of released versions: databases record them under these names, and would run one of another name again. */
const RELEASED = [
  'audit_001_chain',
  'audit_002_always',
  'keys_001_keys',
  'accounts_001_accounts',
  'accounts_002_assumed_units',
  'accounts_003_failures_by_age',
  'sharing_001_keys',
  'sharing_002_quota_per_minute',
  'sharing_003_device',
  'quality_001_hour',
  'quality_002_rest_and_rejects',
  'quality_003_finding',
  'history_001_log',
  'sources_001_registry',
  'sources_002_decisions',
  'indices_001_value',
  'indices_002_stated',
  'indices_003_slot',
  'indices_004_config',
  'indices_005_slot_passes',
  'live_map_001_last_place',
];

/** `sources_001_registry` for each `sources/migrations/001-registry.ts` of the tree. */
function migrationFiles(): string[] {
  return readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .flatMap((path) => {
      const [, module, name] = /([\w-]+)\/migrations\/(\d.*)\.ts$/.exec(path) ?? [];
      return module ? [`${module}-${name}`] : [];
    })
    .map((name) => name.replaceAll('-', '_'));
}

describe('modules', () => {
  const heard: string[] = [];
  const moduleNamed = (name: string): Module => ({
    name,
    start: async () => void heard.push(`start ${name}`),
    drain: async () => void heard.push(`drain ${name}`),
    stop: async () => {
      heard.push(`stop ${name}`);
      if (name === 'brain') throw new Error('stuck');
    },
  });

  test('start upwards; take nothing new, then stop, downwards, whatever one of them throws', async () => {
    const modules = [moduleNamed('base'), moduleNamed('brain'), moduleNamed('command')];
    await startModules(modules);
    await stopModules(modules, [['http', () => heard.push('http')]], createLog('silent'));
    expect(heard.splice(0).join(', ')).toBe(
      'start base, start brain, start command, ' +
        'drain command, drain brain, drain base, http, stop command, stop brain, stop base',
    );
  });
});
