import { MINUTE_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { migrations } from './migrations/index.ts';
import { drive, openPorts, START_MS } from './test-ports.ts';

const customs = {
  ...{ address: '127.0.0.1', session: { principal: 'key:7', account: 'key:7', language: 'en' } },
} as unknown as Acting;
const MOMENTS = 16;
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
}, 60_000);
afterAll(() => database.stop());

/** A run is a truck of its own: it comes, waits, and a lane reports it with one that is not known. */
async function day(db: Db, run: number): Promise<void> {
  const open = openPorts(db, { now: () => START_MS });
  await open.ports.load();
  const truck = `truck 粤Z${run}`;
  const isThere = (await open.store.listVisits(null, 0, START_MS)).some((one) => one.truck === truck);
  if (!isThere) drive(open, truck, START_MS - 40 * MINUTE_MS, '0 2500 50, 1 1400 40, 20 20 0');
  await open.ports.following.flush();
  const crossing = { port: 'shenzhen-bay', direction: 'out', at: START_MS - 10 * MINUTE_MS };
  await open.ports.report(customs, [
    { ...crossing, id: `${run}/1`, plate: `粤Z${run}` },
    { ...crossing, id: `${run}/2`, plate: `粤B${run}` },
  ]);
  await open.ports.following.flush();
}

async function recordOf(run: number) {
  const { store } = openPorts(database.db, { now: () => START_MS });
  const visits = (await store.listVisits(null, 0, START_MS)).filter((one) => one.truck === `truck 粤Z${run}`);
  const crossings = (await store.listCrossings(0, START_MS)).filter(({ ref }) => ref.startsWith(`${run}/`));
  return { visits: visits.length, crossings: crossings.map(({ plate }) => plate).sort() };
}

test('a process that ends between any two statements loses and doubles no crossing and no visit', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await day(counted.db, 0);
  const statements = counted.count();
  await counted.db.destroy();
  expect(await recordOf(0)).toEqual({ visits: 1, crossings: ['粤B0', '粤Z0'] });
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const run = moment + 1;
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    await day(dying.db, run).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
      killed++;
    });
    await dying.db.destroy().catch(() => undefined);
    // The reporter got no answer, and sends the same again.
    await day(database.db, run);
    expect(await recordOf(run), `killed at statement ${statement} of ${statements}`).toEqual({
      ...{ visits: 1, crossings: [`粤B${run}`, `粤Z${run}`] },
    });
  }
  expect(killed).toBeGreaterThan(MOMENTS / 2);
}, 120_000);
