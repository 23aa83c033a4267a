/**
 * Edition of a standard: JT/T 808 has all three, of which 2011 and 2013 share the frame header and differ in a few bodies;
 * JT/T 809 has 2011 and 2019.
 */
export type Version = '2011' | '2013' | '2019';

/**
 * Reads big-endian values. Past its end it reads zeros and sets {@link overrun}: whoever called decides once, at the
 * end, whether the bytes fitted the layout. Bad bytes from the street therefore never throw.
 */
export class ByteReader {
  overrun = false;
  /** Attribute bits of the fence being read; the optional fields that follow depend on them. */
  flags = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly version: Version,
    public at = 0,
    public end = bytes.length,
  ) {}

  get remaining(): number {
    return this.end - this.at;
  }

  u8(): number {
    if (!this.has(1)) return 0;
    return this.bytes[this.at++];
  }

  u16(): number {
    if (!this.has(2)) return 0;
    const { bytes, at } = this;
    this.at += 2;
    return (bytes[at] << 8) | bytes[at + 1];
  }

  u32(): number {
    if (!this.has(4)) return 0;
    const { bytes, at } = this;
    this.at += 4;
    return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
  }

  /** A copy: the frame's buffer is used again for the next frame. Empty when fewer bytes are left. */
  take(length: number): Uint8Array {
    if (!this.has(length)) return new Uint8Array(0);
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }

  /** Where `length` bytes start, which are passed over; −1 when fewer are left. */
  skip(length: number): number {
    if (!this.has(length)) return -1;
    this.at += length;
    return this.at - length;
  }

  private has(length: number): boolean {
    if (this.at + length <= this.end) return true;
    this.overrun = true;
    this.at = this.end;
    return false;
  }
}

/** Writes big-endian values into a buffer that grows. A value outside its field is a bug of the caller and throws. */
export class ByteWriter {
  bytes = new Uint8Array(256);
  at = 0;
  /** As in {@link ByteReader.flags}. */
  flags = 0;

  constructor(public version: Version = '2013') {}

  u8(value: number): void {
    this.reserve(1);
    check(value, 0xff);
    this.bytes[this.at++] = value;
  }

  u16(value: number): void {
    this.reserve(2);
    check(value, 0xffff);
    this.bytes[this.at++] = value >> 8;
    this.bytes[this.at++] = value;
  }

  u32(value: number): void {
    this.reserve(4);
    check(value, 0xffff_ffff);
    const { bytes } = this;
    bytes[this.at++] = value >>> 24;
    bytes[this.at++] = value >>> 16;
    bytes[this.at++] = value >>> 8;
    bytes[this.at++] = value;
  }

  put(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  zeros(length: number): void {
    this.reserve(length);
    this.bytes.fill(0, this.at, this.at + length);
    this.at += length;
  }

  /** Makes room for `length` more bytes. */
  reserve(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.at + length));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
  }
}

function check(value: number, max: number): void {
  if (!(value >= 0 && value <= max)) throw new RangeError(`${value} is outside its field of 0 to ${max}`);
}
