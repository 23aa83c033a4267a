import type { ClassOdds } from './text-classifier.ts';

/** A class and the words by which a text speaks for it. */
export interface WordClass {
  readonly name: string;
  readonly words: readonly string[];
}

export interface WordOdds extends ClassOdds {
  /** Its words that the text holds. */
  readonly reasons: readonly string[];
}

/** As many letters as speak for nothing in particular: the fewer words were found, the nearer odds are to nothing. */
const DOUBT_LETTERS = 2;

/**
 * Classes by their words alone: the start, before there are texts to learn from. Odds are the share of a class in the letters of
 * all words that were found, drawn towards nothing while few were. The likeliest first; none of which no word was found.
 */
export function classifyByWords(classes: readonly WordClass[], text: string): WordOdds[] {
  const form = text.normalize('NFKC');
  const found = classes
    .map(({ name, words }) => {
      const reasons = words.filter((word) => form.includes(word));
      return { name, reasons, letters: reasons.reduce((sum, { length }) => sum + length, 0) };
    })
    .filter(({ letters }) => letters > 0)
    .sort((a, b) => b.letters - a.letters);
  const all = found.reduce((sum, { letters }) => sum + letters, DOUBT_LETTERS);
  return found.map(({ name, reasons, letters }) => ({ name, reasons, odds: letters / all }));
}

/** The first class of which a text holds a word, or `otherwise`. */
export const firstByWords = <N extends string>(
  classes: readonly { readonly name: N; readonly words: readonly string[] }[],
  text: string,
  otherwise: N,
): N => classes.find(({ words }) => words.some((word) => text.includes(word)))?.name ?? otherwise;
