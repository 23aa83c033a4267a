import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { warningFigures } from './figures.ts';
import { migrations } from './migrations/index.ts';
import type { Raised } from './model.ts';
import { testWarnings } from './test-warnings.ts';

const clock = { now_ms: Date.UTC(2026, 10, 27, 1), now: (): number => clock.now_ms };
let database: TestDatabase;

beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, migrations);
});
afterAll(() => database.stop());

test('a bulletin counts the warnings that were raised in its period by level, and those that nobody answered', async () => {
  const { warnings } = testWarnings({ db: database.db, clock });
  await warnings.start();
  const raised = (key: string, level: Raised['level'], began_ms: number): Raised => ({
    ...{ key, level, kind: 'rainstorm', origin: 'weather', title: { zh: key, en: key }, began_ms },
  });
  const now_ms = clock.now();
  await warnings.raiseAll([
    raised('a', 'red', now_ms),
    raised('b', 'yellow', now_ms),
    raised('c', 'yellow', now_ms),
    raised('before', 'blue', now_ms - 3_600_000),
  ]);
  const figures = await warningFigures(warnings).list(now_ms - 60_000, now_ms + 60_000);
  expect(figures.map(({ name, value }) => `${name.zh} ${value}`)).toEqual([
    ...['红色预警 1', '橙色预警 0', '黄色预警 2', '蓝色预警 0'],
    '未应答预警 4',
  ]);
  expect(figures.every(({ opens }) => opens === '/warnings')).toBe(true);
});
