/** Rows of a sparse matrix: row r holds columns[starts[r]..starts[r + 1]) and their values. */
export interface SparseRows {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

export interface SvmOptions {
  /** What a text on the wrong side costs: C. */
  readonly cost: number;
  readonly most_rounds: number;
  /** It ends when no example is off by more in a round. */
  readonly tolerance: number;
}

/**
 * Separates two classes by a plane with the most room between them: L2-regularised support vector machine with squared hinge
 * loss, solved by dual coordinate descent (Hsieh, Chang, Lin, Keerthi, Sundararajan 2008, algorithm 1), examples in a random
 * order each round. Time is rounds × stored values; some ten rounds are enough for texts.
 * @param sides 1 or −1 for each row
 * @param scale factor of each column
 * @param random in [0, 1)
 * @returns weights of the columns, already times their scale, and of a constant behind them
 */
export function trainLinearSvm(
  { starts, columns, values }: SparseRows,
  sides: Int8Array,
  scale: Float32Array,
  { cost, most_rounds, tolerance }: SvmOptions,
  random: () => number,
): Float64Array {
  const rows = sides.length;
  const constant = scale.length;
  const weights = new Float64Array(constant + 1);
  const alphas = new Float64Array(rows);
  const ridge = 0.5 / cost;
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  const scaled = values.map((value, i) => value * scale[columns[i]]);
  const lengths = Float64Array.from({ length: rows }, (_, row) => squaredLength(scaled, starts, row) + 1);

  /** Moves the plane so that one row is right, as far as it costs less than it brings. @returns how far off the row was */
  function descend(row: number): number {
    const side = sides[row];
    let margin = weights[constant];
    for (let i = starts[row]; i < starts[row + 1]; i++) margin += weights[columns[i]] * scaled[i];
    const alpha = alphas[row];
    const gradient = side * margin - 1 + alpha * ridge;
    const off = alpha === 0 ? Math.min(gradient, 0) : gradient;
    if (off === 0) return 0;
    alphas[row] = Math.max(alpha - gradient / (lengths[row] + ridge), 0);
    const step = (alphas[row] - alpha) * side;
    for (let i = starts[row]; i < starts[row + 1]; i++) weights[columns[i]] += step * scaled[i];
    weights[constant] += step;
    return Math.abs(off);
  }

  for (let round = 0; round < most_rounds; round++) {
    shuffle(order, random);
    let most_off = 0;
    for (const row of order) most_off = Math.max(most_off, descend(row));
    if (most_off < tolerance) break;
  }
  for (let column = 0; column < constant; column++) weights[column] *= scale[column];
  return weights;
}

function squaredLength(values: Float32Array, starts: Uint32Array, row: number): number {
  let sum = 0;
  for (let i = starts[row]; i < starts[row + 1]; i++) sum += values[i] * values[i];
  return sum;
}

/** Fisher and Yates. */
function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [order[i], order[other]] = [order[other], order[i]];
  }
}
