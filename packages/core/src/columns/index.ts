/** Numbers of many rows, one kind of number for all. */
export type Column =
  | Float64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/**
 * A column of `length` rows that begins with the rows of another, shorter one; the rest holds `rest`. Columns that grow
 * double, so that a row costs two copies in the long run.
 */
export function lengthened<C extends Column>(column: C, length: number, rest = 0): C {
  const longer: C = Reflect.construct(column.constructor, [length]);
  longer.set(column);
  if (rest !== 0) longer.fill(rest, column.length);
  return longer;
}

/** The first of `length`, twice it, four times it, … that holds row `row`. */
export function lengthFor(row: number, length: number): number {
  let enough = length;
  while (enough <= row) enough *= 2;
  return enough;
}
