import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from '../../kit/db.ts';

/** What a statement of a process that has ended throws. */
export class Killed extends Error {}

/**
 * A database whose process ends at one of its statements: from then on nothing reaches the server, and what was not
 * committed is gone, as after kill −9.
 * @param after whether the server still does that statement, and only its answer is lost
 */
export function openUntilKilled(url: string, statement: number, after: boolean) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  let seen = 0;
  const dead = () => seen > statement;
  const connect = async () => {
    const client = await pool.connect();
    return {
      async query(...args: unknown[]) {
        if (dead()) throw new Killed();
        seen++;
        const isLast = seen === statement;
        if (isLast) seen++;
        const ask = () => (client.query as (...all: unknown[]) => Promise<unknown>)(...args);
        if (!isLast) return ask();
        if (after) await ask();
        throw new Killed();
      },
      // A connection of a process that ended is closed, and the server rolls back.
      release: () => client.release(dead()),
    };
  };
  const db: Db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end() } as unknown as pg.Pool }),
  });
  return { db, count: () => seen, isKilled: dead };
}
