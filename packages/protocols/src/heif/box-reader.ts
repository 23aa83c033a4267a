/** A box of the ISO base media file format (ISO/IEC 14496-12): where it and its payload lie in the file. */
export interface Box {
  /** Four letters. */
  readonly type: string;
  readonly start: number;
  /** First byte of what is in it. */
  readonly body: number;
  /** The byte after it. */
  readonly end: number;
}

/** Boxes in one place: nobody's photograph has more, and a file may be made to have millions. */
const MOST_BOXES = 10_000;
const HEAD = 8;

/** Reads numbers of a file in their order, and refuses to read beyond an end. */
export class BoxReader {
  readonly #view: DataView;

  constructor(
    bytes: Uint8Array,
    public at: number,
    readonly end: number,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @param size 0, 1, 2, 4 or 8 bytes; of none the number is 0. @throws RangeError beyond the end */
  read(size: number): number {
    const from = this.skip(size);
    if (size === 0) return 0;
    if (size === 1) return this.#view.getUint8(from);
    if (size === 2) return this.#view.getUint16(from);
    if (size === 4) return this.#view.getUint32(from);
    if (size !== 8) throw new RangeError(`a number has ${size} bytes`);
    return this.#view.getUint32(from) * 2 ** 32 + this.#view.getUint32(from + 4);
  }

  type(): string {
    return String.fromCharCode(this.read(1), this.read(1), this.read(1), this.read(1));
  }

  /** @returns where it was */
  skip(size: number): number {
    const from = this.at;
    if (from + size > this.end) throw new RangeError('the file ends within a box');
    this.at += size;
    return from;
  }
}

/** The boxes that fill [from, to). @throws RangeError where they do not */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let start = from; start < to; ) {
    const reader = new BoxReader(bytes, start, to);
    const short = reader.read(4);
    const type = reader.type();
    const size = short === 1 ? reader.read(8) : short === 0 ? to - start : short;
    const end = start + size;
    if (size < HEAD || end < reader.at || end > to)
      throw new RangeError(`the box ${type} does not fit its place`);
    found.push({ type, start, body: reader.at, end });
    if (found.length > MOST_BOXES) throw new RangeError(`there are more than ${MOST_BOXES} boxes`);
    start = end;
  }
  return found;
}
