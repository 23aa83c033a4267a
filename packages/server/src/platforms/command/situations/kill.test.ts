import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrations as attachmentMigrations } from '../../../base/attachments/index.ts';
import { migrate } from '../../../kit/db.ts';
import { startTarget } from '../../../kit/test-process.ts';
import { migrations } from './migrations/index.ts';
import { openSituations, recordOf, review, STEPS, stepFrom } from './test-kill-steps.ts';

/** Moments at which the process ends, spread over all statements. */
const MOMENTS = 52;
const PROCESSES = 2;

let database: TestDatabase;
let on: ReturnType<typeof openSituations>;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, attachmentMigrations, migrations);
  on = openSituations(database.db);
});
afterAll(() => database.stop());

const isKill = (error: unknown) => error instanceof Killed;
const never = () => false;

/** What is looked back on is not proposed to be the same as what the next run reports. */
const close = (run: string) => review(on, run);

test('a process that ends between any two statements loses and doubles no report, step, clock or merge', async () => {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await stepFrom(0, openSituations(counted.db), 'whole-run', never);
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await recordOf(on, 'whole-run');
  expect(expected[0]).toMatchObject({ state: 'cleared', level: 'extreme' });
  expect(expected[0].reports).toHaveLength(2);
  expect(statements).toBeGreaterThan(MOMENTS);
  await close('whole-run');
  let killed = 0;
  for (let moment = 0; moment < MOMENTS; moment++) {
    const run = `moment-${moment}`;
    const statement = 1 + Math.floor((moment * statements) / MOMENTS);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await stepFrom(0, openSituations(dying.db), run, isKill);
    if (dying.isKilled()) killed++;
    await dying.db.destroy();
    await stepFrom(at, on, run, never);
    expect(await recordOf(on, run), `killed at statement ${statement} of ${statements}`).toEqual(expected);
    await close(run);
  }
  expect(killed).toBe(MOMENTS);
}, 300_000);

/** @returns the steps that it said it had done, and the signal that ended it */
async function runAndDie(
  run: string,
  from: number,
  statement: number,
): Promise<{ done: number; signal: string | null }> {
  const target = join(import.meta.dirname, 'test-kill-steps.ts');
  const { ended } = await startTarget(target, [database.url, run, String(from), String(statement)]);
  const { lines, signal } = await ended;
  return { done: from + lines.length, signal };
}

test('a real process that is killed again and again brings a situation to the same end', async () => {
  await stepFrom(0, on, 'undisturbed', never);
  const expected = await recordOf(on, 'undisturbed');
  await close('undisturbed');
  let from = 0;
  for (let i = 0; i < PROCESSES; i++) {
    const { done, signal } = await runAndDie('killed', from, 12 + 6 * i);
    expect(signal).toBe('SIGKILL');
    from = done;
  }
  expect(from).toBeLessThan(STEPS.length);
  await stepFrom(from, on, 'killed', never);
  expect(await recordOf(on, 'killed')).toEqual(expected);
}, 240_000);
