import { expect, it } from 'vitest';
import { predictionBand, spreadOf, verdictOf } from './spread.ts';

it('spread is the mean and the half width of its 95 % interval by Student', () => {
  // Variance 2.5 over five values: 2.776 · √(2.5 / 5).
  expect(spreadOf([1, 2, 3, 4, 5]).half).toBeCloseTo(1.963, 3);
  expect(spreadOf([1, 2, 3, 4, 5]).mean).toBe(3);
  expect(spreadOf([7])).toEqual({ mean: 7, half: null });
});

it('one further value lies in a band that is wider than that of the mean', () => {
  // 2.776 · √(2.5 · (1 + 1 / 5)).
  const { mean, low, high } = predictionBand([1, 2, 3, 4, 5]);
  expect([mean, high - mean, mean - low]).toEqual([3, expect.closeTo(4.808, 3), expect.closeTo(4.808, 3)]);
});

it('a difference within its band, or too small to count, is none; one seed cannot say', () => {
  expect(verdictOf({ mean: 20, half: 5 }, 5)).toBe('better');
  expect(verdictOf({ mean: -20, half: 5 }, 5)).toBe('worse');
  expect(verdictOf({ mean: 20, half: 25 }, 5)).toBe('no_difference');
  expect(verdictOf({ mean: 4, half: 1 }, 5)).toBe('no_difference');
  expect(verdictOf({ mean: 20, half: null }, 5)).toBe('unknown');
});
