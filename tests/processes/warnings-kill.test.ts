import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestDatabase,
  type TestDatabase,
} from '../../packages/server/src/adapters/postgres/test-database.ts';
import { migrations as messageMigrations } from '../../packages/server/src/base/messages/index.ts';
import { migrate } from '../../packages/server/src/kit/db.ts';
import { startTarget } from '../../packages/server/src/kit/test-process.ts';
import { migrations } from '../../packages/server/src/platforms/command/warnings/migrations/index.ts';

const KILLS = 50;
/** Kills at once: each on a database of its own. */
const LANES = 5;
const TARGET = join(import.meta.dirname, 'warnings-kill-target.ts');

let databases: TestDatabase[];

beforeAll(async () => {
  databases = await Promise.all(Array.from({ length: LANES }, startTestDatabase));
  for (const { db } of databases) await migrate(db, messageMigrations, migrations);
});
afterAll(() => Promise.all(databases.map((database) => database.stop())));

/** Runs the target until it has said something `lines` times, and kills it `after_ms` later. @returns what it said */
async function runAndKill(
  url: string,
  first: number,
  lines: number,
  after_ms: number,
): Promise<readonly string[]> {
  let said = 0;
  const { ended } = await startTarget(TARGET, [url, String(first)], (_, child) => {
    if (++said === lines + 1) setTimeout(() => child.kill('SIGKILL'), after_ms);
  });
  return (await ended).lines;
}

async function lane({ url, db }: TestDatabase, kills: number): Promise<number> {
  const said: string[] = [];
  for (let kill = 0; kill < kills; kill++)
    said.push(...(await runAndKill(url, kill * 100_000, 1 + (kill % 4), (kill * 7) % 23)));
  const durable = said.filter((line) => line !== 'started').map((line) => line.split(' '));
  const { rows } = await sql<{ warning: number; kind: string; n: number }>`
    SELECT warning, kind, count(*) AS n FROM warnings_entry GROUP BY 1, 2`.execute(db);
  const numbers = new Map(rows.map(({ warning, kind, n }) => [`${warning} ${kind}`, n]));
  const kinds: Record<string, string> = { raised: 'raised', acknowledged: 'acknowledge', ended: 'ended' };
  for (const [what, id] of durable)
    expect([what, id, numbers.get(`${id} ${kinds[what]}`)]).toEqual([what, id, 1]);
  // Each is as its timeline says, each was notified once, and once more that it is over, and each message waits in the outbox with its warning.
  const broken = await sql<{ id: number }>`
    SELECT id FROM warnings_warning w
    WHERE (SELECT count(*) FROM warnings_entry WHERE warning = w.id AND kind = 'raised') <> 1
      OR (SELECT count(*) FROM warnings_told WHERE warning = w.id) <> CASE WHEN w.ended_ms IS NULL THEN 3 ELSE 6 END
      OR (SELECT count(*) FROM warnings_told JOIN messages_message ON key = message WHERE warning = w.id)
        <> CASE WHEN w.ended_ms IS NULL THEN 3 ELSE 6 END
      OR (w.ended_ms IS NOT NULL)
        <> (EXISTS (SELECT FROM warnings_entry WHERE warning = w.id AND kind = 'ended'))`.execute(db);
  expect(broken.rows).toEqual([]);
  const doubled = await sql`SELECT key FROM warnings_warning GROUP BY 1 HAVING count(*) > 1`.execute(db);
  expect(doubled.rows).toEqual([]);
  const orphans = await sql`SELECT key FROM messages_message
    WHERE NOT EXISTS (SELECT FROM warnings_told WHERE message = key)`.execute(db);
  expect(orphans.rows).toEqual([]);
  return durable.length;
}

test(`kill −9 at ${KILLS} moments loses no warning, acknowledgement or message and doubles none`, {
  timeout: 300_000,
}, async () => {
  const counts = await Promise.all(databases.map((database) => lane(database, KILLS / LANES)));
  expect(counts.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(KILLS);
});
