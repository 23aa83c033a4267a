import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash01 } from '../random/index.ts';
import { type RobustProblem, solveRobust } from './robust-least-squares.ts';
import { ColumnBuilder, timesColumns } from './sparse-columns.ts';

/** A problem of rows of coefficients, with standard deviations of 1 and nothing held beforehand. */
function problemOf(
  rows: readonly (readonly number[])[],
  observed: readonly number[],
  given: Partial<RobustProblem> = {},
): RobustProblem {
  const unknowns = rows[0].length;
  const builder = new ColumnBuilder(rows.length, unknowns);
  for (const [i, row] of rows.entries())
    for (const [j, value] of row.entries()) if (value !== 0) builder.add(i, j, value);
  const all = (length: number, value: number) => new Float64Array(length).fill(value);
  return {
    ...{ seen: builder.build(), observed: Float64Array.from(observed), observed_sd: all(rows.length, 1) },
    ...{ prior: all(unknowns, 0), prior_sd: all(unknowns, Infinity) },
    ...{ least: all(unknowns, 0), most: all(unknowns, Infinity) },
    ...given,
  };
}

describe('robust least squares', () => {
  it('meets two counts exactly: 10 of the first alone, 30 of both', () => {
    const { x } = solveRobust(
      problemOf(
        [
          [1, 0],
          [1, 1],
        ],
        [10, 30],
      ),
    );
    expect(x[0]).toBeCloseTo(10, 5);
    expect(x[1]).toBeCloseTo(20, 5);
  });

  it('lies between prior and count by their precision', () => {
    // 100 ± 10 held, 130 ± 5 counted: (100/100 + 130/25) / (1/100 + 1/25) = 124.
    const given = { prior: Float64Array.of(100), prior_sd: Float64Array.of(10) };
    const { x } = solveRobust(
      problemOf([[1]], [130], { ...given, observed_sd: Float64Array.of(5), huber_sd: Infinity }),
    );
    expect(x[0]).toBeCloseTo(124, 6);
  });

  it('is nothing where less than nothing would fit best, and the others fit without it', () => {
    // Without bounds x = 20, y = −10; with y = 0 the best x of (10, 20) is 15.
    const { x } = solveRobust(
      problemOf(
        [
          [1, 1],
          [1, 0],
        ],
        [10, 20],
        { huber_sd: Infinity },
      ),
    );
    expect(x[1]).toBe(0);
    expect(x[0]).toBeCloseTo(15, 6);
  });

  it('goes no further than its bounds', () => {
    const { x } = solveRobust(
      problemOf([[1]], [1000], { prior: Float64Array.of(100), most: Float64Array.of(200) }),
    );
    expect(x[0]).toBe(200);
  });

  it('is moved by one wild count by no more than Huber lets it: 1.345 sd over the others', () => {
    // Five counts of 100 and one of 10,000, sd 10: Σ (100 − x)/10 + 1.345 = 0.
    const counts = [100, 100, 100, 100, 100, 10_000];
    const { x, weight } = solveRobust(
      problemOf(
        counts.map(() => [1]),
        counts,
        { observed_sd: new Float64Array(6).fill(10) },
      ),
    );
    expect(x[0]).toBeCloseTo(100 + (1.345 * 10) / 5, 3);
    expect(weight[0]).toBe(1);
    expect(weight[5]).toBeLessThan(0.002);
  });

  it('takes a lower bound for no more than that', () => {
    const held = { prior: Float64Array.of(100), prior_sd: Float64Array.of(10), is_least: Uint8Array.of(1) };
    expect(solveRobust(problemOf([[1]], [60], held)).x[0]).toBe(100);
    const { x } = solveRobust(
      problemOf([[1]], [120], { ...held, observed_sd: Float64Array.of(10), huber_sd: Infinity }),
    );
    expect(x[0]).toBeCloseTo(110, 6);
  });

  it('finds what a known matrix was applied to', () => {
    const truth = Float64Array.from({ length: 40 }, (_, j) => Math.max(0, 120 * hash01(1, j, 0, 0) - 20));
    const rows = Array.from({ length: 120 }, (_, i) =>
      [...truth.keys()].map((j) => (hash01(2, i, j, 0) < 0.15 ? hash01(3, i, j, 0) : 0)),
    );
    const { seen } = problemOf(rows, []);
    const { x } = solveRobust(problemOf(rows, [...timesColumns(seen, truth)]));
    for (const [j, value] of truth.entries()) expect(x[j]).toBeCloseTo(value, 3);
  });

  it('is never outside its bounds, and no single step betters it', () => {
    const value = fc.integer({ min: -20, max: 20 });
    const problems = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc.tuple(
          fc.array(fc.array(value, { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
          fc.array(value, { minLength: rows, maxLength: rows }),
        ),
      );
    fc.assert(
      fc.property(problems, ([rows, observed]) => {
        const unknowns = rows[0].length;
        const prior_sd = new Float64Array(unknowns).fill(10);
        const problem = problemOf(rows, observed, { prior_sd, most: new Float64Array(unknowns).fill(7) });
        const { x } = solveRobust(problem);
        const cost = costOf(problem, x);
        for (let j = 0; j < unknowns; j++) {
          expect(x[j]).toBeGreaterThanOrEqual(0);
          expect(x[j]).toBeLessThanOrEqual(7);
          for (const step of [-0.01, 0.01]) {
            const other = x.slice();
            other[j] = Math.min(7, Math.max(0, other[j] + step));
            expect(costOf(problem, other)).toBeGreaterThanOrEqual(cost - 1e-6);
          }
        }
      }),
    );
  });
});

/** Huber's sum with the prior's. */
function costOf({ seen, observed, prior, prior_sd }: RobustProblem, x: Float64Array): number {
  const made = timesColumns(seen, x);
  const huber = (off: number) => (off <= 1.345 ? off ** 2 / 2 : 1.345 * (off - 1.345 / 2));
  return (
    made.reduce((sum, value, i) => sum + huber(Math.abs(value - observed[i])), 0) +
    x.reduce((sum, value, j) => sum + ((value - prior[j]) / prior_sd[j]) ** 2 / 2, 0)
  );
}
