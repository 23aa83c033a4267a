import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { type Db, migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { migrations } from './migrations/index.ts';
import { asked, type OpenedTrips, openTrips, SLOT_FROM_MS } from './test-trips.ts';

const MOMENTS = 16;

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

const CROSSED = {
  crossings: [{ port: 'liantang', direction: 'in' as const, at_ms: SLOT_FROM_MS }],
  ...{ stays: [], off_route: [], over: false },
};
type Step = (on: OpenedTrips, firm: string) => Promise<unknown>;

const own = (on: OpenedTrips, firm: string, n: number) => on.trips.roll.findByKey(firm, `key-${firm}-${n}`)!;
const seen = ({ id, version }: { id: string; version: number }) => ({ id, version, reaches: () => true });

/** Two trips are declared, one is called off, the other is permitted, used at a port, driven and closed; each may be done again. */
const STEPS: readonly Step[] = [
  (on, firm) => on.trips.declaring.declare(firm, asked(1, firm), firm),
  (on, firm) => on.trips.declaring.declare(firm, asked(2, firm), firm),
  (on, firm) => on.trips.lifecycle.callOff({ ...seen(own(on, firm, 1)), version: 1 }, '货主取消', firm),
  async (on, firm) => {
    const pass = { place: 'liantang', passage: 'in', at_ms: SLOT_FROM_MS, by: 'gate', plate: null } as const;
    const { permit } = own(on, firm, 2);
    return on.trips.store.root
      .transaction()
      .execute((tx) => on.trips.door.uses.count(tx, { ...pass, permit: permit ?? '' }));
  },
  (on, firm) => on.trips.door.noteDriven(own(on, firm, 2).id, CROSSED),
  (on, firm) =>
    on.trips.door.end(own(on, firm, 2).id, {
      cause: { zh: '回到香港', en: 'Back in Hong Kong' },
      by: 'system',
    }),
];

/** @returns the step at which it was killed, or how many there are */
async function stepFrom(from: number, on: OpenedTrips, firm: string, isDead: () => boolean): Promise<number> {
  for (let i = from; i < STEPS.length; i++) {
    try {
      await STEPS[i](on, firm);
    } catch (error) {
      if (error instanceof Killed || isDead()) return i;
      // Done already: only the answer was lost.
      if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
    }
  }
  return STEPS.length;
}

async function recordOf(firm: string) {
  const { rows } = await sql<object>`
    SELECT key, state, version, place, permit IS NOT NULL AS permitted, cause->>'zh' AS cause,
      (SELECT count(*)::int FROM trips_permit_use u WHERE u.permit = t.permit) AS uses,
      (SELECT count(*)::int FROM trips_permit p WHERE p.trip = t.id AND p.revoked_ms IS NOT NULL) AS revoked,
      (SELECT jsonb_agg(kind ORDER BY e.id) FROM trips_event e WHERE e.trip = t.id) AS events
    FROM trips_trip t WHERE firm = ${firm} ORDER BY key`.execute(database.db);
  return JSON.parse(JSON.stringify(rows).replaceAll(firm, 'firm'));
}

const open = (db: Db) => openTrips(db);
const never = () => false;

test('a process that ends between any two statements loses and doubles no trip, place, permit or use', async () => {
  await stepFrom(0, await open(database.db), 'f0', never);
  const expected = await recordOf('f0');
  expect(expected).toMatchObject([
    { state: 'called_off', version: 2, place: null, revoked: 1, events: ['declared', 'called_off'] },
    { state: 'over', uses: 1, events: ['declared', 'under_way', 'over'] },
  ]);
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  const whole = await open(counted.db);
  const loaded = counted.count();
  await stepFrom(0, whole, 'f1', never);
  const statements = counted.count() - loaded;
  await counted.db.destroy();
  expect(statements).toBeGreaterThan(MOMENTS);
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const firm = `f${moment + 2}`;
    const statement = loaded + 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await stepFrom(0, await open(dying.db), firm, dying.isKilled);
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    await stepFrom(at, await open(database.db), firm, never);
    expect(await recordOf(firm), `killed at statement ${statement - loaded} of ${statements}`).toEqual(
      expected,
    );
  }
  expect(killed).toBe(MOMENTS);
  const { rows } = await sql<{ id: string }>`SELECT id FROM trips_trip ORDER BY id`.execute(database.db);
  expect(rows.map(({ id }) => Number(id.slice(-5)))).toEqual(rows.map((_, i) => i + 1));
}, 120_000);
