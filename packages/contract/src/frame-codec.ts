/**
 * Binary frames of columns, for what changes often: a topic describes its columns once, and both ends read and write them
 * by that description. Little-endian throughout, so that a browser reads columns as typed arrays; each column starts at a
 * multiple of its element size because columns go from wide to narrow.
 *
 * Header, 28 bytes: magic u32 0x43434F54 ("TOCC" read as bytes), kind u16, version u16, sequence u32, rows u32, at_ms f64,
 * removed u32. A snapshot of one kind starts a numbering; each delta carries the sequence before it plus one. A client
 * that sees a gap closes and opens the channel again, which brings a new snapshot.
 */
const MAGIC = 0x43434f54;
const VERSION = 1;
const HEADER_BYTES = 28;
const REMOVED_AT = 24;

interface ColumnTypes {
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly u16: Uint16Array;
  readonly u8: Uint8Array;
}

const ARRAYS = { u32: Uint32Array, i32: Int32Array, u16: Uint16Array, u8: Uint8Array } as const;

export interface FrameColumn {
  readonly type: keyof ColumnTypes;
  /** One element for each row that went away, instead of one for each row that is there. */
  readonly removed?: true;
  /** Stands only in deltas: in a snapshot the place of a row says the same. */
  readonly delta_only?: true;
}

/** Frames of one topic: the numbers of their two kinds, and their columns from wide to narrow. */
export interface FrameLayout {
  readonly name: string;
  readonly snapshot: number;
  readonly delta: number;
  readonly columns: Readonly<Record<string, FrameColumn>>;
}

interface FrameHead {
  readonly sequence: number;
  /** UTC ms. */
  readonly at_ms: number;
}

/** A frame of a layout; of several layouts, one of theirs. */
export type FrameOf<L extends FrameLayout> = L extends FrameLayout
  ? FrameHead & { readonly kind: `${L['name']}_snapshot` | `${L['name']}_delta` } & {
      readonly [C in keyof L['columns']]: ColumnTypes[L['columns'][C]['type']];
    }
  : never;

/** @throws RangeError when a column is wider than one before it: it would not start where a typed array may. */
export function defineFrames<const L extends FrameLayout>(layout: L): L {
  const widths = Object.values(layout.columns).map(({ type }) => ARRAYS[type].BYTES_PER_ELEMENT);
  if (widths.some((width, i) => i > 0 && width > widths[i - 1]))
    throw new RangeError(`columns of ${layout.name} must go from wide to narrow`);
  return layout;
}

/**
 * Encodes a frame into a buffer of its own.
 * @throws RangeError when its columns are not of one length
 */
export function encodeFrame<L extends FrameLayout>(layout: L, frame: FrameOf<L>): Uint8Array<ArrayBuffer> {
  const isDelta = frame.kind === `${layout.name}_delta`;
  const columns = columnsOf(layout, frame).filter(({ column }) => isDelta || !column.delta_only);
  const [rows, removed] = [lengthOf(layout, columns, false), lengthOf(layout, columns, true)];
  const out = new Uint8Array(columns.reduce((sum, { values }) => sum + values.byteLength, HEADER_BYTES));
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, isDelta ? layout.delta : layout.snapshot, true);
  view.setUint16(6, VERSION, true);
  view.setUint32(8, frame.sequence, true);
  view.setUint32(12, rows, true);
  view.setFloat64(16, frame.at_ms, true);
  view.setUint32(REMOVED_AT, removed, true);
  let offset = HEADER_BYTES;
  for (const { values } of columns) {
    out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return out;
}

/**
 * Decodes a frame of one of the layouts; its columns are views of `buffer`.
 * @throws RangeError when the buffer is no such frame of this version, with what was found.
 */
export function decodeFrame<L extends FrameLayout>(layouts: readonly L[], buffer: ArrayBuffer): FrameOf<L> {
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
    throw new RangeError(`not a live frame (${buffer.byteLength} bytes)`);
  const [kind, version] = [view.getUint16(4, true), view.getUint16(6, true)];
  const layout = layouts.find(({ snapshot, delta }) => kind === snapshot || kind === delta);
  if (!layout || version !== VERSION)
    throw new RangeError(`live frame of kind ${kind} version ${version} is not known here`);
  const isDelta = kind === layout.delta;
  const head = {
    kind: `${layout.name}_${isDelta ? 'delta' : 'snapshot'}`,
    sequence: view.getUint32(8, true),
    at_ms: view.getFloat64(16, true),
  };
  const [rows, removed] = [view.getUint32(12, true), view.getUint32(REMOVED_AT, true)];
  let offset = HEADER_BYTES;
  const columns = Object.entries(layout.columns).map(([name, { type, ...column }]) => {
    const length = column.delta_only && !isDelta ? 0 : column.removed ? removed : rows;
    const values = new ARRAYS[type](buffer, offset, length);
    offset += values.byteLength;
    return { [name]: values };
  });
  return Object.assign({}, head, ...columns);
}

/** The frame with some of its rows; what it says of removed rows stays. @param stays by the place of a row */
export function keepRows<L extends FrameLayout>(
  layout: L,
  frame: FrameOf<L>,
  stays: (row: number) => boolean,
): FrameOf<L> {
  const shorter = columnsOf(layout, frame)
    .filter(({ column }) => !column.removed)
    .map(({ name, values }) => ({ [name]: values.filter((_, row) => stays(row)) }));
  return Object.assign({}, frame, ...shorter);
}

interface NamedColumn {
  readonly name: string;
  readonly column: FrameColumn;
  readonly values: ColumnTypes[keyof ColumnTypes];
}

function columnsOf(layout: FrameLayout, frame: object): NamedColumn[] {
  const members = new Map<string, unknown>(Object.entries(frame));
  return Object.entries(layout.columns).map(([name, column]) => {
    const values = members.get(name);
    const array = ARRAYS[column.type];
    if (!(values instanceof array)) throw new RangeError(`${layout.name}.${name} must be a ${array.name}`);
    return { name, column, values };
  });
}

function lengthOf(layout: FrameLayout, columns: readonly NamedColumn[], removed: boolean): number {
  const counted = columns.filter(({ column }) => (column.removed ?? false) === removed);
  const length = counted[0]?.values.length ?? 0;
  const other = counted.find(({ values }) => values.length !== length);
  if (other)
    throw new RangeError(`${layout.name}.${other.name} has ${other.values.length} rows, not ${length}`);
  return length;
}
