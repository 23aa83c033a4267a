import { HOUR_MS } from '@opentocc/core/time';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import type { Acting } from '../../../kit/acting.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { migrations } from './migrations/index.ts';
import { createRegimes } from './service.ts';
import { createRegimeStore } from './store.ts';
import { createTrips, HEAT, START_MS, tripAt } from './test-regimes.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  await open(database.db, START_MS, createTrips());
});
afterAll(() => database.stop());

const acting = (account: string): Acting =>
  ({ address: '127.0.0.1', session: { principal: `account:${account}`, account } }) as unknown as Acting;

/** Time between two runs, whole days: each announces a regime of its own, whose end lies before the next one. */
const RUN_MS = 96 * HOUR_MS;
type Trips = ReturnType<typeof createTrips>;

/** A process on a database. Trips are another module's: they survive it, as what was handed to them does. */
async function open(db: Db, now_ms: number, trips: Trips) {
  const regimes = createRegimes({
    ...{ store: createRegimeStore(db), clock: { now: () => now_ms } },
    audit: { record: async () => undefined },
    messages: { queue: async () => 1 },
    accounts: { actorsWith: async () => [], answeringUnits: async () => [] },
    onError: () => undefined,
  });
  regimes.use(trips);
  await regimes.record.load();
  return regimes;
}

const codeOf = (run: number) => `heat-${run}`;
const beginOf = (run: number) => START_MS + run * RUN_MS + HOUR_MS;
const findDraft = async (db: Db, run: number) =>
  (await createRegimeStore(db).listDrafts()).find(({ regime }) => regime.code === codeOf(run));

type Step = (db: Db, run: number, trips: Trips) => Promise<unknown>;
/** A regime is drafted, checked, announced, begins, and is taken back; each step is one that may be done again. */
const STEPS: readonly Step[] = [
  async (db, run, trips) => {
    if (await findDraft(db, run)) return;
    const { drafts } = await open(db, START_MS + run * RUN_MS, trips);
    const times = { from_ms: beginOf(run), to_ms: beginOf(run) + 20 * HOUR_MS };
    await drafts.add(acting('drafter'), { ...HEAT, ...times, code: codeOf(run) }, '高温');
  },
  async (db, run, trips) => {
    const { drafts } = await open(db, START_MS + run * RUN_MS, trips);
    const { id, version } = (await findDraft(db, run))!;
    await drafts.markChecked(acting('drafter'), { id, seen: version });
  },
  async (db, run, trips) => {
    const { announcing } = await open(db, START_MS + run * RUN_MS, trips);
    const { id, version, regime } = (await findDraft(db, run))!;
    const { from_ms, to_ms } = regime;
    await announcing.announce(acting('officer'), id, { seen: version, from_ms, to_ms, reason: '公布' });
  },
  async (db, run, trips) => (await open(db, beginOf(run), trips)).switches.whenDue(),
  async (db, run, trips) => {
    const { announcing } = await open(db, beginOf(run) + HOUR_MS, trips);
    await announcing.takeBack(acting('officer'), codeOf(run), 1, '解除');
  },
  async (db, run, trips) => (await open(db, beginOf(run) + HOUR_MS, trips)).switches.whenDue(),
];

/** @returns the step at which it was killed, or how many there are */
async function stepFrom(from: number, db: Db, run: number, trips: Trips): Promise<number> {
  for (let i = from; i < STEPS.length; i++) {
    try {
      await STEPS[i](db, run, trips);
    } catch (error) {
      if (error instanceof Killed) return i;
      // Done already: only the answer was lost.
      if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
    }
  }
  return STEPS.length;
}

function tripsOf(run: number): Trips {
  const trips = createTrips();
  for (const hours of [3, 12])
    trips.all.push(tripAt(`T${run}-${hours}`, START_MS + run * RUN_MS + hours * HOUR_MS));
  return trips;
}

async function recordOf(run: number, trips: Trips) {
  const { record } = await open(database.db, beginOf(run) + HOUR_MS, trips);
  const { planned, switches } = record.snapshot;
  const own = planned.find(({ row }) => row.code === codeOf(run))!;
  const after = planned.find(({ regime, isGone }) => !isGone && regime.from_ms === beginOf(run) + HOUR_MS);
  const events = await createRegimeStore(database.db).eventsOf(codeOf(run), 1);
  const made = switches.filter(({ at_ms }) => at_ms >= beginOf(run) && at_ms <= beginOf(run) + HOUR_MS);
  return {
    versions: planned.filter(({ row }) => row.code === codeOf(run)).length,
    lasted_ms: (own.regime.to_ms ?? 0) - own.regime.from_ms,
    resumed: after?.row.code,
    kinds: events.map(({ kind }) => kind).filter((kind) => kind !== 'informed'),
    switches: made.map(({ settled_ms, counts }) => [
      settled_ms !== null,
      counts?.cancelled,
      counts?.rejudged,
    ]),
    settled: [...trips.settled.values()].map(({ how }) => how).sort(),
  };
}

test('a process that ends between any two statements loses and doubles no announcement, switch or settlement', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  const first = tripsOf(0);
  await stepFrom(0, counted.db, 0, first);
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await recordOf(0, first);
  expect(expected).toEqual({
    ...{ versions: 1, lasted_ms: HOUR_MS, resumed: 'normal' },
    kinds: ['announced', 'began', 'taken_back', 'cut', 'ended'],
    switches: [
      [true, 1, 1],
      [true, 0, 2],
    ],
    settled: ['cancelled', 'rejudged'],
  });
  const MOMENTS = 18;
  expect(statements).toBeGreaterThan(MOMENTS);
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const [run, trips] = [moment + 1, tripsOf(moment + 1)];
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await stepFrom(0, dying.db, run, trips);
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    await stepFrom(at, database.db, run, trips);
    expect(await recordOf(run, trips), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
  expect(killed).toBe(MOMENTS);
}, 120_000);
