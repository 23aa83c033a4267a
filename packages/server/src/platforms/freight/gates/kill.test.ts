import { readDahua } from '@opentocc/protocols/anpr';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { testKeys } from '../../../base/keys/test-keys.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { migrations as tripMigrations } from '../trips/migrations/index.ts';
import { createArrivals } from './arrivals.ts';
import { createCameraIntake } from './intake.ts';
import { createLiveLocks } from './live-locks.ts';
import { migrations } from './migrations/index.ts';
import { createRegister } from './register.ts';
import { createGateStore } from './store.ts';
import { dahua, issue, START_MS, testUses, truck } from './test-gates.ts';
import { createYard } from './yard.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  const { db } = database;
  await migrate(db, tripMigrations, migrations);
  const store = createGateStore(db);
  const name = { zh: '场', en: 'yard' };
  await store.saveSite({ code: 's', version: 0, name, unit: null, lon: 114, lat: 22.5, capacity: null });
  await store.saveGate({
    code: 'g',
    version: 0,
    site: 's',
    lock: 'l',
    name,
    direction: 'in',
    retired_ms: null,
  });
  const secret_sealed = await testKeys.seal('secrets', 'ha1', 'gates:camera:c');
  await store.saveCamera({
    ...{
      code: 'c',
      gate: 'g',
      maker: 'dahua',
      towards: 'in',
      address: null,
      secret_sealed,
      retired_ms: null,
    },
  });
});
afterAll(() => database.stop());

/** What a process has of gates after its start. */
async function openGates(db: Db, plate: string) {
  const store = createGateStore(db);
  const clock = { now: () => START_MS };
  const register = createRegister({ store, keys: testKeys });
  await register.load();
  const locks = createLiveLocks({ clock, register });
  const yard = createYard({ store, clock, register });
  const trips = { bookedAt: async () => [truck(plate)], trust: () => null, uses: testUses(clock) };
  const none = () => undefined;
  const prepare = async () => Promise.reject(new Error('no pictures'));
  return {
    register,
    intake: createCameraIntake({ store, clock, prepare, onError: none }),
    arrivals: createArrivals({
      ...{ store, clock, register, locks, yard, trips, trucks: { heldBack: () => null }, sighted: none },
    }),
  };
}

/** A camera posts until it is answered; whatever was left undecided is decided by the job. */
async function post(db: Db, plate: string): Promise<void> {
  const { intake, arrivals, register } = await openGates(db, plate);
  const taken = await intake.receive(register.findCamera('c')!, readDahua(dahua(plate, START_MS)));
  if (taken?.isNew) await arrivals.settleOne(taken.id);
}

async function recordOf(plate: string) {
  const count = async (from: string, where: string) =>
    (
      await sql<{
        n: number;
      }>`SELECT count(*)::int AS n FROM ${sql.table(from)} WHERE ${sql.raw(where)}`.execute(database.db)
    ).rows[0].n;
  return {
    reads: await count('gates_read', `plate = '${plate}' AND state = 'opened'`),
    all: await count('gates_read', `plate = '${plate}'`),
    inside: await count('gates_stay', `plate = '${plate}' AND out_ms IS NULL`),
    uses: await count('trips_permit_use', `permit = 'P-${plate}'`),
    events: await count('gates_event', `text->>'zh' LIKE '${plate}%'`),
  };
}

const plateOf = (run: number): string => `粤B${20_000 + run}`;

test('a process that ends between any two statements loses no read, and lets no truck in twice', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await issue(database.db, 's', [truck(plateOf(0))]);
  await post(counted.db, plateOf(0));
  const statements = counted.count();
  await counted.db.destroy();
  const once = { reads: 1, all: 1, inside: 1, uses: 1, events: 1 };
  expect(await recordOf(plateOf(0))).toEqual(once);
  expect(statements).toBeGreaterThan(10);
  let killed = 0;
  for (let moment = 0; moment < 2 * statements; moment++) {
    const plate = plateOf(moment + 1);
    await issue(database.db, 's', [truck(plate)]);
    const dying = openUntilKilled(database.url, 1 + (moment >> 1), moment % 2 === 1);
    await post(dying.db, plate).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    // The camera was not answered and sends it again; the job sees to what it does not.
    await post(database.db, plate);
    await (await openGates(database.db, plate)).arrivals.settleNew();
    expect(await recordOf(plate), `killed at statement ${1 + (moment >> 1)} of ${statements}`).toEqual(once);
  }
  expect(killed).toBe(2 * statements);
}, 120_000);
