import { afterAll, beforeAll, expect, test } from 'vitest';
import { Killed, openUntilKilled } from '../../../adapters/postgres/test-crash.ts';
import { startTestDatabase, type TestDatabase } from '../../../adapters/postgres/test-database.ts';
import { migrate } from '../../../kit/db.ts';
import { createExampleStore } from '../cases/example-store.ts';
import { migrationsOfCases, START_MS } from '../cases/test-cases.ts';
import { learn } from './learn.ts';
import { migrations } from './migrations/index.ts';
import { packModel } from './packed-model.ts';
import { createClassStore } from './store.ts';
import { openClasses, SMALL_RULES, smallCases } from './test-case-classes.ts';
import type { LearningThread } from './training.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await migrate(database.db, ...migrationsOfCases, migrations);
});
afterAll(() => database.stop());

const CODES = ['metro', 'bus_line', 'toll'];
const taxonomy = {
  inUse: () => CODES.map((code) => ({ code, unit: null, words: [] })),
  today: () => new Map(CODES.map((code) => [code, code])),
};

/** What a thread would have learned, at once. */
async function learnedThread(): Promise<() => LearningThread> {
  const examples = smallCases(30).map(({ text, category, closed_ms: received_ms }) => ({
    ...{ text, category, received_ms, type: 'consultation' as const, unit: null, cluster: null },
    ...{ district: null, meant: null, line: null },
  }));
  const day = { categories: taxonomy.inUse(), today: taxonomy.today(), types: [], units: null };
  const { model, ...learned } = learn(examples, { rules: SMALL_RULES, day });
  const packed = model && (await packModel(model));
  return () => {
    let hear: Parameters<LearningThread['onMessage']>[0] = () => undefined;
    return {
      postMessage: (message) =>
        queueMicrotask(() =>
          hear('examples' in message ? { taken: 1 } : { learned: { ...learned, model: packed } }),
        ),
      onMessage: (next) => {
        hear = next;
      },
      onError: () => undefined,
      terminate: async () => undefined,
    };
  };
}

function open(db: TestDatabase['db'], startThread: () => LearningThread) {
  let suggests = false;
  const { classes } = openClasses(
    {
      ...{ db, clock: { now: () => START_MS }, examples: createExampleStore(db) },
      use: (next) => {
        suggests = next !== null;
      },
      cases: { taxonomy, units: { names: async () => new Map() } } as never,
    },
    { rules: [SMALL_RULES], startThread },
  );
  return { classes, suggests: () => suggests };
}

test('a process that ends between any two statements of a training leaves it whole or interrupted', async () => {
  const startThread = await learnedThread();
  const states = new Set<string>();
  for (const after of [false, true])
    for (let statement = 1, ended = true; ended; statement++) {
      const killed = openUntilKilled(database.url, statement, after);
      const first = open(killed.db, startThread);
      await first.classes.begin(null).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      await first.classes.settled();
      ended = killed.isKilled();
      await killed.db.destroy();

      const before = (await createClassStore(database.db).list())[0];
      const next = open(database.db, startThread);
      await next.classes.load();
      const { in_use, trainings, trouble } = next.classes.describe();
      expect(trouble).toBeNull();
      const [last] = trainings;
      if (!last) continue;
      states.add(last.state);
      expect(['used', 'interrupted']).toContain(last.state);
      // One that was on record as used has its model; what was cut short suggests nothing new.
      if (before.state === 'used') expect(in_use?.training).toBe(last.id);
      else expect(in_use?.training).not.toBe(last.id);
      expect(next.suggests()).toBe(in_use !== null);
    }
  expect([...states].sort()).toEqual(['interrupted', 'used']);
});
