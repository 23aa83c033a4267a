import { hash01 } from '../random/index.ts';
import { type SparseColumns, timesColumns } from './sparse-columns.ts';

const DRAW_WHOLE = 63;
const MOST_ROUNDS = 50;

/**
 * A demand in whole vehicles: each value rounded up by its fraction as a chance, then vehicles added and taken one at a time as long as
 * counts are met better. Rounding alone misses a count by the root of a twelfth of the trips that pass it.
 *
 * @param counts what is to be met, by row of `passages`
 */
export function wholeVehicles(
  stands_for: Float64Array,
  passages: SparseColumns,
  counts: ArrayLike<number>,
  seed: number,
): Uint32Array {
  const whole = Uint32Array.from(stands_for, (value, trip) =>
    Math.floor(value + hash01(seed, trip, 0, DRAW_WHOLE)),
  );
  const error = timesColumns(passages, whole);
  for (let i = 0; i < error.length; i++) error[i] -= counts[i];
  for (let round = 0; round < MOST_ROUNDS; round++) if (!betterOnce(whole, passages, error)) break;
  return whole;
}

/** One look at each trip. @returns whether any vehicle was added or taken */
function betterOnce(whole: Uint32Array, { offset, row, value }: SparseColumns, error: Float64Array): boolean {
  let hasMoved = false;
  for (let trip = 0; trip < whole.length; trip++) {
    let [slope, curve] = [0, 0];
    for (let at = offset[trip]; at < offset[trip + 1]; at++) {
      slope += value[at] * error[row[at]];
      curve += value[at] ** 2;
    }
    // The sum of squares changes by ±2·slope + curve.
    const step = 2 * Math.abs(slope) > curve ? -Math.sign(slope) : 0;
    if (step === 0 || whole[trip] + step < 0) continue;
    hasMoved = true;
    whole[trip] += step;
    for (let at = offset[trip]; at < offset[trip + 1]; at++) error[row[at]] += step * value[at];
  }
  return hasMoved;
}
