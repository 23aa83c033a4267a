import { expect } from 'vitest';
import type { Db } from '../../kit/db.ts';
import { openUntilKilled } from './test-crash.ts';
import type { TestDatabase } from './test-database.ts';

/** Something that is done in steps, each one that whoever sends it does again when no answer came. */
export interface KilledWork<R> {
  readonly database: TestDatabase;
  /** Moments at which the process ends, spread over all statements. */
  readonly moments: number;
  /**
   * Starts as a process of its own does, and does the steps of a run from one on.
   * @returns the step at which the process ended, or how many there are
   */
  walk(db: Db, run: string, from: number): Promise<number>;
  /** What there is at the end, without what differs from run to run. */
  recordOf(run: string): Promise<R>;
}

/**
 * Does the work once undisturbed; then again and again with a process that ends before or after one of its statements,
 * and a second one that goes on at that step. Every time the same is there at the end.
 * @returns what is there after the undisturbed run
 */
export async function endsTheSame<R>({ database, moments, walk, recordOf }: KilledWork<R>): Promise<R> {
  const counted = openUntilKilled(database.url, Number.POSITIVE_INFINITY, false);
  await walk(counted.db, 'whole', 0);
  const statements = counted.count();
  await counted.db.destroy();
  const expected = await recordOf('whole');
  expect(statements).toBeGreaterThan(moments);
  for (let moment = 0; moment < moments; moment++) {
    const run = `run${moment}x`;
    const statement = 1 + Math.floor((moment * statements) / moments);
    const dying = openUntilKilled(database.url, statement, moment % 2 === 1);
    const at = await walk(dying.db, run, 0);
    expect(dying.isKilled(), `statement ${statement} of ${statements} was reached`).toBe(true);
    await dying.db.destroy();
    await walk(database.db, run, at);
    expect(await recordOf(run), `killed at statement ${statement} of ${statements}`).toEqual(expected);
  }
  return expected;
}
