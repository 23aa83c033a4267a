/** Kinds of column that a state may have. */
const ARRAYS = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u8: Uint8Array } as const;

type Kind = keyof typeof ARRAYS;
type ArrayOf<K extends Kind> = InstanceType<(typeof ARRAYS)[K]>;

/** A column: its kind, its rows, and the value that each row has at the start (0 unless given). */
export type ColumnSpec<K extends Kind = Kind> = readonly [kind: K, rows: number, initial?: number];

type Columns<S extends Readonly<Record<string, ColumnSpec>>> = {
  readonly [N in keyof S]: ArrayOf<S[N][0]>;
};

const ALIGNMENT_BYTES = 8;

/** Bytes that the columns take together, each beginning at a multiple of eight. */
export function bytesOf(specs: Readonly<Record<string, ColumnSpec>>): number {
  return Object.values(specs).reduce((sum, spec) => sum + columnBytes(spec), 0);
}

function columnBytes([kind, rows]: ColumnSpec): number {
  const bytes = ARRAYS[kind].BYTES_PER_ELEMENT * rows;
  return Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}

/**
 * Lays columns over one buffer, one behind the other in the order of `specs`, so that a copy of the buffer is a copy of
 * the state. Rows have their initial values afterwards.
 */
export function layColumns<S extends Readonly<Record<string, ColumnSpec>>>(
  specs: S,
  buffer: ArrayBuffer,
  offset = 0,
): Columns<S> {
  const columns: Record<string, ArrayOf<Kind>> = {};
  let at = offset;
  for (const [name, spec] of Object.entries(specs)) {
    const column = new ARRAYS[spec[0]](buffer, at, spec[1]);
    if (spec[2] !== undefined) column.fill(spec[2]);
    columns[name] = column;
    at += columnBytes(spec);
  }
  // A copy: an object that grew property by property is a hash table to V8, which made a run three times as long.
  return { ...columns } as Columns<S>;
}
