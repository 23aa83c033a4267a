import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../kit/log.ts';
import { connectDatabase, startEmbeddedPostgres } from './index.ts';
import { joinTestRun, startTestDatabase, type TestDatabase } from './test-database.ts';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([startTestDatabase(), startTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
});

test('two test databases started together do not see each other', async () => {
  await sql`CREATE TABLE note (text text)`.execute(first.db);
  await expect(sql`SELECT * FROM note`.execute(second.db)).rejects.toThrow('does not exist');
  expect((await sql`SELECT * FROM note`.execute(first.db)).rows).toEqual([]);
});

test('the server stays while another run uses it and ends with the last', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opentocc-runs-'));
  const { url } = await startEmbeddedPostgres({ data_dir: folder, log: createLog('silent') });
  const leaveFirst = joinTestRun({ folder, pid: process.pid });
  const leaveSecond = joinTestRun({ folder, pid: process.ppid });
  await leaveFirst();
  expect(await connectDatabase(url)).toMatchObject({ major: 18 });
  await leaveSecond();
  await expect(connectDatabase(url)).rejects.toThrow('postgres.unreachable');
  rmSync(folder, { recursive: true });
});
