import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { startTarget } from '../../../kit/test-process.ts';
import { migrationsOfCases } from './test-cases.ts';
import { openForKill, recordOf, STEPS, stepFrom } from './test-kill-steps.ts';

/** Moments at which the process ends, spread over all statements. */
const MOMENTS = 48;
const PROCESSES = 2;

let database: TestDatabase;
let on: ReturnType<typeof openForKill>;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, ...migrationsOfCases);
  on = openForKill(database.db);
  await on.load();
});
afterAll(() => database.stop());

const isKill = (error: unknown) => error instanceof Killed;
const never = () => false;

/** Numbers of the day are those from one to how many there are: none twice, none left out. */
async function numbersFollow(): Promise<void> {
  const { rows } = await sql<{ number: string }>`SELECT number FROM cases_case ORDER BY number`.execute(
    database.db,
  );
  expect(rows.map(({ number }) => Number(number.slice(-6)))).toEqual(rows.map((_, i) => i + 1));
}

test('a process that ends between any two statements loses and doubles no case, number, step, clock or answer', async () => {
  // So that each process reads as much at its start.
  await stepFrom(0, on, 'before', never);
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  const whole = openForKill(counted.db);
  await whole.load();
  const loaded = counted.count();
  await stepFrom(0, whole, 'whole-run', never);
  const statements = counted.count() - loaded;
  await counted.db.destroy();
  const expected = await recordOf(on, 'whole-run');
  expect(expected[0]).toMatchObject({
    state: 'received',
    round: 2,
    reworks: 1,
    answers: ['已处理 true', '已退款 false'],
  });
  expect(statements).toBeGreaterThan(MOMENTS);
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const run = `moment-${moment}`;
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement + loaded, moment % 2 === 1);
    const process = openForKill(dying.db);
    await process.load();
    const at = await stepFrom(0, process, run, isKill);
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    await stepFrom(at, on, run, never);
    expect(await recordOf(on, run), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
  expect(killed).toBe(MOMENTS);
  await numbersFollow();
}, 300_000);

/** @returns the steps that it said it had done, and the signal that ended it */
async function runAndDie(run: string, from: number, statement: number) {
  const target = join(import.meta.dirname, 'test-kill-steps.ts');
  const { ended } = await startTarget(target, [
    'kill-cases',
    database.url,
    run,
    String(from),
    String(statement),
  ]);
  const { lines, signal } = await ended;
  return { done: from + lines.length, signal };
}

test('a real process that is killed again and again brings a case to the same end', async () => {
  await stepFrom(0, on, 'undisturbed', never);
  const expected = await recordOf(on, 'undisturbed');
  let from = 0;
  for (let i = 0; i < PROCESSES; i++) {
    const { done, signal } = await runAndDie('killed', from, 30 + 12 * i);
    expect(signal).toBe('SIGKILL');
    from = done;
  }
  expect(from).toBeLessThan(STEPS.length);
  await stepFrom(from, on, 'killed', never);
  expect(await recordOf(on, 'killed')).toEqual(expected);
  await numbersFollow();
}, 240_000);
