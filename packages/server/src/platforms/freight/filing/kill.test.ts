import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { migrations } from './migrations/index.ts';
import { createFilingStore } from './store.ts';
import { driverOf, openFiling, STEPS } from './test-kill-steps.ts';

const MOMENTS = 30;
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

/** @returns the step at which it was killed, or how many there are */
async function stepFrom(from: number, db: Db, run: number): Promise<number> {
  for (let i = from; i < STEPS.length; i++) {
    try {
      const filing = await openFiling(db);
      const [row] = await driverOf(filing, run);
      await STEPS[i](filing, row, run);
    } catch (error) {
      if (error instanceof Killed) return i;
      // Done already: only the answer was lost.
      if (!(error instanceof AppError && error.status < 500 && i === from && from > 0) && !isFiled(error))
        throw error;
    }
  }
  return STEPS.length;
}

/** Filed before its answer was lost: a second one is refused in words. */
const isFiled = (error: unknown) => error instanceof AppError && error.code === 'filing.faults';

async function recordOf(run: number) {
  const filing = await openFiling(database.db);
  const store = createFilingStore(database.db);
  const rows = await driverOf(filing, run);
  const [{ id, state, amendment, version, person }] = rows;
  const sealed = await store.findPerson(`${id}:${person}`);
  return {
    ...{ entries: rows.length, state, amendment, version },
    phone: sealed && (await filing.persons.open(sealed)).phone,
    acts: (await store.eventsOf(id)).map(({ act }) => act).reverse(),
    appeals: (await store.appealsOf(id)).map(({ granted }) => granted),
  };
}

test('a process that ends between any two statements loses and doubles nothing that was filed, decided or appealed', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await stepFrom(0, counted.db, 0);
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await recordOf(0);
  expect(expected).toEqual({
    ...{ entries: 1, state: 'approved', amendment: null, version: 7, phone: '13600001111' },
    acts: [
      ...['submitted', 'approved', 'amended', 'amendment_approved', 'suspended', 'appealed'],
      'appeal_granted',
    ],
    appeals: [true],
  });
  expect(statements).toBeGreaterThan(MOMENTS);
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const run = moment + 1;
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await stepFrom(0, dying.db, run);
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    await stepFrom(at, database.db, run);
    expect(await recordOf(run), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
  expect(killed).toBe(MOMENTS);
}, 120_000);
