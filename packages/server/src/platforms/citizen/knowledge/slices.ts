import { setImmediate as breathe } from 'node:timers/promises';

/** Longest work between two turns of the event loop, ms. */
const SLICE_MS = 10;

/** Does a step after the other while there is more to do, and lets others work in between. @param step whether there is more to do */
export async function inSlices(step: () => boolean): Promise<void> {
  let since_ms = performance.now();
  while (step()) {
    if (performance.now() - since_ms < SLICE_MS) continue;
    await breathe();
    since_ms = performance.now();
  }
}

/** The same over a list. */
export async function eachInSlices<T>(all: readonly T[], work: (one: T) => void): Promise<void> {
  let next = 0;
  await inSlices(() => {
    if (next < all.length) work(all[next++]);
    return next < all.length;
  });
}
