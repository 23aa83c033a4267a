import { expect, test } from 'vitest';
import { classOf, emptyClasses, ROAD_BOUNDS_M } from './classes.ts';
import { estimatePositionError_m } from './position-error.ts';

const GRID = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);

/** Distances of 10,000 normal errors (Box and Muller 1958), by class. */
function distances(sigma_m: number): number[] {
  const counts = emptyClasses(ROAD_BOUNDS_M);
  for (const u of GRID)
    for (const v of GRID) {
      const x = sigma_m * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
      counts[classOf(ROAD_BOUNDS_M, Math.abs(x))]++;
    }
  return counts;
}

test.each([3, 8, 15, 30])('normal errors of %i m are found within a tenth', (sigma_m) => {
  expect(estimatePositionError_m(distances(sigma_m))! / sigma_m).toBeCloseTo(1, 1);
});

test('a share of fixes on no road hardly moves it, too large a share is no answer', () => {
  const some = distances(8);
  some[ROAD_BOUNDS_M.length] += 1000;
  expect(estimatePositionError_m(some)).toBeLessThan(10);
  some[ROAD_BOUNDS_M.length] += 3000;
  expect(estimatePositionError_m(some)).toBeNull();
});

test('of too few fixes nothing is said', () => {
  const few = emptyClasses(ROAD_BOUNDS_M);
  few[2] = 199;
  expect(estimatePositionError_m(few)).toBeNull();
  few[2] = 200;
  expect(estimatePositionError_m(few)).toBeCloseTo(1.4826 * 2.5, 3);
});
