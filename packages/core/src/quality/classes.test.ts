import { expect, test } from 'vitest';
import { classOf, DELAY_BOUNDS_S, emptyClasses, quantileOf, shareWithin } from './index.ts';

test('a quantile lies within the class that holds it', () => {
  const delays = emptyClasses(DELAY_BOUNDS_S);
  for (let s = 0.5; s < 20; s += 0.5) delays[classOf(DELAY_BOUNDS_S, s)]++;
  expect(quantileOf(DELAY_BOUNDS_S, delays, 0.5)).toBeCloseTo(10, 0);
  expect(quantileOf(DELAY_BOUNDS_S, delays, 0.95)).toBeGreaterThan(15);
  delays[classOf(DELAY_BOUNDS_S, 1e9)]++;
  expect(quantileOf(DELAY_BOUNDS_S, delays, 1)).toBe(DELAY_BOUNDS_S.at(-1));
});

test('a share counts the bound itself, and nothing has no share', () => {
  const delays = emptyClasses(DELAY_BOUNDS_S);
  expect(shareWithin(DELAY_BOUNDS_S, delays, 30)).toBeNull();
  expect(quantileOf(DELAY_BOUNDS_S, delays, 0.5)).toBeNull();
  for (const s of [30, 30.1, 2, 5000]) delays[classOf(DELAY_BOUNDS_S, s)]++;
  expect(shareWithin(DELAY_BOUNDS_S, delays, 30)).toBe(0.5);
});
