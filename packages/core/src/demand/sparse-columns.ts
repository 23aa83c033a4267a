/** A sparse matrix by columns (CSC); rows of a column are distinct. */
export interface SparseColumns {
  readonly row_count: number;
  /** Where each column begins in `row` and `value`, and where the last ends. */
  readonly offset: Uint32Array;
  readonly row: Uint32Array;
  readonly value: Float64Array;
}

/** Collects entries in any order; those of one place are added up. */
export class ColumnBuilder {
  readonly #columns: Map<number, number>[];
  readonly #row_count: number;

  constructor(row_count: number, column_count: number) {
    this.#row_count = row_count;
    this.#columns = Array.from({ length: column_count }, () => new Map());
  }

  add(row: number, column: number, value: number): void {
    const own = this.#columns[column];
    own.set(row, (own.get(row) ?? 0) + value);
  }

  build(): SparseColumns {
    const offset = new Uint32Array(this.#columns.length + 1);
    this.#columns.forEach(({ size }, i) => {
      offset[i + 1] = offset[i] + size;
    });
    const row = new Uint32Array(offset[this.#columns.length]);
    const value = new Float64Array(row.length);
    this.#columns.forEach((own, i) => {
      let at = offset[i];
      for (const [r, v] of own) {
        row[at] = r;
        value[at++] = v;
      }
    });
    return { row_count: this.#row_count, offset, row, value };
  }
}

/** The matrix times a vector over its columns: one value for each row. */
export function timesColumns(
  { row_count, offset, row, value }: SparseColumns,
  x: ArrayLike<number>,
): Float64Array {
  const sums = new Float64Array(row_count);
  for (let column = 0; column + 1 < offset.length; column++)
    for (let at = offset[column]; at < offset[column + 1]; at++) sums[row[at]] += value[at] * x[column];
  return sums;
}
