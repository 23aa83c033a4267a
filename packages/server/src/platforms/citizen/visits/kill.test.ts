import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import type { Db } from '../../../kit/db.ts';
import { migrate } from '../../../kit/db.ts';
import { AppError } from '../../../kit/errors.ts';
import { migrations } from './migrations/index.ts';
import { createVisitStore } from './store.ts';
import { makeCases, openVisits, supervisor } from './test-kill-steps.ts';

/** A run is a day of its own; days of earlier runs lie before it. */
const FIRST_DAY = Date.parse('2026-01-01');
const dayOf = (run: number): string => new Date(FIRST_DAY + run * 86_400_000).toISOString().slice(0, 10);
const MOMENTS = 36;

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  await makeCases(database.db);
});
afterAll(() => database.stop());

const drawOf = async (db: Db, run: number) => {
  const from_ms = Date.parse(`${dayOf(run)}T00:00:00+08:00`);
  return (await createVisitStore(db).listDraws()).find((one) => one.from_ms === from_ms);
};
const visitOf = async (db: Db, run: number) => {
  const draw = (await drawOf(db, run))!.id;
  return (await createVisitStore(db).list({ draw }, 0, 9))[0];
};

type Step = (db: Db, run: number) => Promise<unknown>;
/** A day is drawn from, called, answered badly and rectified; each step is one that somebody may do again. */
const STEPS: readonly Step[] = [
  (db, run) => openVisits(db, run).draws.commit(supervisor, dayOf(run), dayOf(run)),
  async (db, run) => openVisits(db, run).draws.reveal(supervisor, (await drawOf(db, run))!.id, '见证'),
  (db, run) => openVisits(db, run).claim(supervisor),
  async (db, run) => {
    const { id, version } = await visitOf(db, run);
    const answers = { answered: true, handled: 'no', satisfied: 1, comment: '' } as const;
    await openVisits(db, run).calls.answer(supervisor, id, { version, ...answers });
  },
  (db, run) => openVisits(db, run).reopenDue(),
  async (db, run) => {
    const visits = openVisits(db, run);
    const { id } = await visitOf(db, run);
    const [one] = (await visits.listRectifications(null, 'open')).filter(({ visit }) => visit === id);
    if (one)
      await visits.rectifications.finish(supervisor, null, one.id, {
        version: one.version,
        done: '已当面致歉并退还多收费用',
      });
  },
];

const isKill = (error: unknown) => error instanceof Killed;

/** @returns the step at which it was killed, or how many there are */
async function stepFrom(from: number, db: Db, run: number): Promise<number> {
  for (let i = from; i < STEPS.length; i++) {
    try {
      await STEPS[i](db, run);
    } catch (error) {
      if (isKill(error)) return i;
      // Done already: only the answer was lost.
      if (!(error instanceof AppError && error.status === 409 && i === from)) throw error;
    }
  }
  return STEPS.length;
}

async function recordOf(run: number) {
  const { db } = database;
  const [draw, row] = [(await drawOf(db, run))!, await visitOf(db, run)];
  const store = createVisitStore(db);
  const rectified = (await store.rectificationsOfVisits([row.id])).get(row.id)!;
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::int AS n FROM opened_again WHERE id = ${row.case}`.execute(db);
  return {
    revealed: draw.seed !== null,
    visits: await store.count({ draw: draw.id }),
    ...{ state: row.state, reopening: row.reopening, attempts: row.attempts, opened_again: rows[0].n },
    outcomes: (await store.attemptsOf([row.id])).map(({ outcome }) => outcome),
    rectification: (await store.findRectification(rectified))?.state,
    entries: (await store.entriesOf([rectified])).map(({ kind }) => kind),
    clock: (await store.clockEventsOf([rectified])).get(rectified)?.map(({ kind }) => kind),
  };
}

test('a process that ends between any two statements loses and doubles no draw, answer, reopening or rectification', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await stepFrom(0, counted.db, 0);
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await recordOf(0);
  expect(expected).toEqual({
    ...{ revealed: true, visits: 1, state: 'answered', reopening: 'done', attempts: 1, opened_again: 1 },
    ...{
      outcomes: ['answered'],
      rectification: 'done',
      entries: ['began', 'done'],
      clock: ['started', 'finished'],
    },
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
}, 300_000);
