import { expect, test } from 'vitest';
import { memorySlope } from '../bench/soak/memory-slope.ts';

const looksOf = (minutes: number, mbAt: (minute: number) => number) =>
  Array.from({ length: minutes * 12 }, (_, i) => ({ at_ms: i * 5000, mb: mbAt(i / 12) }));

test('growth is distinguished from garbage that comes and goes, and from the first minutes', () => {
  const looks = looksOf(30, (minute) => {
    const warming = Math.min(minute, 3) * 50;
    const garbage = 40 * (minute % 1);
    return 500 + warming + garbage + minute / 2;
  });
  const { mb_per_hour, error } = memorySlope(looks, 5 * 60_000);
  expect(mb_per_hour).toBeCloseTo(30, 3);
  expect(error).toBeLessThan(0.01);
});

test('two minutes tell no slope', () => {
  expect(
    memorySlope(
      looksOf(2, () => 500),
      0,
    ).mb_per_hour,
  ).toBeNaN();
});
