import { lengthened, lengthFor } from '../../columns/index.ts';

const FIRST_BYTES = 1 << 16;
const FIRST_ROWS = 1 << 10;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Numbers for texts, from 0 in the order in which they came. Bytes of all texts lie in one array, found by an open hash of
 * 32-bit numbers: two million names of 24 bytes take 75 MB, against 190 MB of a Map of strings.
 */
export class StringTable {
  #bytes = new Uint8Array(FIRST_BYTES);
  /** Where the text of each number ends. */
  #ends = new Uint32Array(FIRST_ROWS);
  /** Number + 1 by hash; 0 is free. A power of two, at most half full. */
  #slots = new Uint32Array(2 * FIRST_ROWS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Bytes that it holds in memory. */
  get memory_bytes(): number {
    return this.#bytes.byteLength + this.#ends.byteLength + this.#slots.byteLength;
  }

  /** The number of a text, new where the text is. */
  add(text: string): number {
    const bytes = encoder.encode(text);
    const slot = this.#slotOf(bytes);
    if (this.#slots[slot] !== 0) return this.#slots[slot] - 1;
    const number = this.#size++;
    const begin = this.#beginOf(number);
    this.#bytes = roomFor(this.#bytes, begin + bytes.length);
    this.#ends = roomFor(this.#ends, number);
    this.#bytes.set(bytes, begin);
    this.#ends[number] = begin + bytes.length;
    this.#slots[slot] = number + 1;
    if (2 * this.#size > this.#slots.length) this.#spread();
    return number;
  }

  /** @returns undefined for a text that was never added */
  find(text: string): number | undefined {
    const held = this.#slots[this.#slotOf(encoder.encode(text))];
    return held === 0 ? undefined : held - 1;
  }

  textOf(number: number): string {
    return decoder.decode(this.#bytes.subarray(this.#beginOf(number), this.#ends[number]));
  }

  #beginOf = (number: number): number => (number === 0 ? 0 : this.#ends[number - 1]);

  #slotOf(bytes: Uint8Array): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(bytes, 0, bytes.length) & mask;
    while (this.#slots[slot] !== 0 && !this.#holds(this.#slots[slot] - 1, bytes)) slot = (slot + 1) & mask;
    return slot;
  }

  #holds(number: number, bytes: Uint8Array): boolean {
    const begin = this.#beginOf(number);
    if (this.#ends[number] - begin !== bytes.length) return false;
    for (let i = 0; i < bytes.length; i++) if (this.#bytes[begin + i] !== bytes[i]) return false;
    return true;
  }

  #spread(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.#size; number++) {
      let slot = hashOf(this.#bytes, this.#beginOf(number), this.#ends[number]) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number + 1;
    }
  }
}

const roomFor = <C extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(column: C, row: number): C =>
  row < column.length ? column : lengthened(column, lengthFor(row, column.length));

/** FNV-1a, its bits mixed once more, since names of lots differ in their last figures alone. */
function hashOf(bytes: Uint8Array, begin: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = begin; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
