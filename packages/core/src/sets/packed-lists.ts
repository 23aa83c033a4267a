import { lengthened, lengthFor } from '../columns/index.ts';
import type { Bits } from './bits.ts';

/** Bytes of a page of the store. */
const PAGE = 2 ** 20;
const NEXT = 4;
const FIRST_BLOCK = 8;
const LONGEST_BLOCK = 512;

/**
 * Many lists of whole numbers in a store of bytes. A list is a chain of blocks, each twice as long as the one before up to
 * 512 bytes, of differences between neighbours (zigzag, seven bits to a byte): lists that grow mostly upwards take one to two
 * bytes for a number. An array for each list took 200 bytes before its first number, and most lists are short.
 */
export class PackedLists {
  readonly #pages: Uint8Array<ArrayBuffer>[] = [];
  /** The first free byte of the last page. */
  #free = PAGE;
  /** By list: where it begins, where its next byte goes, how many bytes are left there, and how long that block is. */
  #head = new Uint32Array(64);
  #at = new Uint32Array(64);
  #left = new Uint16Array(64);
  #block = new Uint16Array(64);
  #last = new Int32Array(64);
  #length = new Uint32Array(64);
  #lists = 0;

  /** An empty list. @returns its number */
  add(): number {
    const list = this.#lists++;
    if (list >= this.#head.length) this.#lengthen(lengthFor(list, this.#head.length));
    this.#head[list] = this.#reserve(FIRST_BLOCK);
    this.#at[list] = this.#head[list] + NEXT;
    this.#left[list] = FIRST_BLOCK - NEXT;
    this.#block[list] = FIRST_BLOCK;
    return list;
  }

  /** @returns false where it is what was added last: nothing is added then */
  push(list: number, value: number): boolean {
    if (this.#length[list] > 0 && this.#last[list] === value) return false;
    const step = value - this.#last[list];
    let rest = ((step << 1) ^ (step >> 31)) >>> 0;
    for (; rest > 127; rest >>>= 7) this.#write(list, (rest & 127) | 128);
    this.#write(list, rest);
    this.#last[list] = value;
    this.#length[list]++;
    return true;
  }

  lengthOf = (list: number): number => this.#length[list];

  /** Adds all numbers of a list to a set. */
  addTo(bits: Bits, list: number): void {
    let [at, block, value] = [this.#head[list] + NEXT, FIRST_BLOCK, 0];
    let end = this.#head[list] + block;
    let page = this.#pages[Math.floor(at / PAGE)];
    for (let left = this.#length[list]; left > 0; left--) {
      let rest = 0;
      for (let shift = 0; ; shift += 7) {
        if (at === end) {
          const next = this.#nextOf(at - block);
          block = longer(block);
          [at, end, page] = [next + NEXT, next + block, this.#pages[Math.floor(next / PAGE)]];
        }
        const byte = page[at++ % PAGE];
        rest |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      value += (rest >>> 1) ^ -(rest & 1);
      bits.add(value);
    }
  }

  #write(list: number, byte: number): void {
    if (this.#left[list] === 0) this.#chain(list);
    const at = this.#at[list]++;
    this.#pages[Math.floor(at / PAGE)][at % PAGE] = byte;
    this.#left[list]--;
  }

  /** Goes on in a block of its own. */
  #chain(list: number): void {
    const before = this.#at[list] - this.#block[list];
    const block = longer(this.#block[list]);
    const next = this.#reserve(block);
    this.#view(before).setUint32(before % PAGE, next);
    [this.#at[list], this.#left[list], this.#block[list]] = [next + NEXT, block - NEXT, block];
  }

  #nextOf = (block: number): number => this.#view(block).getUint32(block % PAGE);
  #view = (at: number): DataView => new DataView(this.#pages[Math.floor(at / PAGE)].buffer);

  /** Blocks do not reach over the border of a page. */
  #reserve(bytes: number): number {
    if (this.#free + bytes > PAGE) {
      this.#pages.push(new Uint8Array(PAGE));
      this.#free = 0;
    }
    const at = (this.#pages.length - 1) * PAGE + this.#free;
    this.#free += bytes;
    return at;
  }

  #lengthen(length: number): void {
    this.#head = lengthened(this.#head, length);
    this.#at = lengthened(this.#at, length);
    this.#left = lengthened(this.#left, length);
    this.#block = lengthened(this.#block, length);
    this.#last = lengthened(this.#last, length);
    this.#length = lengthened(this.#length, length);
  }
}

const longer = (block: number): number => Math.min(2 * block, LONGEST_BLOCK);
