import { expect, it } from 'vitest';
import { createReload } from './reload.ts';

/** Readings that end when the test says. */
function readings() {
  const ends: { done(): void; fail(error: Error): void }[] = [];
  let stored = 0;
  let held = 0;
  let under_way = 0;
  let most_at_once = 0;
  const reload = createReload(async () => {
    const seen = stored;
    most_at_once = Math.max(most_at_once, ++under_way);
    await new Promise<void>((resolve, reject) => ends.push({ done: resolve, fail: reject })).finally(
      () => under_way--,
    );
    held = seen;
  });
  return {
    ...{ ends, reload },
    store: (value: number) => (stored = value),
    held: () => held,
    mostAtOnce: () => most_at_once,
  };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('who asks while a reading is under way sees what was stored before they asked, and nobody older data after it', async () => {
  const { ends, reload, store, held } = readings();
  store(1);
  const first = reload();
  store(2);
  const [second, third] = [reload(), reload()];
  expect(ends).toHaveLength(1);
  ends[0].done();
  await first;
  expect(held()).toBe(1);
  await settle();
  expect(ends).toHaveLength(2); // one for both
  ends[1].done();
  await Promise.all([second, third]);
  expect(held()).toBe(2);
});

it('who asks at the very end of a reading gets the one that others wait for', async () => {
  const { ends, reload, mostAtOnce } = readings();
  const asked: Promise<void>[] = [];
  asked.push(reload(), reload());
  ends[0].done();
  // In each turn of the queue from the end of the first reading to the begin of the second.
  for (let turn = 0; turn < 12; turn++) {
    asked.push(reload());
    await null;
  }
  let isOver = false;
  void Promise.all(asked).then(() => {
    isOver = true;
  });
  for (let at = 1; !isOver; await settle()) if (at < ends.length) ends[at++].done();
  expect(mostAtOnce()).toBe(1);
});

it('a reading that fails is heard of by who asked for it, and the next one is made', async () => {
  const { ends, reload, store, held } = readings();
  const first = reload();
  store(3);
  const second = reload();
  ends[0].fail(new Error('the database is gone'));
  await expect(first).rejects.toThrow('gone');
  await settle();
  ends[1].done();
  await second;
  expect(held()).toBe(3);
  const later = reload();
  ends[2].done();
  await later;
});
