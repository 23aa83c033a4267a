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

  test('carry the name of their module, and no two are called the same', () => {
    const migration = creating('select 1');
    expect(() => migrationsOf([{ name: 'sources', migrations: { quality_001_x: migration } }])).toThrow(
      'must be called sources_NNN',
    );
    const twice = { name: 'sources', migrations: { sources_001_x: migration } };
    expect(() => migrationsOf([twice, twice])).toThrow('share the name');
  });

  test('of the platform keep these rules, and there are some', () => {
    expect(migrationsOf(MODULES).flatMap(Object.keys).length).toBeGreaterThan(15);
    expect(new Set(MODULES.map(({ name }) => name)).size).toBe(MODULES.length);
  });
});

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
