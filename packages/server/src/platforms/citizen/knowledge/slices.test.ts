import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { eachInSlices } from './slices.ts';

it('does everything in order, and lets others work every 10 ms', async () => {
  const done: number[] = [];
  let turns = 0;
  const work = eachInSlices(
    Array.from({ length: 20 }, (_, i) => i),
    (one) => {
      const until_ms = performance.now() + 4;
      while (performance.now() < until_ms);
      done.push(one);
    },
  );
  let isOver = false;
  const over = work.then(() => {
    isOver = true;
  });
  while (!isOver) {
    turns++;
    await turn();
  }
  await over;
  expect(done).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(turns).toBeGreaterThanOrEqual(5);
});

it('does nothing of nothing', async () => {
  await eachInSlices([], () => expect.unreachable());
});
