import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from './wilson.ts';

test('the interval is that of published tables', () => {
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  expect(wilson(81, 263)).toMatchObject({ low: expect.closeTo(0.2553, 4), high: expect.closeTo(0.3662, 4) });
  expect(wilson(15, 148)).toMatchObject({ low: expect.closeTo(0.0624, 4), high: expect.closeTo(0.1605, 4) });
  expect(wilson(0, 20)).toMatchObject({ low: 0, high: expect.closeTo(0.1611, 4) });
  expect(wilson(1, 29)).toMatchObject({ low: expect.closeTo(0.0061, 4), high: expect.closeTo(0.1718, 4) });
});

test('of nobody nothing is said, and of everybody there is no doubt', () => {
  expect(wilson(0, 0)).toBeNull();
  expect(wilson(30, 40, 40)).toEqual({ low: 0.75, high: 0.75 });
});

test('it holds the share, lies within 0 and 1, and narrows with the part of the population that was asked', () => {
  const asked = fc
    .tuple(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 5000 }),
    )
    .map(([n, share, others]) => ({ n, counted: Math.round(share * n), population: n + others }));
  fc.assert(
    fc.property(asked, ({ n, counted, population }) => {
      const [finite, infinite] = [wilson(counted, n, population)!, wilson(counted, n)!];
      const share = counted / n;
      expect(finite.low).toBeGreaterThanOrEqual(0);
      expect(finite.high).toBeLessThanOrEqual(1);
      expect(finite.low).toBeLessThanOrEqual(share + 1e-12);
      expect(finite.high).toBeGreaterThanOrEqual(share - 1e-12);
      expect(finite.high - finite.low).toBeLessThanOrEqual(infinite.high - infinite.low + 1e-12);
    }),
  );
});
