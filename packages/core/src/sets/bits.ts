import { lengthened, lengthFor } from '../columns/index.ts';

const FIRST_WORDS = 64;

/**
 * A set of whole numbers from 0 on, a bit for each, that grows with the largest one. Two sets of 100,000 are intersected in
 * a few µs, and the largest fifty of what is left are found without a sort. Sorted lists of numbers take 32 times the
 * memory for what is common, and have to be merged.
 */
export class Bits {
  #words = new Uint32Array(FIRST_WORDS);

  add(value: number): void {
    const word = value >>> 5;
    if (word >= this.#words.length)
      this.#words = lengthened(this.#words, lengthFor(word, this.#words.length));
    this.#words[word] |= 1 << (value & 31);
  }

  delete(value: number): void {
    const word = value >>> 5;
    if (word < this.#words.length) this.#words[word] &= ~(1 << (value & 31));
  }

  has(value: number): boolean {
    const word = value >>> 5;
    return word < this.#words.length && (this.#words[word] & (1 << (value & 31))) !== 0;
  }

  copy(): Bits {
    const copy = new Bits();
    copy.#words = this.#words.slice();
    return copy;
  }

  clear(): void {
    this.#words.fill(0);
  }

  /** Takes out those from `from` up to, but without, `to`. */
  clearBetween(from: number, to: number): void {
    const end = Math.min(to, this.#words.length * 32);
    for (let value = from; value < end; )
      if ((value & 31) === 0 && value + 32 <= end) {
        this.#words[value >>> 5] = 0;
        value += 32;
      } else this.delete(value++);
  }

  /** Leaves what is in both. */
  and(other: Bits): void {
    const [mine, others] = [this.#words, other.#words];
    const common = Math.min(mine.length, others.length);
    for (let i = 0; i < common; i++) mine[i] &= others[i];
    mine.fill(0, common);
  }

  /** Adds what is in the other. */
  or(other: Bits): void {
    const others = other.#words;
    if (others.length > this.#words.length) this.#words = lengthened(this.#words, others.length);
    const mine = this.#words;
    for (let i = 0; i < others.length; i++) mine[i] |= others[i];
  }

  /** Takes out what is in the other. */
  without(other: Bits): void {
    const [mine, others] = [this.#words, other.#words];
    const common = Math.min(mine.length, others.length);
    for (let i = 0; i < common; i++) mine[i] &= ~others[i];
  }

  get count(): number {
    let count = 0;
    for (const word of this.#words) count += bitsIn(word);
    return count;
  }

  /** Each, the smallest first, from `from` up to, but without, `to`. */
  *values(from = 0, to = this.#words.length * 32): Generator<number, undefined> {
    const end = Math.min(to, this.#words.length * 32);
    for (let value = from; value < end; ) {
      // The word without those below `value`.
      const rest = this.#words[value >>> 5] & (-1 << (value & 31));
      const base = value & ~31;
      if (rest !== 0) {
        value = base + 31 - Math.clz32(rest & -rest);
        if (value >= end) return;
        yield value++;
      } else value = base + 32;
    }
  }

  /** The largest first: `limit` of them, after the first `offset`. */
  largest(offset: number, limit: number): number[] {
    const found: number[] = [];
    let skip = offset;
    for (let i = this.#words.length - 1; i >= 0 && found.length < limit; i--) {
      const inside = this.#words[i] === 0 ? 0 : bitsIn(this.#words[i]);
      if (inside <= skip) {
        skip -= inside;
        continue;
      }
      for (let word = this.#words[i]; word !== 0 && found.length < limit; ) {
        const bit = 31 - Math.clz32(word);
        word = (word & ~(1 << bit)) >>> 0;
        if (skip > 0) skip--;
        else found.push(i * 32 + bit);
      }
    }
    return found;
  }
}

/** How many bits of a word of 32 are set (Warren, Hacker’s Delight). */
function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
