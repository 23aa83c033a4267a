import { sql } from 'kysely';
import pg from 'pg';
import type { NewMessage } from '../../../base/messages/index.ts';
import { type Db, openDb } from '../../../kit/db.ts';
import { EIGHT_MS, lead, MINUTE, openPlans, phaseWith, planWith, taskFor } from './test-plans.ts';

/** What a run of the test does by its clocks alone, as the minutes at which somebody looks. */
export const LOOKS = [0, 5, 10, 12, 20, 25, 30, 45, 60];

/** Two phases: tasks that go up the organisation and become late, one that is sent later, then an end. */
export const TIMED_PLAN = planWith([
  phaseWith(
    'a',
    [taskFor('go', 'sub-centre'), taskFor('later', 'department', { start_min: 5 })],
    [lead('b', { kind: 'hold', min: 25 })],
  ),
  phaseWith('b', [taskFor('more', 'city-centre')], [lead(null, { kind: 'hold', min: 35 })]),
]);

/** Messages as rows of the same transaction: nothing keeps one from being there twice but the plan itself. */
export const tableOutbox = {
  async queue(tx: Db, { key, to }: NewMessage): Promise<number> {
    await sql`INSERT INTO test_outbox (key, receiver) VALUES (${key}, ${to})`.execute(tx);
    return 0;
  },
};

/** A program that is there to be killed: looks at the plans by a clock, and ends itself at one of its statements. */
async function killTarget(url: string, from: number, statement: number): Promise<void> {
  let seen = 0;
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    if (++seen === statement) process.kill(process.pid, 'SIGKILL');
    return query.apply(this, args);
  } as typeof pg.Client.prototype.query;
  const plans = openPlans(openDb(url, 2), tableOutbox);
  for (const min of LOOKS.slice(from)) {
    plans.world.now_ms = EIGHT_MS + min * MINUTE;
    await plans.engine.tick();
    process.stdout.write(`${min}\n`);
  }
  process.exit(0);
}

const [, script, url, from, statement] = process.argv;
if (script === import.meta.filename) await killTarget(url, Number(from), Number(statement));
