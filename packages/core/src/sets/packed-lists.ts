import { lengthened, lengthFor } from '../columns/index.ts';
import type { Bits } from './bits.ts';

/** Bytes of a page of the store. */
const PAGE = 2 ** 20;
/** Bytes at the head of a block: where the next one is. */
const NEXT = 4;
const FIRST_BLOCK = 8;
/** Blocks begin at multiples of this, in which places are counted: 32 bits reach over 16 GiB. */
const UNIT = 8;
const LONGEST_BLOCK = 512;

/**
 * What is known of a list, side by side since a push needs all of it: in columns of their own each would be a line of the
 * processor's cache. Where its first and its last block are, how many bytes are left in the last one and how long that is, the
 * last number and how many there are.
 */
const KNOWN = 8;
const [HEAD, TAIL, LEFT, BLOCK, LAST, LENGTH] = [0, 1, 2, 3, 4, 5];

/**
 * Many lists of whole numbers in a store of bytes. A list is a chain of blocks, each twice as long as the one before up to
 * 512 bytes, of differences between neighbours (zigzag, seven bits to a byte): lists that grow mostly upwards take one to two
 * bytes for a number. An array for each list took 200 bytes before its first number, and most lists are short.
 */
export class PackedLists {
  readonly #pages: Uint8Array<ArrayBuffer>[] = [];
  /** The first free byte of the last page. */
  #free = PAGE;
  #known = new Int32Array(64 * KNOWN);
  #lists = 0;

  /** An empty list. @returns its number */
  add(): number {
    const known = this.#lists * KNOWN;
    if (known >= this.#known.length)
      this.#known = lengthened(this.#known, lengthFor(known, this.#known.length));
    const head = this.#reserve(FIRST_BLOCK);
    this.#known.set([head, head, FIRST_BLOCK - NEXT, FIRST_BLOCK], known);
    return this.#lists++;
  }

  /** @returns false where it is what was added last: nothing is added then */
  push(list: number, value: number): boolean {
    const of = list * KNOWN;
    const step = value - this.#known[of + LAST];
    if (step === 0 && this.#known[of + LENGTH] > 0) return false;
    let rest = ((step << 1) ^ (step >> 31)) >>> 0;
    for (; rest > 127; rest >>>= 7) this.#write(of, (rest & 127) | 128);
    this.#write(of, rest);
    this.#known[of + LAST] = value;
    this.#known[of + LENGTH]++;
    return true;
  }

  lengthOf = (list: number): number => this.#known[list * KNOWN + LENGTH];

  /** Adds all numbers of a list to a set. */
  addTo(bits: Bits, list: number): void {
    let [block, value] = [FIRST_BLOCK, 0];
    const head = this.#known[list * KNOWN + HEAD] * UNIT;
    let [at, end, page] = [head + NEXT, head + block, this.#pageOf(head)];
    for (let left = this.lengthOf(list); left > 0; left--) {
      let rest = 0;
      for (let shift = 0; ; shift += 7) {
        if (at === end) {
          const next = this.#nextOf(end - block);
          block = longer(block);
          [at, end, page] = [next + NEXT, next + block, this.#pageOf(next)];
        }
        const byte = page[at++ % PAGE];
        rest |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      value += (rest >>> 1) ^ -(rest & 1);
      bits.add(value);
    }
  }

  #write(of: number, byte: number): void {
    if (this.#known[of + LEFT] === 0) this.#chain(of);
    const at = this.#known[of + TAIL] * UNIT + this.#known[of + BLOCK] - this.#known[of + LEFT];
    this.#pageOf(at)[at % PAGE] = byte;
    this.#known[of + LEFT]--;
  }

  /** Goes on in a block of its own. */
  #chain(of: number): void {
    const before = this.#known[of + TAIL] * UNIT;
    const block = longer(this.#known[of + BLOCK]);
    const next = this.#reserve(block);
    new DataView(this.#pageOf(before).buffer).setInt32(before % PAGE, next);
    this.#known.set([next, block - NEXT, block], of + TAIL);
  }

  #nextOf = (block: number): number => new DataView(this.#pageOf(block).buffer).getInt32(block % PAGE) * UNIT;
  #pageOf = (at: number): Uint8Array<ArrayBuffer> => this.#pages[Math.floor(at / PAGE)];

  /** Room for a block, which does not reach over the border of a page. @returns where, in units */
  #reserve(bytes: number): number {
    if (this.#free + bytes > PAGE) {
      this.#pages.push(new Uint8Array(PAGE));
      this.#free = 0;
    }
    const at = (this.#pages.length - 1) * PAGE + this.#free;
    this.#free += bytes;
    return at / UNIT;
  }
}

const longer = (block: number): number => Math.min(2 * block, LONGEST_BLOCK);
