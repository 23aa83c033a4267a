import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { endsTheSame } from '../../../adapters/postgres/test-kills.ts';
import { migrate } from '../../../kit/db.ts';
import { startTarget } from '../../../kit/test-process.ts';
import { migrationsOfCases } from '../cases/test-cases.ts';
import { migrations } from './migrations/index.ts';
import { openWays, stepsOf, walk } from './test-kill-steps.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, ...migrationsOfCases, migrations);
}, 60_000);
afterAll(() => database.stop());

/** What is there at the end, without numbers that differ from run to run. */
async function recordOf(run: string) {
  const { rows } = await sql<Record<string, unknown>>`
    SELECT (SELECT count(*) FROM cases_case WHERE key LIKE ${`%${run}%`}) AS cases,
      (SELECT count(*) FROM cases_attachment a JOIN cases_case c ON c.id = a.case WHERE c.key LIKE ${`%${run}%`}) AS files,
      (SELECT count(*) FROM intake_transfer WHERE number = ${`GD-${run}`}) AS transfers,
      (SELECT string_agg(step, ' ') FROM intake_transfer_news WHERE number = ${`GD-${run}`}) AS news,
      (SELECT string_agg(outcome, ' ' ORDER BY id) FROM intake_letter WHERE key LIKE ${`<${run}-%`}) AS letters,
      (SELECT count(*) FROM intake_held WHERE key LIKE ${`<${run}-%`}) AS held,
      (SELECT count(*) FROM intake_held_file f JOIN intake_held h ON h.id = f.held WHERE h.key LIKE ${`<${run}-%`}) AS held_files,
      (SELECT uid FROM intake_mail_place WHERE mailbox = 'kill') AS place`.execute(database.db);
  return rows[0];
}

const WHOLE = {
  ...{ cases: 6, files: 6, transfers: 1, news: 'accepted', held: 1, held_files: 1, place: 6 },
  letters: 'case case case case case held',
};

test('a process that ends between any two statements loses and doubles no transfer, letter or held item', async () => {
  const expected = await endsTheSame({
    ...{ database, moments: 40, recordOf },
    walk: (db, run, from) => walk(openWays(db), run, from),
  });
  expect(expected).toMatchObject(WHOLE);
}, 300_000);

/** @returns how many steps it said it had done, and the signal that ended it */
async function runAndDie(run: string, from: number, statement: number) {
  const target = join(import.meta.dirname, 'test-kill-steps.ts');
  const { ended } = await startTarget(target, [
    'kill-ways-in',
    database.url,
    run,
    String(from),
    String(statement),
  ]);
  const { lines, signal } = await ended;
  return { done: from + lines.length, signal };
}

test('real processes that are killed one after the other bring transfer and letters to the same end', async () => {
  let from = 0;
  for (const statement of [40, 45]) {
    const { done, signal } = await runAndDie('process', from, statement);
    expect(signal).toBe('SIGKILL');
    from = done;
  }
  expect(from).toBeGreaterThan(0);
  expect(from).toBeLessThan(stepsOf('process').length);
  await walk(openWays(database.db), 'process', from);
  expect(await recordOf('process')).toMatchObject(WHOLE);
}, 240_000);
