import { QUARTERS_OF_DAY } from './typical-day.ts';

/** How well something says how many pass each link in each hour of a day that it did not know; NaN where nobody came. */
export interface DayScore {
  /** Links × hours that are scored. */
  readonly count: number;
  /** √(N Σ(M − C)²) / ΣC. */
  readonly rmsn: number;
  /** (ΣM − ΣC) / ΣC. */
  readonly bias: number;
}

/** Hours in which so few were expected on a link are not scored: they are chance alone. */
export const LEAST_EXPECTED = 2;
const QUARTERS_OF_HOUR = 4;

/**
 * @param made passes by quarter and link @param came those of the day @param expected by which hours are chosen
 * @param known 1 for quarters that were recorded
 */
export function scoreDay(
  made: ArrayLike<number>,
  came: ArrayLike<number>,
  expected: ArrayLike<number>,
  known: Uint8Array,
): DayScore {
  let [count, squares, sum_made, sum_came] = [0, 0, 0, 0];
  eachHour(known, made.length / QUARTERS_OF_DAY, (cells) => {
    if (sumOf(expected, cells) < LEAST_EXPECTED) return;
    const [m, c] = [sumOf(made, cells), sumOf(came, cells)];
    count++;
    squares += (m - c) ** 2;
    sum_made += m;
    sum_came += c;
  });
  // Where nobody came there is nothing to be a share of.
  return { count, rmsn: Math.sqrt(count * squares) / sum_came, bias: (sum_made - sum_came) / sum_came };
}

/** RMSN that is left when each hour is met but for the chance of whole vehicles (Poisson). */
export function noiseFloor(expected: ArrayLike<number>, known: Uint8Array): number {
  let [count, sum] = [0, 0];
  eachHour(known, expected.length / QUARTERS_OF_DAY, (cells) => {
    const own = sumOf(expected, cells);
    if (own < LEAST_EXPECTED) return;
    count++;
    sum += own;
  });
  return sum > 0 ? Math.sqrt(count / sum) : Number.NaN;
}

const sumOf = (of: ArrayLike<number>, cells: readonly number[]): number =>
  cells.reduce((sum, at) => sum + of[at], 0);

/** Cells of each link in each hour whose quarters are all known. */
function eachHour(known: Uint8Array, links: number, look: (cells: readonly number[]) => void): void {
  for (let first = 0; first < QUARTERS_OF_DAY; first += QUARTERS_OF_HOUR) {
    const quarters = Array.from({ length: QUARTERS_OF_HOUR }, (_, i) => first + i);
    if (!quarters.every((quarter) => known[quarter])) continue;
    for (let link = 0; link < links; link++) look(quarters.map((quarter) => quarter * links + link));
  }
}
