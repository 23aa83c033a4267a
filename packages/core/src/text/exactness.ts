/** More than all parts of a score together: who types the words, a title or its pinyin is shown that one first. */
const EXACT = { phrase: 1000, title: 1000, whole_title: 2000, pinyin: 1500 } as const;

/** What somebody types, as words of a search. */
export interface Wanted {
  readonly words: readonly string[];
  readonly phrase: string;
  /** Whether it may be pinyin. */
  readonly is_latin: boolean;
}

export function wantedOf(runs: readonly (readonly string[])[]): Wanted {
  const words = runs.map((units) => units.join(''));
  const phrase = words.join('');
  return { words, phrase, is_latin: /^[a-z]{2,}$/.test(phrase) };
}

/** An article as exact words are looked for in it. */
export interface ExactText {
  /** Title and body without what stands between words. */
  readonly bare: string;
  readonly title: string;
  readonly pinyin: readonly string[];
}

/**
 * 0 where neither the words nor a title is meant.
 * @param may_hold whether every pair of the words is in the text: without that none of them needs to be looked for
 */
export function exactness({ bare, title, pinyin }: ExactText, wanted: Wanted, may_hold: boolean): number {
  const { words, phrase, is_latin } = wanted;
  if (is_latin && pinyin.some((form) => form.includes(phrase))) return EXACT.pinyin;
  // Who has no pair of it in the whole text has it not in the title.
  if (!may_hold) return 0;
  if (title === phrase) return EXACT.whole_title + EXACT.phrase;
  if (title.includes(phrase)) return EXACT.title + EXACT.phrase;
  return words.every((word) => bare.includes(word)) ? EXACT.phrase : 0;
}
