import type { IndexValue } from '@opentocc/contract';
import { expect, test } from 'vitest';
import { createLog } from '../../kit/log.ts';
import { createValueKeeper } from './value-keeper.ts';

/** A database that can be taken away. */
function createDatabase() {
  const stored: { at_ms: number; stated_ms: number }[] = [];
  return {
    stored,
    away: false,
    async saveValues([value]: readonly IndexValue[], stated_ms: number): Promise<void> {
      if (this.away) throw new Error('the database is away');
      stored.push({ at_ms: value.window_start_ms, stated_ms });
    },
  };
}

const window = (window_start_ms: number) => [{ window_start_ms } as IndexValue];

test('windows stated while the database is away are stored when it is back, with the time of their statement', async () => {
  const database = createDatabase();
  let now_ms = 1;
  const keeper = createValueKeeper({
    store: database,
    clock: { now: () => now_ms },
    log: createLog('silent'),
  });
  database.away = true;
  keeper.keep(window(10));
  now_ms = 2;
  keeper.keep(window(20));
  await keeper.flush();
  expect(database.stored).toEqual([]);
  database.away = false;
  now_ms = 3;
  keeper.keep(window(30));
  await keeper.flush();
  expect(database.stored).toEqual([
    { at_ms: 10, stated_ms: 1 },
    { at_ms: 20, stated_ms: 2 },
    { at_ms: 30, stated_ms: 3 },
  ]);
});

test('a database that stays away does not fill the memory', async () => {
  const database = createDatabase();
  database.away = true;
  const keeper = createValueKeeper({ store: database, clock: { now: () => 0 }, log: createLog('silent') });
  for (let i = 0; i < 100; i++) keeper.keep(window(i));
  await keeper.flush();
  database.away = false;
  keeper.keep(window(100));
  await keeper.flush();
  expect(database.stored).toHaveLength(48);
  expect(database.stored[0].at_ms).toBe(53);
});
