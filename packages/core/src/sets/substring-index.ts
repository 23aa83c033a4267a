import { Bits } from './bits.ts';
import { PackedLists } from './packed-lists.ts';

/** To decode a number of a list costs about this share of reading a text. */
const READ_PER_DECODED = 40;
/** Texts that are read before others may have their turn. */
const READ_AT_ONCE = 500;

/** One form for what is searched and what is searched for. */
const formOf = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
const wordsOf = (query: string): string[] => formOf(query).split(' ').filter(Boolean);
/** Signed 32 bits: a number that the engine stores without an object of its own. */
const pairCode = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
const BLANK = 32;

interface Narrowed {
  /** Whether what is left still has to be read to know. */
  readonly reads: boolean;
}

/**
 * Finds numbered texts that hold every word of a query, wherever in a sentence: Chinese has no blanks, so pairs of characters
 * are looked up, and what they leave is read where a word is longer than a pair. A text takes its characters and one to two
 * bytes for each pair, where a list of numbers for each pair took 2.6 kB of a case of 110 characters.
 */
export class SubstringIndex {
  /** The list of texts that hold a pair, by its code. */
  readonly #pairs = new Map<number, number>();
  /** Lists of pairs that begin with a character: every character of a word begins one, the last with the blank behind it. */
  readonly #beginning = new Map<number, number[]>();
  readonly #lists = new PackedLists();
  readonly #texts: (string | undefined)[] = [];
  /** Texts that were changed: their lists still hold pairs that they have lost. */
  readonly #changed = new Bits();

  /** @param id a whole number from 0 on; lists stay small where they are dense and come in order */
  set(id: number, text: string): void {
    const form = formOf(text);
    const before = this.#texts[id];
    if (before === form) return;
    this.#texts[id] = form;
    if (before !== undefined) this.#changed.add(id);
    const padded = `${form} `;
    for (let at = 0; at + 1 < padded.length; at++)
      if (padded.charCodeAt(at) !== BLANK) this.#lists.push(this.#listOf(padded, at), id);
  }

  /** In the form in which it is searched. */
  get = (id: number): string => this.#texts[id] ?? '';

  /** Takes out of `among` the texts that do not hold every word; pauses now and then, so that others have their turn. */
  *narrow(query: string, among: Bits): Generator<undefined, void> {
    const words = wordsOf(query);
    const read = this.#narrowByPairs(words, among).reads ? among : this.#changedAmong(among);
    let left = READ_AT_ONCE;
    for (const id of read.copy().values()) {
      const text = this.get(id);
      if (!words.every((word) => text.includes(word))) among.delete(id);
      if (--left > 0) continue;
      left = READ_AT_ONCE;
      yield;
    }
  }

  #changedAmong(among: Bits): Bits {
    const changed = this.#changed.copy();
    changed.and(among);
    return changed;
  }

  #narrowByPairs(words: readonly string[], among: Bits): Narrowed {
    for (const word of words) if (word.length === 1) among.and(this.#union(word.charCodeAt(0)));
    const pairs = words.flatMap(pairsOf);
    const lists = pairs.map((pair) => this.#pairs.get(pair)).filter((list) => list !== undefined);
    if (lists.length < pairs.length) among.clear();
    // The rarest first; once it costs less to read what is left than to decode a list, it is read.
    const skipped = lists
      .sort((a, b) => this.#lists.lengthOf(a) - this.#lists.lengthOf(b))
      .some((list) => !this.#narrowByList(list, among));
    return { reads: skipped || words.some((word) => word.length > 2) };
  }

  /** @returns false where it is cheaper to read the texts */
  #narrowByList(list: number, among: Bits): boolean {
    if (this.#lists.lengthOf(list) > READ_PER_DECODED * among.count) return false;
    const holding = new Bits();
    this.#lists.addTo(holding, list);
    among.and(holding);
    return true;
  }

  /** Texts that hold a character. */
  #union(character: number): Bits {
    const all = new Bits();
    for (const list of this.#beginning.get(character) ?? []) this.#lists.addTo(all, list);
    return all;
  }

  #listOf(text: string, at: number): number {
    const pair = pairCode(text, at);
    const known = this.#pairs.get(pair);
    if (known !== undefined) return known;
    const list = this.#lists.add();
    this.#pairs.set(pair, list);
    const character = text.charCodeAt(at);
    const beginning = this.#beginning.get(character);
    if (beginning) beginning.push(list);
    else this.#beginning.set(character, [list]);
    return list;
  }
}

/** Each pair of a word once. */
function pairsOf(word: string): number[] {
  const pairs = new Set<number>();
  for (let at = 0; at + 1 < word.length; at++) pairs.add(pairCode(word, at));
  return [...pairs];
}
