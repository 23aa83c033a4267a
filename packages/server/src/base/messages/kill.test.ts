import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { migrate } from '../../kit/db.ts';
import { startTarget } from '../../kit/test-process.ts';
import { migrations } from './index.ts';
import { changeAndTell, openMessages } from './test-kill-target.ts';
import { openMortalDb } from './test-mortal-db.ts';

/** Statements of a change, its message and its delivery, and some of the looks that follow; each is a moment to die, twice. */
const STATEMENTS = 27;
const KILLS = 3;
const PER_PROCESS = 100_000;

/** Ids taken, in order, with whether the posting said that it may be a second one. */
const taken: { id: string; number: number; maybe_second: boolean }[] = [];
const taker = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const { id, text, maybe_second } = JSON.parse(body);
  taken.push({ id, number: Number(text.en), maybe_second });
  await sleep(taken.length % 7);
  response.end();
});
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
  taker.listen(0, '127.0.0.1');
  await once(taker, 'listening');
  const { port } = taker.address() as AddressInfo;
  await sql`create table change (number integer primary key)`.execute(database.db);
  await sql`insert into messages_endpoint (name, url, digest, secret_sealed, active, added_ms, author)
    values ('taker', ${`http://127.0.0.1:${port}/`}, 'sha256', 'secret', true, 0, 'test')`.execute(
    database.db,
  );
});
afterAll(async () => {
  taker.closeAllConnections();
  taker.close();
  await database.stop();
});

/** Runs the target until it acknowledged some, and kills it a moment later. @returns what it acknowledged */
async function runAndKill(round: number): Promise<number[]> {
  const target = join(import.meta.dirname, 'test-kill-target.ts');
  let acknowledged = 0;
  const { ended } = await startTarget(target, [database.url, String(round * PER_PROCESS)], (_, child) => {
    if (++acknowledged === 5 + (round % 13)) setTimeout(() => child.kill('SIGKILL'), (round * 7) % 60);
  });
  return (await ended).lines.map(Number);
}

/** Lets a living worker finish. @returns what did not arrive in the end */
async function finish(): Promise<number> {
  const { db, messages } = openMessages(database.url);
  const waiting = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from messages_message
      where state <> 'delivered'`.execute(db);
    return rows[0].n;
  };
  for (let tries = 0; tries < 400 && (await waiting()) > 0; tries++) {
    await messages.delivery.look();
    await messages.delivery.settled();
    await sleep(25);
  }
  const left = await waiting();
  await messages.stop();
  await db.destroy();
  return left;
}

/** @param acknowledged changes whose transaction was answered */
async function expectAllToldOnce(acknowledged: readonly number[]): Promise<void> {
  expect(await finish()).toBe(0);
  const arrived = new Set(taken.map(({ number }) => number));
  expect(acknowledged.filter((number) => !arrived.has(number))).toEqual([]);
  const { rows } = await sql<{ number: number }>`select number from change`.execute(database.db);
  const inOrder = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);
  expect(inOrder(arrived)).toEqual(inOrder(rows.map(({ number }) => number)));
  const seen = new Map<number, string>();
  const silent = taken.filter(({ id, number, maybe_second }) => {
    const before = seen.get(number);
    seen.set(number, id);
    return before !== undefined && (before !== id || !maybe_second);
  });
  expect(silent).toEqual([]);
  console.info(`${acknowledged.length} acknowledged, ${arrived.size} arrived in ${taken.length} postings`);
}

test('a process that ends at any statement loses no acknowledged message and doubles none in silence', async () => {
  const acknowledged: number[] = [];
  let moments = 0;
  for (const ran of [false, true])
    for (let statements = 1; statements <= STATEMENTS; statements++) {
      const { db, died } = openMortalDb(database.url, statements, ran);
      const { messages } = openMessages(database.url, db);
      const number = ++moments;
      const life = async () => {
        await changeAndTell(db, messages, number);
        acknowledged.push(number);
        for (;;) {
          await messages.delivery.look();
          await messages.delivery.settled();
        }
      };
      await Promise.race([life().catch(() => undefined), died]);
    }
  expect(moments).toBeGreaterThanOrEqual(50);
  expect(acknowledged.length).toBeGreaterThan(30);
  await expectAllToldOnce(acknowledged);
}, 60_000);

test('nor does kill −9 of whole processes', async () => {
  taken.length = 0;
  await sql`truncate change, messages_message, messages_receipt`.execute(database.db);
  const lists = await Promise.all(Array.from({ length: KILLS }, (_, round) => runAndKill(round + 1)));
  await expectAllToldOnce(lists.flat());
}, 60_000);
