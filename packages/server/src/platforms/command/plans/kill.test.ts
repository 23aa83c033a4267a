import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { startTarget } from '../../../kit/test-process.ts';
import { migrations } from './migrations/index.ts';
import { LOOKS, TIMED_PLAN, tableOutbox } from './test-kill-target.ts';
import { chief, EIGHT_MS, MINUTE, type OpenPlans, openPlans, startPlan } from './test-plans.ts';

/** Moments at which the process ends, spread over all statements of the run. */
const MOMENTS = 52;
/** Real processes that are killed. */
const PROCESSES = 2;

let database: TestDatabase;
let plans: OpenPlans;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  await sql`CREATE TABLE test_outbox (key text NOT NULL, receiver text NOT NULL)`.execute(database.db);
  plans = openPlans(database.db, tableOutbox);
});
afterAll(() => database.stop());

let plan = 0;

const start = async () => {
  plans.world.now_ms = EIGHT_MS;
  const again = { drill: false, districts: null, note: '', situation: null };
  const run =
    plan === 0 ? await startPlan(plans, TIMED_PLAN) : await plans.service.start(chief, null, plan, again);
  plan = run.plan;
  return run.id;
};

/** What a run did and said, without the numbers of its rows. */
async function recordOf(run: number) {
  const { events, tasks_all, state } = await plans.runs.get(chief, null, run);
  const ids = tasks_all.map(({ id }) => id);
  const told = await sql<{ key: string; receiver: string }>`
    SELECT key, receiver FROM test_outbox WHERE key LIKE ${`plans/${run}/%`}`.execute(database.db);
  const bare = (key: string) =>
    key.replace(/^plans\/\d+\//, '').replace(/task\/(\d+)/, (_, id) => `task/${ids.indexOf(Number(id))}`);
  return {
    state,
    lines: events.map(({ at_ms, kind, text }) => `${(at_ms - EIGHT_MS) / MINUTE} ${kind} ${text.en}`).sort(),
    tasks: tasks_all.map(({ key, first_unit, unit, state: of, level, overdue }) => [
      ...[key, first_unit, unit, of, level, overdue],
    ]),
    told: told.rows.map(({ key, receiver }) => `${bare(key)} ${receiver}`).sort(),
  };
}

/** Looks from one of the times on, with a database that ends when it ends. @returns where it ended, or null */
async function lookFrom(from: number, on: OpenPlans): Promise<number | null> {
  for (const [i, min] of LOOKS.entries()) {
    if (i < from) continue;
    on.world.now_ms = EIGHT_MS + min * MINUTE;
    try {
      await on.engine.tick();
    } catch (error) {
      if (error instanceof Killed) return i;
      throw error;
    }
  }
  return null;
}

test('a process that ends between any two statements loses and doubles no task, line, clock or message', async () => {
  const undisturbed = await start();
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await lookFrom(0, openPlans(counted.db, tableOutbox));
  const expected = await recordOf(undisturbed);
  expect(expected.state).toBe('ended');
  expect(expected.lines.filter((line) => line.includes('task_escalated')).length).toBeGreaterThan(3);
  const statements = counted.count();
  await counted.db.destroy();
  expect(statements).toBeGreaterThan(MOMENTS);
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const run = await start();
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await lookFrom(0, openPlans(dying.db, tableOutbox));
    if (at !== null || dying.isKilled()) killed++;
    await dying.db.destroy();
    await lookFrom(at ?? 0, plans);
    expect(await recordOf(run), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
  expect(killed).toBe(MOMENTS);
}, 240_000);

/** @returns how far it came: the last time at which it had looked */
async function runAndDie(
  from: number,
  statement: number,
): Promise<{ looked: number; signal: string | null }> {
  const target = join(import.meta.dirname, 'test-kill-target.ts');
  const { ended } = await startTarget(target, [database.url, String(from), String(statement)]);
  const { lines, signal } = await ended;
  return { looked: Math.min(from + lines.length, LOOKS.length - 1), signal };
}

test('a real process that is killed again and again carries a plan to the same end', async () => {
  const whole = await start();
  await lookFrom(0, plans);
  const expected = await recordOf(whole);
  const run = await start();
  let from = 0;
  for (let i = 0; i < PROCESSES; i++) {
    const { looked, signal } = await runAndDie(from, 9 + 40 * i);
    expect(signal).toBe('SIGKILL');
    from = looked;
  }
  await lookFrom(from, plans);
  expect(await recordOf(run)).toEqual(expected);
}, 120_000);
