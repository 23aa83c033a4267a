import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { issue } from '../gates/test-gates.ts';
import type { PermitUses } from '../trips/index.ts';
import { migrations as tripMigrations } from '../trips/migrations/index.ts';
import { migrations } from './migrations/index.ts';
import { createTrackingStore } from './store.ts';
import { batchOf, declaration, Ground, naughty, openTracking, START_MS } from './test-tracking.ts';

const MOMENTS = 16;
/** Until it is off its route, and back on it. */
const FIXES = naughty().slice(0, 60);

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, tripMigrations, migrations);
});
afterAll(() => database.stop());

const officer = {
  address: '127.0.0.1',
  session: { principal: 'account:7', account: 'wang', permissions: ['tracking:handle'], reach: {} },
} as never;

const alarmOf = async (db: Db, trip: string) =>
  (await createTrackingStore(db).listAlarms({ trip, firms: null }, 0, 9))[0];

async function open(db: Db, ground: Ground) {
  const tracking = openTracking(db, ground);
  await tracking.load();
  return tracking;
}

type Step = (db: Db, ground: Ground, trip: string) => Promise<unknown>;
/** A truck drives, and its alarm is taken, talked about and closed; each step is one that may be done again. */
const STEPS: readonly Step[] = [
  async (db, ground, trip) => {
    const tracking = await open(db, ground);
    ground.logged.push(batchOf(Number(trip.slice(1)), FIXES));
    ground.clock.now_ms = FIXES[FIXES.length - 1].at_ms + 500;
    tracking.following.takeFixes(ground.logged[0]);
    await tracking.following.settled();
    await tracking.noting.settled();
  },
  async (db, ground, trip) => {
    const { id, version } = await alarmOf(db, trip);
    await (await open(db, ground)).desk.take(officer, { id, version, firms: null });
  },
  async (db, ground, trip) => {
    const { id, version } = await alarmOf(db, trip);
    const closing = { cause: 'own_decision', outcome: 'warning', of: 'truck', reason: '承认绕行' } as const;
    await (await open(db, ground)).desk.close(officer, { id, version, firms: null }, { ...closing, version });
  },
];

/** @returns the step at which it was killed, or how many there are */
async function stepFrom(from: number, db: Db, ground: Ground, trip: string): Promise<number> {
  for (let i = from; i < STEPS.length; i++) {
    ground.failures.length = 0;
    try {
      await STEPS[i](db, ground, trip);
      for (const failure of ground.failures) throw failure;
    } catch (error) {
      if (error instanceof Killed) return i;
      // Done already: only the answer was lost.
      if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
    }
  }
  return STEPS.length;
}

async function recordOf(trip: string) {
  const store = createTrackingStore(database.db);
  const alarms = await store.listAlarms({ trip, firms: null }, 0, 9);
  const entries = await Promise.all(alarms.map(({ id }) => store.entriesOf(id)));
  const clocks = await Promise.all(alarms.map(({ id }) => store.clocksOf(id)));
  return {
    stage: (await store.findTrip(trip))?.stage,
    alarms: alarms.map(({ kind, state, cause, owner }) => ({ kind, state, cause, owner })),
    entries: entries.map((all) => all.map(({ kind }) => kind)),
    clocks: clocks.map((all) => [...all].map(([code, events]) => [code, events.map(({ kind }) => kind)])),
  };
}

function begin(run: number): Ground {
  const ground = new Ground();
  ground.declare(declaration(run + 1));
  return ground;
}

test('a process that ends between any two statements loses and doubles no alarm, entry or clock', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await stepFrom(0, counted.db, begin(0), 'T1');
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await recordOf('T1');
  expect(expected).toMatchObject({
    alarms: [{ kind: 'off_route', state: 'closed', cause: 'own_decision', owner: 'wang' }],
    entries: [['raised', 'sms', 'ended', 'taken', 'closed']],
  });
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const run = moment + 1;
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const [ground, trip] = [begin(run), `T${run + 1}`];
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await stepFrom(0, dying.db, ground, trip);
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    await stepFrom(at, database.db, ground, trip);
    expect(await recordOf(trip), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
  expect(killed).toBe(MOMENTS);
}, 120_000);

test('a permit that was used twice is an alarm, once, whatever ends in between', async () => {
  const ground = new Ground();
  const facts = ground.declare(declaration(72));
  await issue(database.db, 'S1', [
    {
      trip: facts.id,
      permit: 'P72',
      plates: [facts.plate],
      from_ms: START_MS,
      to_ms: START_MS + 9e6,
      note: '',
    },
  ]);
  const uses = ground.tripsPort.uses as PermitUses;
  const pass = { permit: 'P72', place: 'S1', passage: 'in', by: 'g1', plate: facts.plate } as const;
  const use = (at_ms: number) =>
    database.db.transaction().execute((tx) => uses.settle(tx, { ...pass, at_ms }));
  expect([await use(START_MS), (await use(START_MS + 1000))?.code]).toEqual([null, 'used']);
  for (let statement = 1, isOver = false; !isOver; statement++) {
    const dying = openUntilKilled(database.url, statement, statement % 2 === 0);
    await openTracking(dying.db, ground)
      .takeDoubleUses()
      .catch(() => undefined);
    isOver = !dying.isKilled();
    await dying.db.destroy();
  }
  const tracking = openTracking(database.db, ground);
  await tracking.takeDoubleUses();
  const { alarms } = await tracking.listAlarms({ trip: facts.id, firms: null }, 0, 9);
  expect(alarms).toMatchObject([{ kind: 'double_use', state: 'open', means: 'call', plate: facts.plate }]);
  expect((await tracking.alarmSheet(null, alarms[0].id, 'account:1')).ledger.map(({ kind }) => kind)).toEqual(
    ['raised'],
  );
  await use(START_MS + 2000);
  await tracking.takeDoubleUses();
  const [{ id }] = (await tracking.listAlarms({ trip: facts.id, firms: null }, 0, 9)).alarms;
  expect((await tracking.alarmSheet(null, id, 'account:1')).ledger.map(({ kind }) => kind)).toEqual([
    ...['raised', 'again'],
  ]);
});
