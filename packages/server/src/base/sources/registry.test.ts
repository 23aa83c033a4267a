import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { createLog } from '../../kit/log.ts';
import { testKeys } from '../keys/test-keys.ts';
import { migrations } from './migrations/index.ts';
import { createRegistry } from './registry.ts';
import { createSourceStore } from './store.ts';

const deps = {
  clock: { now: () => Date.UTC(2026, 10, 23) },
  log: createLog('silent'),
  waiting_limits: { in_all: 10, an_address: 10 },
};
const said = {
  version: '2013' as const,
  plate: '粤B12345',
  plate_colour: 1,
  maker: 'TEST',
  model: 'M',
  terminal_id: 'T1',
  address: '192.0.2.1',
};
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
beforeEach(() => sql`DELETE FROM sources_terminal`.execute(database.db));
afterAll(() => database.stop());

const open = () => createRegistry({ ...deps, store: createSourceStore(database.db, testKeys) });

test('a terminal that the database refuses holds up no other, is counted, and is not tried again', async () => {
  const registry = await open();
  registry.directory.register({ ...said, phone: '1' });
  registry.directory.register({ ...said, phone: '2', maker: 'dq\0um' });
  registry.directory.register({ ...said, phone: '3' });
  await registry.flush();
  await registry.flush();
  expect(registry.unstorable()).toBe(1);
  expect((await open()).listPending().map(({ phone }) => phone)).toEqual(['1', '3']);
});

test('while the database is away all are held for the next flush', async () => {
  const store = createSourceStore(database.db, testKeys);
  let away = true;
  const saveTerminals: typeof store.saveTerminals = async (terminals, options) => {
    if (away) throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' });
    await store.saveTerminals(terminals, options);
  };
  const registry = await createRegistry({ ...deps, store: { ...store, saveTerminals } });
  registry.directory.register({ ...said, phone: '1' });
  await expect(registry.flush()).rejects.toThrow('refused');
  away = false;
  await registry.flush();
  expect(registry.unstorable()).toBe(0);
  expect((await open()).listPending()).toHaveLength(1);
});
