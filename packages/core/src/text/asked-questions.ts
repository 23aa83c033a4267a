import { GramIndex, type GramWorth } from './gram-index.ts';
import { type TextGrams, textGrams } from './question.ts';

/** As many questions as the rarity of a gram among articles speaks for, before any are learned. */
const RARITY_PRIOR = 100;
/** The same for how often a gram comes over into the answer, and the share that does so at first. */
const CARRIED_PRIOR = 2;
const CARRIED_SHARE = 0.3;
/** Letters count half as much as pairs of them when questions are compared. */
const LETTER_SHARE = 0.5;

/** Questions that had a gram, and those of them whose article has it too. */
interface Carried {
  asked: number;
  both: number;
}

/** Questions of the past and the articles that answered them: of more than `most` the newest. */
export class AskedQuestions {
  readonly #index = { 1: new GramIndex(), 2: new GramIndex() } as const;
  readonly #carried = { 1: new Map<string, Carried>(), 2: new Map<string, Carried>() } as const;
  /** By question: the article that answered it. */
  readonly #answered_by: number[] = [];
  readonly #most: number;
  #learned = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get size(): number {
    return this.#answered_by.length;
  }

  /** @param articleGrams grams of the article that answered it; null when the article is not in the search now */
  learn(question: string, article: number, articleGrams: Record<1 | 2, readonly string[]> | null): void {
    const { of } = textGrams(question);
    // In the place of the oldest one, once there are as many as stay: every search looks at all of them.
    const slot = this.#learned++ % this.#most;
    this.#answered_by[slot] = article;
    for (const n of [1, 2] as const) {
      this.#index[n].add(slot, of[n]);
      if (articleGrams) this.#count(n, of[n], new Set(articleGrams[n]));
    }
  }

  /** How rare a gram is among questions, from 0, at first as rare as among articles. @param share of articles that have it, above 0 */
  rarity(n: 1 | 2, gram: string, share: number): number {
    const found = this.#index[n].documentsWith(gram);
    return -Math.log((found + RARITY_PRIOR * share) / (this.size + RARITY_PRIOR));
  }

  /** By how much a gram of a question is likelier in its answer than in any article, as a logarithm. @param share as of {@link rarity} */
  carried(n: 1 | 2, gram: string, share: number): number {
    const { asked, both } = this.#carried[n].get(gram) ?? { asked: 0, both: 0 };
    const prior = CARRIED_SHARE * (1 - share) + share;
    return Math.log((both + CARRIED_PRIOR * prior) / (asked + CARRIED_PRIOR) / share);
  }

  /** How like a question those are that each article answered: article → its best likeness, and how many it answered. */
  likeness({ of }: TextGrams): Map<number, { like: number; answered: number }> {
    const scores = new Float64Array(this.size);
    for (const n of [1, 2] as const) {
      const index = this.#index[n];
      const share = n === 1 ? LETTER_SHARE : 1;
      index.score(
        worthsOf(of[n], (gram) => ({ often: share * index.rarity(gram), held: 0 })),
        scores,
      );
    }
    const best = new Map<number, { like: number; answered: number }>();
    for (const [question, article] of this.#answered_by.entries()) {
      const known = best.get(article);
      if (!known) best.set(article, { like: scores[question], answered: 1 });
      else {
        known.answered++;
        known.like = Math.max(known.like, scores[question]);
      }
    }
    return best;
  }

  #count(n: 1 | 2, grams: readonly string[], in_article: ReadonlySet<string>): void {
    for (const gram of new Set(grams)) {
      const carried = this.#carried[n].get(gram) ?? { asked: 0, both: 0 };
      carried.asked++;
      if (in_article.has(gram)) carried.both++;
      this.#carried[n].set(gram, carried);
    }
  }
}

/** Worths of the grams of a question, each as often as it says it. */
export function worthsOf(
  grams: readonly string[],
  worthOf: (gram: string) => GramWorth,
): Map<string, GramWorth> {
  const worths = new Map<string, GramWorth>();
  for (const gram of grams) {
    const { often, held } = worthOf(gram);
    const known = worths.get(gram);
    worths.set(gram, { often: often + (known?.often ?? 0), held: held + (known?.held ?? 0) });
  }
  return worths;
}
