import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from './test-database.ts';

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
